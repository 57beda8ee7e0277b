//! Mistakes that people make with `set_weights`, to be tried.

use super::Settings;
use super::cells::{CellId, weights};
use super::kernel::{Kernel, Trouble};
use crate::number;
use crate::state::State;

/// A wrong way to set the weights of the linear layer. Each stands in [`Mistake::CELL`] and is right again when that cell is
/// [fixed](super::Notebook::fix).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// The kernel without the bias.
    OneArray,
    /// `np.array([200])` for the kernel, which has two axes.
    FlatKernel,
    /// `np.array([[100]])` for the bias, which has one.
    DeepBias,
    /// The bias before the kernel.
    Swapped,
    /// A new layer, which has not been called and so has no weights to be set.
    Unbuilt,
    /// Numbers instead of arrays.
    PlainNumbers,
}

impl Mistake {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 6] =
        [Self::OneArray, Self::FlatKernel, Self::DeepBias, Self::Swapped, Self::Unbuilt, Self::PlainNumbers];

    /// The cell in which they are made.
    pub const CELL: CellId = CellId::SetWeights;

    /// The name of the button.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OneArray => "one-array",
            Self::FlatKernel => "flat-kernel",
            Self::DeepBias => "deep-bias",
            Self::Swapped => "swapped",
            Self::Unbuilt => "unbuilt",
            Self::PlainNumbers => "plain-numbers",
        }
    }

    /// The one that a text for the cell makes, whatever its numbers are.
    pub(super) fn made_by(text: &str, state: &State, settings: Settings) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|mistake| mistake.is_one(state, settings) && bare(&mistake.code(state)) == bare(text))
    }

    /// Whether it is one in this state: all are about kernel and bias of one neuron, so the layer has to have these.
    #[must_use]
    pub fn is_one(self, state: &State, settings: Settings) -> bool {
        state.use_bias && settings.units == 1
    }

    /// The cell with the mistake in it.
    #[must_use]
    pub fn code(self, state: &State) -> String {
        let (w, b) = weights(state);
        let (w, b) = (number::plain(w), number::plain(b));
        let set_w = if self == Self::FlatKernel { format!("[{w}]") } else { format!("[[{w}]]") };
        let set_b = if self == Self::DeepBias { format!("[[{b}]]") } else { format!("[{b}]") };
        let arrays = format!("set_w = np.array({set_w})\nset_b = np.array({set_b})\n");
        let (before, given) = match self {
            Self::OneArray => (arrays, "set_w".to_owned()),
            Self::FlatKernel | Self::DeepBias => (arrays, "set_w, set_b".to_owned()),
            Self::Swapped => (arrays, "set_b, set_w".to_owned()),
            Self::Unbuilt => {
                let layer = format!("linear_layer = Dense(units=1, activation='{}')\n", state.activation.name());
                (arrays + &layer, "set_w, set_b".to_owned())
            }
            Self::PlainNumbers => (String::new(), format!("{w}, {b}")),
        };
        format!("{before}linear_layer.set_weights([{given}])")
    }

    /// What Keras says to it.
    #[must_use]
    pub fn answer(self, state: &State) -> Option<String> {
        let mut kernel = Kernel::default();
        for id in Self::CELL.before() {
            kernel.run(&id.code(state, Settings::default()));
        }
        match kernel.run(&self.code(state)).trouble {
            Some(Trouble::Raised(words)) => Some(words),
            _ => None,
        }
    }
}

/// A text without its numbers.
fn bare(code: &str) -> String {
    let mut last = ' ';
    let is_of_a_number = |c: char| {
        let before = std::mem::replace(&mut last, c);
        c.is_ascii_digit() || "-.".contains(c) || (c == 'e' && before.is_ascii_digit())
    };
    code.replace(is_of_a_number, "")
}
