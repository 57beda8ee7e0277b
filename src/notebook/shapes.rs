//! The shapes of a dense layer with numbers in them.

use super::kernel::dot;
use crate::nn::{Activation, Array, Unbuilt};

/// So many inputs the panel goes up to; it goes up to [`MOST_UNITS`](super::MOST_UNITS) units.
pub const MOST_INPUTS: usize = 3;

/// A layer of n_in inputs and some units, six samples, and what comes of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Shapes {
    /// X, shape (6, n_in).
    pub inputs: Array,
    /// W, shape (n_in, units): a column a neuron.
    pub kernel: Array,
    /// b, shape (units,).
    pub bias: Array,
    /// X · W + b, shape (6, units).
    pub sums: Array,
    /// n_in · units + units.
    pub parameters: usize,
    /// `np.dot(W, X)`, the wrong way round, for all samples.
    pub swapped: Result<Array, String>,
}

/// The course's two inputs, and a third.
const SAMPLES: [[f32; MOST_INPUTS]; 6] =
    [[0.5, 1.5, 1.0], [1.0, 1.0, 2.0], [1.5, 0.5, 3.0], [3.0, 0.5, 1.0], [2.0, 2.0, 2.0], [1.0, 2.5, 3.0]];

impl Shapes {
    /// The layer as Keras would build it from a seed. `None` beyond what the panel shows.
    #[must_use]
    pub fn new(n_in: usize, units: usize, seed: u32) -> Option<Self> {
        if !(1..=MOST_INPUTS).contains(&n_in) || !(1..=super::MOST_UNITS).contains(&units) {
            return None;
        }
        let layer = Unbuilt::new(units, Activation::Linear).build(n_in, seed.into());
        let columns = SAMPLES.iter().flat_map(|sample| &sample[..n_in]).copied();
        let inputs = Array::new(vec![SAMPLES.len(), n_in], columns.collect())?;
        let mut sums = vec![0.0; SAMPLES.len() * units];
        layer.pre_activation(inputs.data(), &mut sums);
        let [kernel, bias] = <[Array; 2]>::try_from(layer.weights()).ok()?;
        Some(Self {
            swapped: dot(&kernel, &inputs),
            sums: Array::new(vec![SAMPLES.len(), units], sums)?,
            parameters: layer.parameter_count(),
            inputs,
            kernel,
            bias,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kernel_has_a_row_for_each_input_and_a_column_for_each_neuron() {
        for (n_in, units, parameters) in [(1, 1, 2), (2, 1, 3), (2, 3, 9), (3, 4, 16)] {
            let shapes = Shapes::new(n_in, units, 1).unwrap();
            assert_eq!(shapes.kernel.shape(), [n_in, units]);
            assert_eq!(shapes.bias.shape(), [units]);
            assert_eq!(shapes.sums.shape(), [6, units]);
            assert_eq!(shapes.parameters, parameters);
            // The bias is zero at first.
            assert_eq!(dot(&shapes.inputs, &shapes.kernel), Ok(shapes.sums));
        }
        assert_eq!(Shapes::new(0, 1, 1), None);
        assert_eq!(Shapes::new(1, 5, 1), None);
    }

    #[test]
    fn the_wrong_order_is_right_for_one_of_everything_and_fails_for_all_samples() {
        let first = |of: &Shapes| {
            let n_in = of.inputs.shape()[1];
            dot(&of.kernel, &Array::new(vec![1, n_in], of.inputs.data()[..n_in].to_vec()).unwrap())
        };
        let one = Shapes::new(1, 1, 7).unwrap();
        assert_eq!(first(&one).unwrap().data()[0], one.sums.data()[0]);
        assert_eq!(
            one.swapped,
            Err("ValueError: shapes (1,1) and (6,1) not aligned: 1 (dim 1) != 6 (dim 0)".to_owned())
        );
        let two = Shapes::new(2, 1, 7).unwrap();
        assert_eq!(
            two.swapped,
            Err("ValueError: shapes (2,1) and (6,2) not aligned: 1 (dim 1) != 6 (dim 0)".to_owned())
        );
        // No error, and no answer either: four numbers for one sample.
        assert_eq!(first(&two).unwrap().shape(), [2, 2]);
    }
}
