//! The parts of the page that a link's author can hide from a learner or lock.

use super::{Action, Command, Grip, Param, View};

/// A part of the page with a name in `hide=` and `lock=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// The slider, field, buttons and handle of a parameter.
    Of(Param),
    /// The activation.
    Activation,
    /// The switch for the bias.
    UseBias,
    /// The button that draws random weights.
    Initialise,
    /// The ready-made links.
    Presets,
    /// Undo and redo.
    Undo,
    /// The button that fits the axes.
    FitView,
    /// The button that goes back to the start.
    Reset,
    /// Ends and steps of sliders and axes.
    Ranges,
    /// The forward pass with its numbers.
    Forward,
    /// The choice of examples, and every change of an example.
    Data,
    /// The unit of x.
    Units,
    /// Pasting, opening and saving a table.
    Paste,
    /// The table of the examples.
    Table,
    /// The choice of a loss, and its formula.
    Loss,
    /// The best lines.
    Bests,
    /// Errors as squares.
    Squares,
    /// The logarithmic axis of the loss.
    Log,
    /// The learning rate.
    Rate,
    /// The size of a batch.
    Batch,
    /// The switch for the weight.
    UseWeight,
    /// The buttons that train.
    Train,
    /// Light and dark.
    Theme,
    /// The tabs.
    Views,
    /// Links, snippets and pictures to take away.
    Share,
    /// The cells of the notebook.
    Cells,
    /// Why weights begin at random.
    Random,
    /// Kernels and biases of larger layers.
    Shapes,
    /// The neuron as a program.
    Code,
    /// The plot of z.
    PlotLine,
    /// The plot of a.
    PlotOutput,
    /// The plot of the examples.
    PlotData,
    /// The map of the loss.
    PlotSurface,
    /// The loss over the epochs.
    PlotLoss,
    /// The ways of many trainings.
    PlotStarts,
}

impl Control {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 37] = [
        Self::Of(Param::W),
        Self::Of(Param::B),
        Self::Of(Param::X),
        Self::Activation,
        Self::UseBias,
        Self::Initialise,
        Self::Presets,
        Self::Undo,
        Self::FitView,
        Self::Reset,
        Self::Ranges,
        Self::Forward,
        Self::Data,
        Self::Units,
        Self::Paste,
        Self::Table,
        Self::Loss,
        Self::Bests,
        Self::Squares,
        Self::Log,
        Self::Rate,
        Self::Batch,
        Self::UseWeight,
        Self::Train,
        Self::Theme,
        Self::Views,
        Self::Share,
        Self::Cells,
        Self::Random,
        Self::Shapes,
        Self::Code,
        Self::PlotLine,
        Self::PlotOutput,
        Self::PlotData,
        Self::PlotSurface,
        Self::PlotLoss,
        Self::PlotStarts,
    ];

    /// The name in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Of(param) => param.name(),
            Self::Activation => "act",
            Self::UseBias => "bias",
            Self::Initialise => "initialise",
            Self::Presets => "presets",
            Self::Undo => "undo",
            Self::FitView => "fit",
            Self::Reset => "reset",
            Self::Ranges => "ranges",
            Self::Forward => "forward",
            Self::Data => "data",
            Self::Units => "units",
            Self::Paste => "paste",
            Self::Table => "table",
            Self::Loss => "loss",
            Self::Bests => "bests",
            Self::Squares => "squares",
            Self::Log => "log",
            Self::Rate => "rate",
            Self::Batch => "batch",
            Self::UseWeight => "weight",
            Self::Train => "train",
            Self::Theme => "theme",
            Self::Views => "views",
            Self::Share => "share",
            Self::Cells => "cells",
            Self::Random => "random",
            Self::Shapes => "shapes",
            Self::Code => "code",
            Self::PlotLine => "plot-line",
            Self::PlotOutput => "plot-output",
            Self::PlotData => "plot-data",
            Self::PlotSurface => "plot-surface",
            Self::PlotLoss => "plot-loss",
            Self::PlotStarts => "plot-starts",
        }
    }

    /// Whether a view shows it.
    #[must_use]
    pub fn is_in(self, view: View) -> bool {
        match self {
            Self::Of(Param::W | Param::B) | Self::Theme | Self::Views | Self::Share => true,
            Self::Activation | Self::UseBias | Self::Undo | Self::FitView | Self::Reset | Self::Presets => {
                view != View::Notebook
            }
            Self::Of(Param::X)
            | Self::Initialise
            | Self::Ranges
            | Self::Forward
            | Self::PlotLine
            | Self::PlotOutput => view == View::Explore,
            Self::Data
            | Self::Units
            | Self::Paste
            | Self::Table
            | Self::Loss
            | Self::Bests
            | Self::Squares
            | Self::Log
            | Self::Rate
            | Self::Batch
            | Self::UseWeight
            | Self::Train
            | Self::PlotSurface
            | Self::PlotLoss => view == View::Train,
            Self::PlotData => view != View::Explore,
            Self::Cells | Self::Random | Self::Shapes | Self::Code | Self::PlotStarts => view == View::Notebook,
        }
    }

    /// What a hand has to hold to do this.
    #[must_use]
    pub fn of(action: &Action) -> Self {
        match action {
            Action::Set(param, _) | Action::Slide(param, _) | Action::Nudge(param, _) => Self::Of(*param),
            Action::Min(..) | Action::Max(..) | Action::Step(..) => Self::Ranges,
            Action::Activate(_) => Self::Activation,
            Action::UseBias(_) => Self::UseBias,
            Action::Initialise(_) => Self::Initialise,
            Action::FitView => Self::FitView,
            Action::Show(_) => Self::Views,
            Action::Theme(_) => Self::Theme,
            Action::UseSet(_)
            | Action::UsePoints(_)
            | Action::AddPoint(_)
            | Action::MovePoint(..)
            | Action::RemovePoint(_) => Self::Data,
            Action::Units(_) => Self::Units,
            Action::Loss(_) => Self::Loss,
            Action::Rate(_) => Self::Rate,
            Action::Batch(_) => Self::Batch,
            Action::UseWeight(_) => Self::UseWeight,
            Action::Squares(_) => Self::Squares,
            Action::LogLoss(_) => Self::Log,
            Action::Epochs(_) => Self::Train,
            Action::Reset => Self::Reset,
        }
    }

    /// The same for a command; nothing for one that comes with its own button.
    #[must_use]
    pub fn of_command(command: &Command) -> Option<Self> {
        match command {
            Command::Act(action) => Some(Self::of(action)),
            Command::Undo | Command::Redo => Some(Self::Undo),
            Command::Rest | Command::Stop | Command::Cancel | Command::Leap(_) | Command::Begin(_) => None,
        }
    }

    /// What a handle on a plot moves; the one that moves both w and b stays for as long as either may be moved.
    #[must_use]
    pub fn of_grip(grip: Grip) -> &'static [Self] {
        match grip {
            Grip::Bias => &[Self::Of(Param::B)],
            Grip::Slope { .. } => &[Self::Of(Param::W)],
            Grip::Probe => &[Self::Of(Param::X)],
            Grip::Weights => &[Self::Of(Param::W), Self::Of(Param::B)],
            Grip::Example(_) | Grip::NewExample => &[Self::Data],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_has_a_name_of_its_own() {
        let mut names = Control::ALL.map(Control::name).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Control::ALL.len());
    }
}
