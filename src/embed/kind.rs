//! The kinds of pages that a snippet is pasted into.

/// Where a snippet is pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any page that takes HTML.
    Iframe,
    /// The Canvas learning platform, which makes the frame as tall as its content.
    Canvas,
    /// A page that may run scripts: the element `<wx-plus-b>`.
    Element,
    /// A code cell of a Jupyter notebook: its text cells lose the address of a frame.
    Jupyter,
    /// A Quarto document.
    Quarto,
    /// A chapter of an mdBook.
    MdBook,
    /// A MyST document.
    Myst,
}

impl Kind {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 7] =
        [Self::Iframe, Self::Canvas, Self::Element, Self::Jupyter, Self::Quarto, Self::MdBook, Self::Myst];

    /// The name in element ids.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Iframe => "iframe",
            Self::Canvas => "canvas",
            Self::Element => "element",
            Self::Jupyter => "jupyter",
            Self::Quarto => "quarto",
            Self::MdBook => "mdbook",
            Self::Myst => "myst",
        }
    }

    /// Whether its frame has a sandbox, in which the page has no origin: its server has to let any origin load its files.
    #[must_use]
    pub fn is_sandboxed(self) -> bool {
        matches!(self, Self::Iframe | Self::Canvas | Self::Quarto | Self::MdBook)
    }
}
