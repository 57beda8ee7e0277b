//! The dense layer: every input goes to every unit, each connection with its weight.

use std::iter;

use super::weights::check;
use super::{Activation, Array, WeightsError, init};

/// A built dense layer: a = f(x·kernel + bias).
///
/// | | shape | |
/// | --- | --- | --- |
/// | x | (samples, n_in) | one row a sample |
/// | kernel | (n_in, units) | the w of the lesson: column j holds the weights of unit j |
/// | bias | (units,) | the b of the lesson: one number a unit, or none at all |
/// | z, a | (samples, units) | z = x·kernel + bias, a = f(z) |
///
/// All row-major. With one input and one unit this is the line z = w·x + b.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// What Keras calls the layer in its error messages and in `model.summary()`; "dense" unless it is told otherwise.
    pub name: String,
    activation: Activation,
    n_in: usize,
    units: usize,
    kernel: Vec<f32>,
    bias: Option<Vec<f32>>,
}

impl Dense {
    /// One input, one unit: z = w·x + b, or z = w·x without a bias. Named "dense".
    pub fn neuron(w: f32, b: Option<f32>, activation: Activation) -> Self {
        Self { name: "dense".to_owned(), activation, n_in: 1, units: 1, kernel: vec![w], bias: b.map(|b| vec![b]) }
    }

    /// The f in a = f(z).
    pub fn activation(&self) -> Activation {
        self.activation
    }

    /// How many numbers a sample has; the kernel's first axis.
    pub fn n_in(&self) -> usize {
        self.n_in
    }

    /// How many neurons stand side by side, each with one output; the kernel's second axis.
    pub fn units(&self) -> usize {
        self.units
    }

    /// w, shape (n_in, units): the weight from input i to unit j stands at `i * units + j`.
    pub fn kernel(&self) -> &[f32] {
        &self.kernel
    }

    /// b, shape (units,); `None` for a layer with `use_bias=False`.
    pub fn bias(&self) -> Option<&[f32]> {
        self.bias.as_deref()
    }

    /// (w, b) of the first unit and its first input, b = 0 without a bias: of a [neuron](Self::neuron) all there is.
    pub fn first_parameters(&self) -> (f32, f32) {
        let first = |values: &[f32]| values.first().copied().unwrap_or_default();
        (first(&self.kernel), first(self.bias().unwrap_or_default()))
    }

    /// n_in · units weights and, with a bias, units more: Keras's `count_params()`.
    pub fn parameter_count(&self) -> usize {
        self.kernel.len() + self.bias.as_ref().map_or(0, Vec::len)
    }

    /// z = x·kernel + bias, for as many whole samples as both `x` and `z` have room for.
    ///
    /// `x` has shape (samples, n_in) and `z` (samples, units). Each sum runs over the inputs in their order and takes the
    /// bias last, as Keras does.
    pub fn pre_activation(&self, x: &[f32], z: &mut [f32]) {
        if let ([w], [b]) = (self.kernel.as_slice(), self.bias.as_deref().unwrap_or(&[0.0])) {
            // One input and one unit: the same sum, a hundred times as fast without the loops around it.
            for (z, x) in z.iter_mut().zip(x) {
                *z = x * w + b;
            }
            return;
        }
        let samples = x.chunks_exact(self.n_in);
        for (x, z) in samples.zip(z.chunks_exact_mut(self.units)) {
            z.fill(0.0);
            for (x, row) in x.iter().zip(self.kernel.chunks_exact(self.units)) {
                for (z, w) in z.iter_mut().zip(row) {
                    *z += x * w;
                }
            }
            for (z, b) in z.iter_mut().zip(self.bias.iter().flatten()) {
                *z += b;
            }
        }
    }

    /// a = f(x·kernel + bias), for as many whole samples as both `x` and `a` have room for.
    ///
    /// `x` has shape (samples, n_in) and `a` (samples, units).
    pub fn forward(&self, x: &[f32], a: &mut [f32]) {
        let samples = (x.len() / self.n_in).min(a.len() / self.units);
        let a = &mut a[..samples * self.units];
        self.pre_activation(x, a);
        for a in a {
            *a = self.activation.value(*a);
        }
    }

    /// `[kernel, bias]`, or `[kernel]` without a bias: Keras's `get_weights()`.
    ///
    /// These are the current values of the layer, trained or not.
    pub fn weights(&self) -> Vec<Array> {
        let kernel = Array::new(vec![self.n_in, self.units], self.kernel.clone());
        let bias = self.bias.as_ref().and_then(|b| Array::new(vec![self.units], b.clone()));
        kernel.into_iter().chain(bias).collect()
    }

    /// Replaces the [`weights`](Self::weights) by arrays of the same shapes, in the same order.
    ///
    /// On an error nothing is replaced, also where Keras would have taken the kernel before it saw that the bias is wrong.
    pub fn set_weights(&mut self, given: &[Array]) -> Result<(), WeightsError> {
        check(&self.name, &self.weights(), given)?;
        for (own, given) in self.parameters_mut().zip(given) {
            own.copy_from_slice(given.data());
        }
        Ok(())
    }

    /// The kernel's numbers, then the bias's, in the order of [`weights`](Self::weights).
    pub(super) fn parameters_mut(&mut self) -> impl Iterator<Item = &mut Vec<f32>> {
        iter::once(&mut self.kernel).chain(&mut self.bias)
    }
}

/// A dense layer that has not seen its inputs: it knows its units but not its n_in, so it has no weights yet.
///
/// This is what `Dense(units=1, activation="linear")` makes in Keras. The first call builds the layer; here
/// [`build`](Self::build) does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbuilt {
    /// The [`Dense::name`] it will have.
    pub name: String,
    /// How many neurons stand side by side; at least 1, less counts as 1.
    pub units: usize,
    /// The f in a = f(z).
    pub activation: Activation,
    /// Whether each unit has a bias, which then starts at 0.
    pub use_bias: bool,
}

impl Unbuilt {
    /// A layer named "dense", with a bias.
    pub fn new(units: usize, activation: Activation) -> Self {
        Self { name: "dense".to_owned(), units, activation, use_bias: true }
    }

    /// No arrays: what `get_weights()` returns before the layer is built.
    pub fn weights(&self) -> Vec<Array> {
        Vec::new()
    }

    /// Takes no arrays: the error of a `set_weights()` that comes before the layer is built.
    pub fn set_weights(&self, given: &[Array]) -> Result<(), WeightsError> {
        check(&self.name, &self.weights(), given)
    }

    /// The layer for samples of `n_in` numbers (at least 1): a [Glorot-uniform](init::glorot_uniform) kernel from `seed`, a
    /// bias of zeros.
    pub fn build(&self, n_in: usize, seed: u64) -> Dense {
        let (n_in, units) = (n_in.max(1), self.units.max(1));
        Dense {
            name: self.name.clone(),
            activation: self.activation,
            n_in,
            units,
            kernel: init::glorot_uniform(n_in, units, seed),
            bias: self.use_bias.then(|| vec![0.0; units]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Array, Dense, Unbuilt};
    use crate::nn::Activation;

    #[test]
    fn the_house_neuron_gives_300_and_500_thousand_dollars() {
        let layer = Dense::neuron(200.0, Some(100.0), Activation::Linear);
        let mut a = [0.0; 2];
        layer.forward(&[1.0, 2.0], &mut a);
        assert_eq!(a, [300.0, 500.0]);
    }

    #[test]
    fn each_unit_reads_its_own_column_of_the_kernel() {
        let mut layer = Unbuilt::new(3, Activation::Relu).build(2, 0);
        let kernel = Array::from([[1.0, 2.0, 3.0], [10.0, 20.0, -30.0]]);
        layer.set_weights(&[kernel, Array::from([0.5, 0.0, 0.0])]).unwrap();
        let (mut z, mut a) = ([0.0; 3], [0.0; 3]);
        layer.pre_activation(&[1.0, 2.0], &mut z);
        layer.forward(&[1.0, 2.0], &mut a);
        assert_eq!((z, a), ([21.5, 42.0, -57.0], [21.5, 42.0, 0.0]));
    }

    #[test]
    fn a_layer_without_a_bias_runs_through_the_origin_and_has_one_array() {
        let layer = Dense::neuron(260.0, None, Activation::Linear);
        let mut a = [1.0];
        layer.forward(&[0.0], &mut a);
        assert_eq!(a, [0.0]);
        assert_eq!(layer.weights(), [Array::from([[260.0]])]);
        assert_eq!(layer.parameter_count(), 1);
    }

    #[test]
    fn half_a_sample_and_a_short_buffer_are_left_alone() {
        let layer = Unbuilt::new(2, Activation::Sigmoid).build(2, 0);
        for (x, room, expected) in [(3, 5, 2), (8, 3, 2), (8, 1, 0), (1, 4, 0)] {
            let mut a = [9.0; 5];
            layer.forward(&[0.0; 8][..x], &mut a[..room]);
            let (written, rest) = a.split_at(expected);
            assert!(written.iter().all(|a| *a == 0.5) && rest.iter().all(|a| *a == 9.0), "{a:?}");
        }
    }

    #[test]
    fn a_layer_has_no_weights_until_it_is_built_and_then_a_zero_bias() {
        let unbuilt = Unbuilt::new(1, Activation::Linear);
        assert_eq!(unbuilt.weights(), []);
        let layer = unbuilt.build(1, 3);
        assert_eq!(layer.bias(), Some(&[0.0][..]));
        assert!(layer.kernel()[0].abs() <= 3.0_f32.sqrt());
        assert_eq!(layer.parameter_count(), 2);
    }

    #[test]
    fn a_wrong_bias_leaves_the_kernel_as_it_was() {
        let mut layer = Dense::neuron(1.0, Some(2.0), Activation::Linear);
        let given = [Array::from([[200.0]]), Array::from([[100.0]])];
        assert!(layer.set_weights(&given).is_err());
        assert_eq!(layer, Dense::neuron(1.0, Some(2.0), Activation::Linear));
    }
}
