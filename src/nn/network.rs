//! Layers in a row, each reading what the one before it wrote.

use super::weights::check;
use super::{Array, Dense, Gradient, Unbuilt, WeightsError};

/// A stack of dense layers: Keras's `Sequential`.
///
/// There is at least one layer, and each has as many inputs as the one before it has units.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// What Keras calls the model in its error messages and in `model.summary()`; "sequential" unless it is told otherwise.
    pub name: String,
    layers: Vec<Dense>,
}

impl Network {
    /// The network of these layers; `None` when there are none or their sizes do not fit together.
    pub fn new(layers: Vec<Dense>) -> Option<Self> {
        let fit = layers.windows(2).all(|pair| pair[0].units() == pair[1].n_in());
        let name = "sequential".to_owned();
        (fit && !layers.is_empty()).then_some(Self { name, layers })
    }

    /// Builds `layers` for samples of `n_in` numbers, layer i from `seed + i`; `None` when there are none.
    pub fn build(n_in: usize, layers: &[Unbuilt], seed: u64) -> Option<Self> {
        let mut built: Vec<Dense> = Vec::new();
        for (i, layer) in (0..).zip(layers) {
            let n_in = built.last().map_or(n_in, Dense::units);
            built.push(layer.build(n_in, seed.wrapping_add(i)));
        }
        Self::new(built)
    }

    /// The layers, the one that reads x first.
    pub fn layers(&self) -> &[Dense] {
        &self.layers
    }

    pub(super) fn layers_mut(&mut self) -> &mut [Dense] {
        &mut self.layers
    }

    /// The last layer, whose a is the prediction.
    pub fn output(&self) -> &Dense {
        &self.layers[self.layers.len() - 1]
    }

    /// How many numbers a sample has.
    pub fn n_in(&self) -> usize {
        self.layers[0].n_in()
    }

    /// n_in·units + units, summed over the layers: 13 for the coffee roasting network 2-3-1.
    pub fn parameter_count(&self) -> usize {
        self.layers.iter().map(Dense::parameter_count).sum()
    }

    /// Kernel and bias of each layer in turn: the model's `get_weights()`.
    pub fn weights(&self) -> Vec<Array> {
        self.layers.iter().flat_map(Dense::weights).collect()
    }

    /// Replaces the [`weights`](Self::weights) by arrays of the same shapes, in the same order; on an error, none of them.
    pub fn set_weights(&mut self, given: &[Array]) -> Result<(), WeightsError> {
        check(&self.name, &self.weights(), given)?;
        let own = self.layers.iter_mut().flat_map(Dense::parameters_mut);
        for (own, given) in own.zip(given) {
            own.copy_from_slice(given.data());
        }
        Ok(())
    }

    /// The predictions for `x` of shape (samples, n_in): shape (samples, units of the last layer).
    pub fn predict(&self, x: &[f32]) -> Vec<f32> {
        let mut traces = Vec::new();
        self.forward(x, &mut traces);
        traces.pop().map_or(Vec::new(), |last| last.a)
    }

    /// Runs `x` of shape (samples, n_in) through all layers and keeps each one's z and a, one [`Trace`] a layer.
    ///
    /// Traces of another size are made to fit; with those of the last call nothing is allocated.
    pub fn forward(&self, x: &[f32], traces: &mut Vec<Trace>) {
        let samples = x.len() / self.n_in();
        traces.resize_with(self.layers.len(), Trace::default);
        let mut input = x;
        for (layer, trace) in self.layers.iter().zip(traces) {
            for values in [&mut trace.z, &mut trace.a, &mut trace.dz] {
                values.resize(samples * layer.units(), 0.0);
            }
            layer.pre_activation(input, &mut trace.z);
            for (a, z) in trace.a.iter_mut().zip(&trace.z) {
                *a = layer.activation().value(*z);
            }
            input = &trace.a;
        }
    }

    /// Takes ∂L/∂z of the last layer, which the caller has put into the last trace's `dz`, down through all layers, and adds
    /// what it meets on the way to `gradients`, one a layer.
    ///
    /// `x` and `traces` are those of the [`forward`](Self::forward) before it. From a layer to the one below,
    /// ∂L/∂a = dz·kernelᵀ, and then ∂L/∂z = ∂L/∂a · f′, taken from a.
    pub fn backward(&self, x: &[f32], traces: &mut Vec<Trace>, gradients: &mut Vec<Gradient>) {
        traces.resize_with(self.layers.len(), Trace::default);
        gradients.resize_with(self.layers.len(), Gradient::default);
        for i in (0..self.layers.len()).rev() {
            let (below, here) = traces.split_at_mut(i);
            let (layer, dz, gradient) = (&self.layers[i], &here[0].dz, &mut gradients[i]);
            let Some(below) = below.last_mut() else {
                return layer.backward(x, dz, gradient);
            };
            layer.backward(&below.a, dz, gradient);
            layer.backward_to_input(dz, &mut below.dz);
            let f = self.layers[i - 1].activation();
            for (dz, a) in below.dz.iter_mut().zip(&below.a) {
                *dz *= f.derivative_at(*a);
            }
        }
    }
}

/// One layer alone.
impl From<Dense> for Network {
    fn from(layer: Dense) -> Self {
        Self { name: "sequential".to_owned(), layers: vec![layer] }
    }
}

/// What a batch leaves behind in one layer; each of shape (samples, units).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    /// z = x·kernel + bias.
    pub z: Vec<f32>,
    /// a = f(z), the x of the next layer.
    pub a: Vec<f32>,
    /// ∂L/∂z, once the way back has come here.
    pub dz: Vec<f32>,
}

#[cfg(test)]
mod tests {
    use super::Network;
    use crate::nn::{Activation, Array, Dense, Unbuilt};

    #[test]
    fn the_coffee_roaster_likes_200_degrees_for_13_9_minutes_and_not_for_17() {
        let layers = [3, 1].map(|units| Unbuilt::new(units, Activation::Sigmoid));
        let mut network = Network::build(2, &layers, 0).unwrap();
        network
            .set_weights(&[
                Array::from([[-8.94, 0.29, 12.89], [-0.17, -7.34, 10.79]]),
                Array::from([-9.87, -9.28, 1.01]),
                Array::from([[-31.38], [-27.86], [-32.79]]),
                Array::from([15.54]),
            ])
            .unwrap();
        assert_eq!(network.parameter_count(), 13);

        let normalised =
            |degrees: f32, minutes: f32| [(degrees - 218.667_83) / 39.961_656, (minutes - 13.430_685) / 1.128_417];
        let x = [normalised(200.0, 13.9), normalised(200.0, 17.0)].concat();
        for (actual, expected) in network.predict(&x).into_iter().zip([0.9625, 3.03e-8]) {
            println!("actual {actual}, expected {expected}");
            assert!((actual - expected).abs() < 2e-3 * expected);
        }
    }

    #[test]
    fn stacked_linear_layers_are_one_line() {
        let layers = [(2.0, 1.0), (-3.0, 4.0)].map(|(w, b)| Dense::neuron(w, Some(b), Activation::Linear));
        let network = Network::new(layers.to_vec()).unwrap();
        // −3·(2x + 1) + 4 = −6x + 1
        assert_eq!(network.predict(&[0.0, 1.0, 2.0]), [1.0, -5.0, -11.0]);
    }

    #[test]
    fn layers_that_do_not_fit_together_are_no_network() {
        let pair = Unbuilt::new(2, Activation::Relu).build(1, 0);
        let neuron = Dense::neuron(1.0, None, Activation::Relu);
        assert_eq!(Network::new(vec![pair, neuron]), None);
        assert_eq!(Network::new(vec![]), None);
    }

    #[test]
    fn a_model_names_itself_when_it_refuses_weights() {
        let mut network = Network::from(Dense::neuron(1.0, None, Activation::Linear));
        let error = network.set_weights(&[]).unwrap_err().to_string();
        assert_eq!(
            error,
            "ValueError: You called `set_weights(weights)` on layer 'sequential' with a weight list of length 0, \
             but the layer was expecting 1 weights."
        );
    }

    #[test]
    fn a_layer_of_no_units_counts_as_one_unit_for_the_next_too() {
        let layers = [0, 0].map(|units| Unbuilt::new(units, Activation::Linear));
        assert_eq!(Network::build(0, &layers, 1).unwrap().parameter_count(), 4);
    }
}
