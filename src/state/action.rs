//! What a hand, a link or a key can name and do: a closed list.

use std::sync::Arc;

use super::Units;
use crate::data::{Point, Set};
use crate::nn::{Activation, Loss};

/// A number that a slider moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Param {
    /// The weight, the one entry of the kernel.
    W,
    /// The bias.
    B,
    /// The input that is looked at (the probe).
    X,
}

impl Param {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::W, Self::B, Self::X];

    /// The letter of the lesson, which is also the name in links and in the page's element ids.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::W => "w",
            Self::B => "b",
            Self::X => "x",
        }
    }
}

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// One neuron, moved by hand.
    #[default]
    Explore,
    /// The same neuron, moved by training.
    Train,
    /// The same neuron in the cells of the course's lab.
    Notebook,
}

impl View {
    /// All views, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Explore, Self::Train, Self::Notebook];

    /// The name in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Explore => "explore",
            Self::Train => "train",
            Self::Notebook => "notebook",
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system says.
    #[default]
    Auto,
    /// Dark ink on white.
    Light,
    /// Light ink on black.
    Dark,
}

impl Theme {
    /// All themes, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The name in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A ruler whose ends can be set: a slider's, or the vertical axis of the plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruler {
    /// The range of a slider. That of x is the x axis too.
    Of(Param),
    /// The vertical axis of z.
    Y,
}

impl Ruler {
    /// All rulers.
    pub const ALL: [Self; 4] = [Self::Of(Param::W), Self::Of(Param::B), Self::Of(Param::X), Self::Y];

    /// The letter before `min`, `max` and `step` in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Of(param) => param.name(),
            Self::Y => "y",
        }
    }

    /// How far from zero its ends may be.
    #[must_use]
    pub fn limit(self) -> f32 {
        match self {
            Self::Of(_) => super::LIMIT,
            Self::Y => super::span::AXIS_LIMIT,
        }
    }

    /// How far from zero an end may be that leaves room for the other one beyond it.
    #[must_use]
    pub fn inner_limit(self) -> f32 {
        super::span::inner(self.limit())
    }
}

/// How far a key or a − + button moves a slider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudge {
    /// By so many tenths of a step: 10 for an arrow key, 1 with Shift.
    TenthsOfStep(i8),
    /// By so many tenths of the range: the Page keys.
    TenthsOfRange(i8),
    /// To the left end: Home.
    ToMin,
    /// To the right end: End.
    ToMax,
}

/// Everything that can happen to a [`State`](super::State).
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// A typed or linked value, kept exactly; the slider's range widens to hold it.
    Set(Param, f32),
    /// A dragged value: moved into the slider's range and onto its steps.
    Slide(Param, f32),
    /// A key or button.
    Nudge(Param, Nudge),
    /// The lower end of a ruler; the upper end moves along if it must.
    Min(Ruler, f32),
    /// The upper end of a ruler; the lower end moves along if it must.
    Max(Ruler, f32),
    /// The step of a slider.
    Step(Param, f32),
    /// The activation function.
    Activate(Activation),
    /// Bias on or off.
    UseBias(bool),
    /// Random kernel and zero bias, as Keras builds a layer, from this seed.
    Initialise(u32),
    /// Axes that show the line, its intercept and, where it is near, its boundary; among examples, sliders and axes that show
    /// these and the best line.
    FitView,
    /// Open a tab.
    Show(View),
    /// Light or dark.
    Theme(Theme),
    /// A built-in set of examples, with an activation, a loss, sliders and axes that suit it.
    UseSet(Set),
    /// The reader's own examples, likewise.
    UsePoints(Arc<[Point]>),
    /// One more example, in the chosen unit.
    AddPoint(Point),
    /// An example to another place.
    MovePoint(usize, Point),
    /// An example less.
    RemovePoint(usize),
    /// The unit of x: the same predictions with other w and b.
    Units(Units),
    /// What training makes small.
    Loss(Loss),
    /// The learning rate.
    Rate(f32),
    /// Examples to a batch; all of them for nothing.
    Batch(Option<u32>),
    /// Weight on or off.
    UseWeight(bool),
    /// Residuals as squares, or as lines.
    Squares(bool),
    /// A logarithmic axis for the loss, or a linear one.
    LogLoss(bool),
    /// So many epochs of training.
    Epochs(u32),
    /// Back to how the page opens. View and theme stay.
    Reset,
}
