//! What a notebook would print: NumPy's arrays and Keras's `model.summary()`, to the last character.

pub mod numpy;
mod summary;

mod reader;
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
pub use cells::{CellId, LAB_SEED, Lab, MOST_LISTED, Section};
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
