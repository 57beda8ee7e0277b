//! How wrong the predictions are, and which way is less wrong.

use libm::{expf, log1pf, logf};

use super::Activation;

/// One number for how far n predictions a = f(z) lie from their labels y: the mean of one term for each prediction.
///
/// A loss here looks at z, not at a, and applies the layer's activation itself: from z the cross-entropy of a sigmoid has all
/// its digits also where a rounds to 0 or 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Loss {
    /// Mean squared error, 1/n · Σ (a − y)². Keras calls it `"mse"`; there is no factor ½.
    #[default]
    Mse,
    /// Half the mean squared error, 1/2n · Σ (a − y)², as in Ng's course. Its gradient is half that of [`Mse`](Self::Mse), so it
    /// bears twice the learning rate.
    HalfMse,
    /// Binary cross-entropy, −1/n · Σ (y ln a + (1 − y) ln(1 − a)), for labels from 0 to 1. Keras: `"binary_crossentropy"`.
    ///
    /// With a sigmoid it is computed from z as max(z, 0) − z·y + ln(1 + e^−|z|). With another activation a is first clipped to
    /// 10⁻⁷ … 1 − 10⁻⁷, as Keras does, and outside of that it has no slope.
    BinaryCrossentropy,
}

impl Loss {
    /// Every loss, in the order a menu shows them.
    pub const ALL: [Self; 3] = [Self::Mse, Self::HalfMse, Self::BinaryCrossentropy];

    /// The loss of all predictions f(z) with labels `y`; zero for none.
    pub fn value(self, f: Activation, z: &[f32], y: &[f32]) -> f32 {
        let n = z.len().min(y.len()).max(1);
        (self.sum(f, z, y) / n as f64) as f32
    }

    /// ∂L/∂z for each prediction: `dz` = ∂L/∂a · f′(z), with the 1/n of the mean in it. All three have shape (n,); n counts
    /// `z` and `y`, and a shorter `dz` takes the first ones.
    pub fn gradient(self, f: Activation, z: &[f32], y: &[f32], dz: &mut [f32]) {
        let n = z.len().min(y.len()).max(1);
        self.gradient_of(n, f, z, y, dz);
    }

    /// The term of one prediction: (a − y)², half of it, or −y ln a − (1 − y) ln(1 − a).
    #[inline]
    pub fn term(self, f: Activation, z: f32, y: f32) -> f32 {
        match (self, f) {
            (Self::Mse, _) => square(f.value(z) - y),
            (Self::HalfMse, _) => 0.5 * square(f.value(z) - y),
            (Self::BinaryCrossentropy, Activation::Sigmoid) => {
                // An infinite z would make ∞ − ∞ of the first two parts.
                let z = z.clamp(-f32::MAX, f32::MAX);
                z.max(0.0) - z * y + log1pf(expf(-z.abs()))
            }
            (Self::BinaryCrossentropy, _) => {
                let a = f.value(z).clamp(CLIP, 1.0 - CLIP);
                -(y * logf(a) + (1.0 - y) * logf(1.0 - a))
            }
        }
    }

    /// The sum of all terms. In f64, because a running f32 sum would lose digits of 100,000 points.
    #[inline]
    pub(super) fn sum(self, f: Activation, z: &[f32], y: &[f32]) -> f64 {
        z.iter().zip(y).map(|(z, y)| f64::from(self.term(f, *z, *y))).sum()
    }

    /// [`gradient`](Self::gradient) of a part of n predictions.
    pub(super) fn gradient_of(self, n: usize, f: Activation, z: &[f32], y: &[f32], dz: &mut [f32]) {
        let share = self.share(n);
        for ((dz, z), y) in dz.iter_mut().zip(z).zip(y) {
            *dz = self.slope(f, *z, *y, share);
        }
    }

    /// The factor before the sum in the gradient: 2/n for `Mse`, else 1/n.
    #[inline]
    pub(super) fn share(self, n: usize) -> f32 {
        match self {
            Self::Mse => 2.0 / n as f32,
            Self::HalfMse | Self::BinaryCrossentropy => 1.0 / n as f32,
        }
    }

    /// ∂L/∂z of one prediction, given the [`share`](Self::share) it has in the mean.
    // Always, because the page is built for size, and a call for each sample would cost more than its sum.
    #[inline(always)]
    pub(super) fn slope(self, f: Activation, z: f32, y: f32, share: f32) -> f32 {
        let a = f.value(z);
        match (self, f) {
            // The slope of the sigmoid cancels against 1/(a·(1 − a)).
            (Self::BinaryCrossentropy, Activation::Sigmoid) => share * (a - y),
            (Self::BinaryCrossentropy, _) if (CLIP..=1.0 - CLIP).contains(&a) => {
                share * (a - y) / (a * (1.0 - a)) * f.derivative_at(a)
            }
            (Self::BinaryCrossentropy, _) => 0.0,
            (Self::Mse | Self::HalfMse, _) => share * (a - y) * f.derivative_at(a),
        }
    }

    /// The name in `compile(loss=…)`; "half_mse" is ours, Keras has none.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mse => "mse",
            Self::HalfMse => "half_mse",
            Self::BinaryCrossentropy => "binary_crossentropy",
        }
    }

    /// The loss with this [`name`](Self::name), if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|loss| loss.name() == name)
    }
}

/// Keras's `epsilon()`: how near to 0 and 1 a may come before its logarithm is taken.
const CLIP: f32 = 1e-7;

fn square(x: f32) -> f32 {
    x * x
}

#[cfg(test)]
mod tests {
    use super::Loss;
    use crate::nn::Activation;

    #[test]
    fn the_losses_of_the_lesson() {
        let house = ([1.0, 2.0], [300.0, 500.0]);
        let logistic = ([0.0, 1.0, 2.0, 3.0, 4.0, 5.0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
        let (linear, sigmoid) = (Activation::Linear, Activation::Sigmoid);
        for (w, b, loss, expected) in [
            (1.37, 0.0, Loss::Mse, 168_223.69),
            (1.37, 0.0, Loss::HalfMse, 84_111.85),
            (-1.03, 0.0, Loss::Mse, 171_341.65),
            (-1.03, 0.0, Loss::HalfMse, 85_670.83),
            (100.0, 100.0, Loss::Mse, 25_000.0),
            (150.0, 100.0, Loss::HalfMse, 3_125.0),
            (260.0, 0.0, Loss::Mse, 1_000.0),
            (0.0, 400.0, Loss::Mse, 10_000.0),
            (200.0, 100.0, Loss::Mse, 0.0),
        ] {
            check(loss, linear, &house.0.map(|x| w * x + b), &house.1, expected);
        }
        for (w, b, expected) in [(2.0, -4.5, 0.133_209), (2.0, -5.0, 0.122_855), (0.0, 0.0, std::f32::consts::LN_2)] {
            let z = logistic.0.map(|x| w * x + b);
            check(Loss::BinaryCrossentropy, sigmoid, &z, &logistic.1, expected);
        }
    }

    #[test]
    fn the_cross_entropy_of_a_sure_sigmoid_grows_with_z_and_is_never_infinite() {
        for (z, y, expected) in [
            (100.0, 0.0, 100.0),
            (-100.0, 1.0, 100.0),
            (100.0, 1.0, 0.0),
            (1e30, 0.0, 1e30),
            (f32::INFINITY, 1.0, 0.0),
            (f32::NEG_INFINITY, 0.0, 0.0),
        ] {
            check(Loss::BinaryCrossentropy, Activation::Sigmoid, &[z], &[y], expected);
        }
    }

    #[test]
    fn without_a_sigmoid_the_cross_entropy_clips_as_keras_does() {
        let loss = Loss::BinaryCrossentropy;
        check(loss, Activation::Linear, &[0.25], &[1.0], 4.0_f32.ln());
        check(loss, Activation::Linear, &[-3.0], &[1.0], 16.118_095);
        let mut dz = [9.0; 2];
        loss.gradient(Activation::Linear, &[-3.0, 0.25], &[1.0, 1.0], &mut dz);
        assert_eq!(dz, [0.0, -2.0]);
    }

    #[test]
    fn no_predictions_have_no_loss() {
        for loss in Loss::ALL {
            check(loss, Activation::Sigmoid, &[], &[], 0.0);
            assert_eq!(Loss::from_name(loss.name()), Some(loss));
        }
    }

    fn check(loss: Loss, f: Activation, z: &[f32], y: &[f32], expected: f32) {
        let actual = loss.value(f, z, y);
        let error = (actual - expected).abs();
        println!("{loss:?} of {z:?}: actual {actual}, expected {expected}, error {error:e}");
        assert!(error <= 1e-5 * expected.abs().max(1e-30));
    }
}
