//! Learning: predict, compare, step downhill, again.

use super::neuron::Neuron;
use super::{Gradient, Loss, Network, Trace};

/// Stochastic gradient descent: new weight = old weight − learning rate · gradient. Keras's `"sgd"`, without momentum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// How far to step; see [`Bowl::largest_stable_rate`](super::Bowl::largest_stable_rate) for how far is too far.
    pub learning_rate: f32,
}

/// Keras uses 0.01 when no learning rate is named.
impl Default for Sgd {
    fn default() -> Self {
        Self { learning_rate: 0.01 }
    }
}

impl Sgd {
    /// The new value of one weight.
    #[inline]
    pub fn step(self, weight: f32, gradient: f32) -> f32 {
        weight - self.learning_rate * gradient
    }
}

/// What `compile` and `fit` know: how to measure, how to step, and how far the training has come.
///
/// It does not hold the weights. Each call takes the [`Network`] and the data, so between two calls a page may move a weight,
/// change the learning rate or simply stop. One call is one batch, one epoch or a number of epochs; the working memory is made
/// in the first and stays as small as a few hundred samples need.
#[derive(Clone, Debug, Default)]
pub struct Fit {
    /// What to make small.
    pub loss: Loss,
    /// How to step.
    pub sgd: Sgd,
    /// Samples to a batch; `None` is the full batch: all of them. The last batch of an epoch may be smaller.
    pub batch_size: Option<usize>,
    epochs: usize,
    samples: usize,
    loss_sum: f64,
    traces: Vec<Trace>,
    gradients: Vec<Gradient>,
}

/// What a call of [`Fit::batch`] or [`Fit::epoch`] did.
///
/// A loss here is the one the predictions had *before* the update of their batch, as Keras reports it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// It made one update, and the epoch goes on.
    Batch {
        /// The mean loss of the batch.
        loss: f32,
    },
    /// It made the last update of an epoch: all data has been seen once more.
    Epoch {
        /// The mean loss of the epoch.
        loss: f32,
    },
    /// The loss or a weight would have left the range of numbers, so nothing was updated.
    ///
    /// The network still has its last finite weights. The learning rate is too large, or the data are.
    Diverged,
}

impl Fit {
    /// A training that has not begun.
    pub fn new(loss: Loss, sgd: Sgd, batch_size: Option<usize>) -> Self {
        Self { loss, sgd, batch_size, ..Self::default() }
    }

    /// How many epochs are complete.
    pub fn epochs_done(&self) -> usize {
        self.epochs
    }

    /// How many samples of the current epoch have been used; 0 at its beginning.
    #[cfg(test)]
    fn samples_done(&self) -> usize {
        self.samples
    }

    /// Trains on the next batch: one update.
    ///
    /// `x` has shape (n, n_in), `y` (n, units of the last layer); samples are taken in their order. All weights are updated
    /// at once, from gradients that belong to the same old weights.
    pub fn batch(&mut self, network: &mut Network, x: &[f32], y: &[f32]) -> Step {
        let (n_in, units) = (network.n_in(), network.output().units());
        let n = (x.len() / n_in).min(y.len() / units);
        // The data may have become fewer since the last batch.
        let start = self.samples.min(n);
        let end = n.min(start.saturating_add(self.batch_size.map_or(n, |size| size.max(1))));
        let (x, y) = (&x[start * n_in..end * n_in], &y[start * units..end * units]);

        let Some(loss_sum) = self.descend(network, x, y) else {
            return Step::Diverged;
        };
        let loss = (loss_sum / y.len().max(1) as f64) as f32;
        self.samples = end;
        self.loss_sum += loss_sum;
        if end < n {
            return Step::Batch { loss };
        }
        let loss = (self.loss_sum / (n * units).max(1) as f64) as f32;
        self.epochs += 1;
        self.samples = 0;
        self.loss_sum = 0.0;
        Step::Epoch { loss }
    }

    /// Trains to the end of the current epoch: every batch that is left in it.
    pub fn epoch(&mut self, network: &mut Network, x: &[f32], y: &[f32]) -> Step {
        loop {
            let step = self.batch(network, x, y);
            if !matches!(step, Step::Batch { .. }) {
                return step;
            }
        }
    }

    /// Trains to the end of the current epoch and for `count` − 1 more, and tells `each` the loss of every one.
    ///
    /// Returns how many epochs it completed: fewer than `count` means that the next batch [diverged](Step::Diverged). For many
    /// epochs of few points this is several times as fast as so many calls of [`epoch`](Self::epoch).
    pub fn epochs(
        &mut self,
        network: &mut Network,
        x: &[f32],
        y: &[f32],
        count: usize,
        mut each: impl FnMut(f32),
    ) -> usize {
        let n = x.len().min(y.len());
        if self.batch_size.is_none_or(|size| size >= n)
            && self.samples == 0
            && let Some(mut neuron) = Neuron::of(network)
        {
            // A plain loop and not a chain of iterators: built for size, only this keeps w and b in registers.
            let mut done = 0;
            while done < count
                && let Some(sum) = neuron.descend(self.loss, self.sgd, x, y)
            {
                each((sum / n.max(1) as f64) as f32);
                done += 1;
            }
            neuron.store(network);
            self.epochs += done;
            return done;
        }
        for done in 0..count {
            match self.epoch(network, x, y) {
                Step::Epoch { loss } => each(loss),
                Step::Batch { .. } | Step::Diverged => return done,
            }
        }
        count
    }

    /// One step down the gradient of the loss over these samples. Returns the sum of the loss terms before the step; `None`
    /// when that or a new weight is not finite, and then the network is as it was.
    fn descend(&mut self, network: &mut Network, x: &[f32], y: &[f32]) -> Option<f64> {
        if let Some(mut neuron) = Neuron::of(network) {
            let loss_sum = neuron.descend(self.loss, self.sgd, x, y)?;
            neuron.store(network);
            return Some(loss_sum);
        }
        let loss_sum = self.find_gradients(network, x, y);
        (loss_sum.is_finite() && self.update(network)).then_some(loss_sum)
    }

    /// The gradients of the loss over these samples, into `self.gradients`. Returns the sum of the loss terms.
    fn find_gradients(&mut self, network: &Network, x: &[f32], y: &[f32]) -> f64 {
        self.gradients.iter_mut().for_each(Gradient::clear);
        let (n_in, units) = (network.n_in(), network.output().units());
        let f = network.output().activation();
        let mut loss_sum = 0.0;
        for (x, part) in x.chunks(PART * n_in).zip(y.chunks(PART * units)) {
            network.forward(x, &mut self.traces);
            if let Some(last) = self.traces.last_mut() {
                loss_sum += self.loss.sum(f, &last.z, part);
                self.loss.gradient_of(y.len(), f, &last.z, part, &mut last.dz);
            }
            network.backward(x, &mut self.traces, &mut self.gradients);
        }
        loss_sum
    }

    /// Steps every weight against its gradient and says true; or, when one would not stay finite, steps none and says false.
    fn update(&self, network: &mut Network) -> bool {
        let stays = |(w, dw): (&mut f32, f32)| self.sgd.step(*w, dw).is_finite();
        let all_stay = weights_and_gradients(network, &self.gradients).all(stays);
        if all_stay {
            for (w, dw) in weights_and_gradients(network, &self.gradients) {
                *w = self.sgd.step(*w, dw);
            }
        }
        all_stay
    }
}

fn weights_and_gradients<'a>(
    network: &'a mut Network,
    gradients: &'a [Gradient],
) -> impl Iterator<Item = (&'a mut f32, f32)> {
    let layers = network.layers_mut().iter_mut().zip(gradients);
    layers.flat_map(|(layer, gradient)| {
        let gradients = [&gradient.kernel, &gradient.bias];
        let pairs = layer.parameters_mut().zip(gradients);
        pairs.flat_map(|(weights, gradient)| weights.iter_mut().zip(gradient.iter().copied()))
    })
}

/// A batch goes through the network in parts of so many samples: the sums come out the same, and the traces of 100,000 samples
/// need not be held at once.
const PART: usize = 256;

#[cfg(test)]
mod tests {
    use super::{Fit, Sgd, Step};
    use crate::nn::{Activation, Array, Dense, Loss, Network, Unbuilt};

    const HOUSE: ([f32; 2], [f32; 2]) = ([1.0, 2.0], [300.0, 500.0]);

    #[test]
    fn one_neuron_learns_the_same_bits_alone_and_as_a_part_of_a_wider_network() {
        let x: Vec<f32> = (0..700).map(|i| (i as f32 * 0.37).sin()).collect();
        let y: Vec<f32> = x.iter().map(|x| if *x > 0.3 { 1.0 } else { 0.0 }).collect();
        // A second input that is always 0 keeps the wider network from taking the short way.
        let wide_x: Vec<f32> = x.iter().flat_map(|x| [*x, 0.0]).collect();
        for activation in Activation::ALL {
            for loss in Loss::ALL {
                for (use_bias, batch_size) in [(true, None), (false, None), (true, Some(37))] {
                    let (w, b) = (0.7, use_bias.then_some(0.2));
                    let mut neuron = Network::from(Dense::neuron(w, b, activation));
                    let layer = Unbuilt { use_bias, ..Unbuilt::new(1, activation) };
                    let mut wide = Network::build(2, &[layer], 0).unwrap();
                    let kernel = Array::from([[w], [0.0]]);
                    let start: Vec<Array> = [kernel].into_iter().chain(b.map(|b| Array::from([b]))).collect();
                    wide.set_weights(&start).unwrap();

                    let mut fits = [(); 2].map(|()| Fit::new(loss, Sgd { learning_rate: 0.3 }, batch_size));
                    for _ in 0..20 {
                        let alone = fits[0].epoch(&mut neuron, &x, &y);
                        let together = fits[1].epoch(&mut wide, &wide_x, &y);
                        assert_eq!(alone, together, "{activation:?} {loss:?} {batch_size:?}");
                        assert_eq!(neuron.layers()[0].kernel()[0], wide.layers()[0].kernel()[0]);
                        assert_eq!(neuron.layers()[0].bias(), wide.layers()[0].bias());
                    }
                }
            }
        }
    }

    #[test]
    fn many_epochs_in_one_call_are_as_many_calls() {
        let pair = [2, 1].map(|units| Unbuilt::new(units, Activation::Tanh));
        for (layers, batch_size) in [(&pair[1..], None), (&pair[1..], Some(1)), (&pair, None)] {
            let mut networks = [(); 2].map(|()| Network::build(1, layers, 4).unwrap());
            let mut fits = [(); 2].map(|()| Fit::new(Loss::HalfMse, Sgd::default(), batch_size));
            let (x, y) = ([-1.0, 0.5, 2.0], [0.1, 0.2, -0.3]);

            let (mut together, mut single) = (Vec::new(), Vec::new());
            let done = fits[0].epochs(&mut networks[0], &x, &y, 50, |loss| together.push(loss));
            for _ in 0..50 {
                if let Step::Epoch { loss } = fits[1].epoch(&mut networks[1], &x, &y) {
                    single.push(loss);
                }
            }
            assert_eq!((done, fits[0].epochs_done()), (50, 50));
            assert_eq!(together, single);
            assert_eq!(networks[0], networks[1]);
        }
    }

    #[test]
    fn a_batch_is_one_update_and_an_epoch_is_the_rest_of_the_data() {
        let mut network = Network::from(Dense::neuron(0.0, Some(0.0), Activation::Linear));
        let mut fit = Fit::new(Loss::Mse, Sgd::default(), Some(2));
        let (x, y) = ([0.0; 5], [1.0, 1.0, 1.0, 1.0, 1.0]);
        assert_eq!(fit.batch(&mut network, &x, &y), Step::Batch { loss: 1.0 });
        assert_eq!((fit.epochs_done(), fit.samples_done()), (0, 2));
        assert!(matches!(fit.batch(&mut network, &x, &y), Step::Batch { .. }));
        assert!(matches!(fit.batch(&mut network, &x, &y), Step::Epoch { .. }));
        assert_eq!((fit.epochs_done(), fit.samples_done()), (1, 0));
        fit.batch(&mut network, &x, &y);
        assert!(matches!(fit.epoch(&mut network, &x, &y), Step::Epoch { .. }));
        assert_eq!((fit.epochs_done(), fit.samples_done()), (2, 0));
    }

    #[test]
    fn the_loss_of_an_epoch_weighs_a_small_last_batch_by_its_size() {
        let mut network = Network::from(Dense::neuron(0.0, None, Activation::Linear));
        let mut fit = Fit::new(Loss::Mse, Sgd::default(), Some(2));
        let step = fit.epoch(&mut network, &[0.0; 3], &[1.0, 1.0, 4.0]);
        assert_eq!(step, Step::Epoch { loss: 6.0 });
    }

    #[test]
    fn divergence_keeps_the_last_finite_weights_for_good() {
        for units in [1, 3] {
            let layers = [units, 1].map(|units| Unbuilt::new(units, Activation::Linear));
            let layers = if units == 1 { &layers[..1] } else { &layers };
            let mut network = Network::build(1, layers, 0).unwrap();
            let mut fit = Fit::new(Loss::Mse, Sgd { learning_rate: 0.5 }, None);
            let mut last = network.clone();
            let mut updates = 0;
            while let Step::Epoch { loss } = fit.epoch(&mut network, &HOUSE.0, &HOUSE.1) {
                assert!(loss.is_finite() && network != last);
                last = network.clone();
                updates += 1;
            }
            println!("{units} units: {updates} updates before {:?}", network.weights());
            assert!(updates > 0);
            assert_eq!(fit.epoch(&mut network, &HOUSE.0, &HOUSE.1), Step::Diverged);
            assert_eq!(network, last);
            assert_eq!(fit.epochs(&mut network, &HOUSE.0, &HOUSE.1, 9, |_| ()), 0);
            assert_eq!(fit.epochs_done(), updates);
        }
    }

    #[test]
    fn no_data_and_no_batch_size_teach_nothing_and_end() {
        let mut network = Network::from(Dense::neuron(1.0, Some(2.0), Activation::Relu));
        let before = network.clone();
        let mut fit = Fit::new(Loss::Mse, Sgd::default(), Some(0));
        assert_eq!(fit.epoch(&mut network, &[], &[]), Step::Epoch { loss: 0.0 });
        assert_eq!(network, before);
        assert!(matches!(fit.epoch(&mut network, &[1.0, 2.0], &[3.0]), Step::Epoch { .. }));
    }

    #[test]
    fn data_that_shrink_within_an_epoch_end_it() {
        let mut network = Network::from(Dense::neuron(1.0, Some(2.0), Activation::Linear));
        let mut fit = Fit::new(Loss::Mse, Sgd::default(), Some(3));
        fit.batch(&mut network, &[1.0; 6], &[1.0; 6]);
        assert!(matches!(fit.batch(&mut network, &HOUSE.0, &HOUSE.1), Step::Epoch { .. }));
    }
}
