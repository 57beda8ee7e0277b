//! The lab's own cells, alive: written from a [`State`](crate::state::State), run by the core, printed as NumPy and Keras
//! print, and read back into actions.
//!
//! ```
//! use wxplusb::notebook::{CellId, Notebook};
//! use wxplusb::state::{Action, Lab, Param};
//!
//! // The slider moves the cell and all that was printed after it …
//! let mut state = Lab::Linear.shipped();
//! let mut book = Notebook::default();
//! state = book.run_up_to(CellId::SetWeights, &state);
//! state.apply(Action::Set(Param::W, 150.0));
//! let cell = &book.cells(&state)[CellId::SetWeights as usize];
//! assert!(cell.code.starts_with("set_w = np.array([[150]])"));
//! let printed = cell.output.as_ref().map(|output| output.text.as_str());
//! assert_eq!(printed, Some("[array([[150.]], dtype=float32), array([100.], dtype=float32)]\n"));
//!
//! // … and the cell moves the slider.
//! let edited = cell.code.replace("150", "-7.5");
//! state = book.edit(CellId::SetWeights, &edited, &state).unwrap();
//! assert_eq!(state.value(Param::W), -7.5);
//! ```
//!
//! | | |
//! | --- | --- |
//! | [`Notebook`] | what was run and written by hand; its page says how the two ways stay one |
//! | [`CellId`], [`Section`] | the walk, and the text of each of its cells |
//! | [`Output`], [`Trouble`] | what a cell printed, and why it ended early |
//! | [`Unclear`], [`Form`] | the place where a text is not one of a cell |
//! | [`Mistake`] | wrong calls of `set_weights` to be tried |
//! | [`Shapes`], [`random`] | the panels on shapes and on random first weights |
//! | [`code`] | the neuron as a program in Keras, PyTorch, NumPy and Rust |
//! | [`numpy`], [`summary`] | printing |
//!
//! What the cells print is held against real Keras in `tests/golden/notebook.json`.

pub mod numpy;
mod summary;

mod reader;
mod runs;
mod syntax;
mod unclear;

mod kernel;

mod cells;
mod held;

mod book;
mod mistakes;

pub mod code;

pub mod random;
mod shapes;

use crate::nn::Dense;

pub use book::{Cell, Notebook, Problem, Settings};
pub use cells::{CellId, MOST_LISTED, Section};
pub use held::MOST_UNITS;
pub use kernel::{Caption, Output, Role, Trouble};
pub use mistakes::Mistake;
pub use shapes::{MOST_INPUTS, Shapes};
pub use summary::summary;
pub use unclear::{Form, Unclear};

/// The course's cell that looks at a layer, and what it prints.
///
/// With a bias: `w, b = layer.get_weights()` and `w = [[-1.03]], b=[0.]`. Without one there is nothing to unpack into b, so
/// the cell shows the list.
#[must_use]
pub fn get_weights(layer: &Dense) -> [String; 2] {
    let weights = layer.weights();
    match weights.as_slice() {
        [w, b] => {
            let [w, b] = [w, b].map(|array| numpy::str(array, numpy::DEFAULT_PRECISION));
            let code = "w, b = layer.get_weights()\nprint(f\"w = {w}, b={b}\")";
            [code.to_owned(), format!("w = {w}, b={b}")]
        }
        others => {
            let arrays: Vec<_> = others.iter().map(|array| numpy::repr(array, numpy::DEFAULT_PRECISION)).collect();
            ["layer.get_weights()".to_owned(), format!("[{}]", arrays.join(", "))]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;

    #[test]
    fn the_cell_of_the_course_prints_what_the_course_prints() {
        let cell = |w, b| get_weights(&Dense::neuron(w, b, Activation::Linear))[1].clone();
        assert_eq!(cell(-1.03, Some(0.0)), "w = [[-1.03]], b=[0.]");
        assert_eq!(cell(200.0, Some(100.0)), "w = [[200.]], b=[100.]");
        assert_eq!(cell(200.0, None), "[array([[200.]], dtype=float32)]");
    }
}
