//! Why a layer starts with random weights: what is drawn, that it hardly matters for one neuron, and that it matters for two.

use crate::data::Set;
use crate::nn::{Activation, Array, Dense, Fit, Loss, Network, Sgd, Unbuilt, init};

/// So many kernels [`Draws`] draws.
pub const DRAWS: usize = 1000;
/// Into so many bars they are counted.
pub const BINS: usize = 24;
/// So many trainings [`many_starts`] runs.
pub const STARTS: usize = 20;

/// The first weights of many layers of one input and one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    /// ±√3: none lies beyond.
    pub limit: f32,
    /// How many fell into each of [`BINS`] parts from −limit to limit, all equally wide.
    pub counts: [usize; BINS],
    /// The first of them, which is what the cells get from this seed.
    pub first: f32,
}

impl Draws {
    /// Builds a layer [`DRAWS`] times, with this seed and those after it.
    #[must_use]
    pub fn new(seed: u32) -> Self {
        let limit = init::glorot_limit(1, 1);
        let mut counts = [0; BINS];
        for seed in (u64::from(seed)..).take(DRAWS) {
            let share = (draw(seed) + limit) / (2.0 * limit);
            counts[((share * BINS as f32) as usize).min(BINS - 1)] += 1;
        }
        Self { limit, counts, first: draw(seed.into()) }
    }
}

fn draw(seed: u64) -> f32 {
    init::glorot_uniform(1, 1, seed).first().copied().unwrap_or_default()
}

/// The ways of [`STARTS`] trainings on the two houses, each from another place: (w, b) along each way, its start first.
///
/// The starts lie anywhere from −400 to 400, because all that Keras draws are one dot on this scale. After ten thousand epochs
/// at a rate of 0.01 they are all in one place.
#[must_use]
pub fn many_starts(seed: u32) -> Vec<Vec<(f32, f32)>> {
    const FURTHEST: f32 = 400.0;
    const EPOCHS: usize = 10_000;
    let points = Set::Houses.points();
    let (x, y): (Vec<f32>, Vec<f32>) = points.iter().map(|point| (point.x, point.y)).unzip();
    let scale = FURTHEST / init::glorot_limit(1, 2 * STARTS);
    let starts = init::glorot_uniform(1, 2 * STARTS, seed.into());
    let way = |start: &[f32]| {
        let [w, b] = [0, 1].map(|i| scale * start[i]);
        let mut network = Network::from(Dense::neuron(w, Some(b), Activation::Linear));
        let mut fit = Fit::new(Loss::Mse, Sgd { learning_rate: 0.01 }, None);
        let mut way = vec![(w, b)];
        // Dense at first, where the steps are long.
        let mut stride = 1;
        while fit.epochs_done() < EPOCHS {
            fit.epochs(&mut network, &x, &y, stride.min(EPOCHS - fit.epochs_done()), |_| ());
            stride += stride / 4 + 1;
            way.push(network.output().first_parameters());
        }
        way
    };
    starts.chunks_exact(2).map(way).collect()
}

/// Where a network of two hidden units and one output stands in its training.
#[derive(Debug, Clone, PartialEq)]
pub struct Twins {
    /// After so many epochs.
    pub epoch: usize,
    /// Weight, bias and outgoing weight of each hidden unit.
    pub units: [[f32; 3]; 2],
    /// The mean cross-entropy.
    pub loss: f32,
}

/// Two sigmoid units that learn a hill, which one cannot: the classes 0 0 1 1 0 0 at x = −2.5 … 2.5.
///
/// From zero both get the same gradient in every step and stay twins, which are as good as one unit. With a `seed` they start
/// from what Keras draws.
#[must_use]
pub fn twins(seed: Option<u32>) -> Vec<Twins> {
    const AFTER: [usize; 5] = [0, 1, 10, 100, 3000];
    let x = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5];
    let y = [0.0, 0.0, 1.0, 1.0, 0.0, 0.0];
    let layers = [2, 1].map(|units| Unbuilt::new(units, Activation::Sigmoid));
    let Some(mut network) = Network::build(1, &layers, seed.unwrap_or_default().into()) else { return Vec::new() };
    if seed.is_none() {
        let zeros = |array: Array| Array::new(array.shape().to_vec(), vec![0.0; array.data().len()]);
        let zeros: Vec<Array> = network.weights().into_iter().filter_map(zeros).collect();
        // The same shapes, so they are taken.
        let _ = network.set_weights(&zeros);
    }
    let mut fit = Fit::new(Loss::BinaryCrossentropy, Sgd { learning_rate: 1.0 }, None);
    let (mut seen, mut traces) = (Vec::new(), Vec::new());
    for epoch in AFTER {
        fit.epochs(&mut network, &x, &y, epoch - fit.epochs_done(), |_| ());
        network.forward(&x, &mut traces);
        let z = traces.last().map_or(&[][..], |last| &last.z);
        let loss = fit.loss.value(network.output().activation(), z, &y);
        let (hidden, output) = (&network.layers()[0], network.output());
        let unit = |i: usize| [hidden.kernel()[i], hidden.bias().map_or(0.0, |b| b[i]), output.kernel()[i]];
        seen.push(Twins { epoch, units: [unit(0), unit(1)], loss });
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_draws_fill_the_band_and_the_first_is_that_of_the_cells() {
        let draws = Draws::new(crate::state::LAB_SEED);
        assert_eq!((draws.first, draws.limit), (-1.03, 3.0_f32.sqrt()));
        assert_eq!(draws.counts.iter().sum::<usize>(), DRAWS);
        // Four standard deviations of a count with chance 1/24.
        assert!(draws.counts.iter().all(|count| (17..=67).contains(count)), "{:?}", draws.counts);
    }

    #[test]
    fn twenty_starts_end_in_one_place() {
        let ways = many_starts(1);
        assert_eq!(ways.len(), STARTS);
        for way in &ways {
            let ((w, b), start) = (way[way.len() - 1], way[0]);
            assert!((w - 200.0).abs() < 0.01 && (b - 100.0).abs() < 0.01, "from {start:?} to {w}, {b}");
        }
        let far = |way: &&Vec<(f32, f32)>| way[0].0.hypot(way[0].1) > 100.0;
        assert!(ways.iter().filter(far).count() > STARTS / 2);
    }

    #[test]
    fn two_units_from_zero_stay_twins_and_two_from_random_weights_do_not() {
        let from_zero = twins(None);
        assert!(from_zero.iter().all(|at| at.units[0] == at.units[1]), "{from_zero:?}");
        let end = from_zero.last().unwrap();
        assert!(end.units[0] != [0.0; 3], "they learn, but the same");
        // As good as saying 1/3 for every x, the share of ones: −(1/3 ln 1/3 + 2/3 ln 2/3).
        assert!((end.loss - 0.636_514).abs() < 1e-5, "{}", end.loss);

        let from_random = twins(Some(crate::state::LAB_SEED));
        assert!(from_random.iter().all(|at| at.units[0] != at.units[1]), "{from_random:?}");
        assert!(from_random.last().unwrap().loss < 0.01, "{from_random:?}");
    }
}
