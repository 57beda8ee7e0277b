//! The place where a cell leaves the forms that this page understands.

/// A cell that was not understood: where, what stood there, and what could have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclear {
    /// The line, counted from 1.
    pub line: usize,
    /// The character in that line, counted from 1.
    pub column: usize,
    /// What stands there, shortened; empty at the end of the cell.
    pub found: String,
    /// What could stand there.
    pub expected: Vec<Form>,
}

/// Something that a cell could hold in some place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// These characters.
    Code(&'static str),
    /// A decimal number.
    Number,
    /// A whole number from zero on.
    WholeNumber,
    /// A whole number up to this one.
    WholeUpTo(usize),
    /// Text in quotes.
    Text,
    /// An array of numbers.
    Array,
    /// An array of float32.
    Float32,
    /// An array of so many columns.
    Columns(usize),
    /// The name of a variable or function that the cells use.
    Name,
    /// A number or array, a name or a call.
    Value,
    /// A new line.
    NewLine,
    /// A shorter cell, or one with fewer brackets in each other.
    Simpler,
}

/// The same before the text is at hand: with a place in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unexpected {
    pub(super) at: usize,
    pub(super) expected: Vec<Form>,
}

impl Unexpected {
    pub(super) fn new(at: usize, expected: &[Form]) -> Self {
        Self { at, expected: expected.to_vec() }
    }

    pub(super) fn one_of(at: usize, codes: &[&'static str]) -> Self {
        Self { at, expected: codes.iter().copied().map(Form::Code).collect() }
    }

    pub(super) fn in_text(self, text: &str) -> Unclear {
        let (before, after) = text.split_at_checked(self.at).unwrap_or((text, ""));
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Unclear {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            found: word(after),
            expected: self.expected,
        }
    }
}

/// The first word of what is left: a name or number whole, anything else a character.
fn word(text: &str) -> String {
    const LONGEST: usize = 40;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let whole: String = text.chars().take_while(|c| is_part(*c)).take(LONGEST).collect();
    if whole.is_empty() { text.chars().take(1).filter(|c| *c != '\n').collect() } else { whole }
}
