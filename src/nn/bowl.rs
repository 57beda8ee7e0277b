//! Why the learning rate has a limit: the loss of a straight line is a bowl.

use super::Loss;
use super::moments::{Moments, mean};

/// The squared loss of one linear neuron z = w·x + b over all (w, b): a bowl, and these numbers are its shape.
///
/// Its curvature is the Hessian H = c · [[mean x², mean x], [mean x, 1]], the same everywhere, with c = 2 for [`Loss::Mse`]
/// and 1 for [`Loss::HalfMse`]. Along an eigenvector of H with eigenvalue λ, a step of gradient descent multiplies the
/// distance to the bottom by 1 − rate·λ (Goh 2017, "Why Momentum Really Works", <https://distill.pub/2017/momentum>).
///
/// In f64: these are facts about the data, not numbers that Keras prints.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bowl {
    /// The larger eigenvalue: the curvature across the valley.
    pub steepest: f64,
    /// The smaller eigenvalue: the curvature along the valley. Zero when all x are equal.
    pub flattest: f64,
    /// The (w, b) at the bottom, the least-squares line; `None` when many lines are equally good.
    pub bottom: Option<(f64, f64)>,
}

impl Bowl {
    /// The bowl over (w, b) for the points (`x`, `y`). `None` for no points and for the cross-entropy, which is no bowl.
    pub fn new(loss: Loss, x: &[f32], y: &[f32]) -> Option<Self> {
        let c = curvature_factor(loss)?;
        let moments = Moments::of(x, y)?;
        let mean_xx = mean(x, y, |x, _| x * x)?;
        // The eigenvalues of [[mean x², mean x], [mean x, 1]]: their product is the determinant, which is the variance.
        let (middle, half) = ((mean_xx + 1.0) / 2.0, (mean_xx - 1.0) / 2.0);
        let steepest = middle + (half * half + moments.x * moments.x).sqrt();
        Some(Self {
            steepest: c * steepest,
            flattest: c * moments.variance / steepest,
            bottom: moments.slope().map(|w| (w, moments.y - w * moments.x)),
        })
    }

    /// The bowl over w alone, for a neuron without a bias: a parabola with curvature c · mean x². Its bottom has b = 0.
    pub fn without_bias(loss: Loss, x: &[f32], y: &[f32]) -> Option<Self> {
        let c = curvature_factor(loss)?;
        let mean_xx = mean(x, y, |x, _| x * x)?;
        let mean_xy = mean(x, y, |x, y| x * y)?;
        Some(Self {
            steepest: c * mean_xx,
            flattest: c * mean_xx,
            bottom: (mean_xx > 0.0).then_some((mean_xy / mean_xx, 0.0)),
        })
    }

    /// 2/λ of the steepest direction: with a larger learning rate each step overshoots by more than it came from, and training
    /// diverges. Infinite when nothing curves.
    pub fn largest_stable_rate(&self) -> f64 {
        2.0 / self.steepest
    }

    /// The condition number: how many times steeper across the valley than along it.
    ///
    /// The flat direction takes about so many times as many steps as the steep one; infinite when one never arrives.
    pub fn condition(&self) -> f64 {
        self.steepest / self.flattest
    }
}

/// The second derivative of one term of the loss by its prediction.
fn curvature_factor(loss: Loss) -> Option<f64> {
    match loss {
        Loss::Mse => Some(2.0),
        Loss::HalfMse => Some(1.0),
        Loss::BinaryCrossentropy => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Bowl;
    use crate::nn::{Activation, Dense, Fit, Loss, Network, Sgd, Step};

    const HOUSE: ([f32; 2], [f32; 2]) = ([1.0, 2.0], [300.0, 500.0]);
    const SIX_HOUSES: ([f32; 6], [f32; 6]) =
        ([1.0, 1.7, 2.0, 2.5, 3.0, 3.2], [250.0, 300.0, 480.0, 430.0, 630.0, 730.0]);

    #[test]
    fn the_house_data_bear_a_rate_of_0_291796_and_are_47_times_steeper_one_way() {
        let mse = Bowl::new(Loss::Mse, &HOUSE.0, &HOUSE.1).unwrap();
        let half = Bowl::new(Loss::HalfMse, &HOUSE.0, &HOUSE.1).unwrap();
        check("rate, mse", mse.largest_stable_rate(), 0.291_796);
        check("rate, half mse", half.largest_stable_rate(), 0.583_592);
        check("condition", mse.condition(), 46.9787);
        check("condition, half mse", half.condition(), 46.9787);
    }

    #[test]
    fn the_bottom_is_the_least_squares_line() {
        let house = Bowl::new(Loss::Mse, &HOUSE.0, &HOUSE.1).unwrap();
        assert_eq!(house.bottom, Some((200.0, 100.0)));
        let (x, y) = SIX_HOUSES;
        let (w, b) = Bowl::new(Loss::HalfMse, &x, &y).unwrap().bottom.unwrap();
        check("w of six houses", w, 209.3629);
        check("b of six houses", b, 2.42278);
        let z = x.map(|x| w as f32 * x + b as f32);
        let loss = Loss::HalfMse.value(Activation::Linear, &z, &y);
        check("half mse of six houses", loss.into(), 1735.88);
    }

    #[test]
    fn without_a_bias_the_best_weight_is_260() {
        let bowl = Bowl::without_bias(Loss::Mse, &HOUSE.0, &HOUSE.1).unwrap();
        assert_eq!(bowl.bottom, Some((260.0, 0.0)));
        check("rate", bowl.largest_stable_rate(), 0.4);
    }

    #[test]
    fn houses_of_one_size_have_no_single_best_line() {
        let bowl = Bowl::new(Loss::Mse, &[2.0, 2.0], &[400.0, 500.0]).unwrap();
        assert_eq!((bowl.bottom, bowl.condition()), (None, f64::INFINITY));
        assert_eq!(Bowl::new(Loss::Mse, &[], &[]), None);
        assert_eq!(Bowl::new(Loss::BinaryCrossentropy, &HOUSE.0, &HOUSE.1), None);
    }

    #[test]
    fn training_ends_at_the_bottom_just_below_the_largest_rate_and_diverges_just_above() {
        for (loss, x, y) in [
            (Loss::Mse, &HOUSE.0[..], &HOUSE.1[..]),
            (Loss::HalfMse, &HOUSE.0, &HOUSE.1),
            (Loss::Mse, &SIX_HOUSES.0, &SIX_HOUSES.1),
        ] {
            let bowl = Bowl::new(loss, x, y).unwrap();
            let train = |factor: f64| {
                let learning_rate = (factor * bowl.largest_stable_rate()) as f32;
                let mut network = Network::from(Dense::neuron(0.0, Some(0.0), Activation::Linear));
                let mut fit = Fit::new(loss, Sgd { learning_rate }, None);
                let mut step = Step::Diverged;
                for _ in 0..20_000 {
                    step = fit.epoch(&mut network, x, y);
                }
                (step, network)
            };
            let (step, network) = train(0.99);
            let (w, b) = bowl.bottom.unwrap();
            assert!(matches!(step, Step::Epoch { .. }));
            check("w", network.layers()[0].kernel()[0].into(), w);
            assert!((f64::from(network.layers()[0].bias().unwrap()[0]) - b).abs() < 0.01);

            let (step, network) = train(1.01);
            assert_eq!(step, Step::Diverged);
            let weights = network.weights();
            assert!(weights.iter().flat_map(|w| w.data()).all(|w| w.is_finite()));
        }
    }

    fn check(what: &str, actual: f64, expected: f64) {
        let error = ((actual - expected) / expected).abs();
        println!("{what}: actual {actual}, expected {expected}, error {error:e}");
        assert!(error < 5e-6);
    }
}
