//! What a neuron does with its sum: a = f(z).

use libm::{expf, tanhf};

/// The function f in a = f(z), applied to each unit by itself.
///
/// Both [`value`](Self::value) and [`derivative`](Self::derivative) are finite for every finite z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Activation {
    /// f(z) = z: the straight line. What Keras uses when no activation is named.
    #[default]
    Linear,
    /// f(z) = σ(z) = 1 / (1 + e⁻ᶻ): between 0 and 1, one half at z = 0, steepest there with slope 1/4.
    Sigmoid,
    /// f(z) = tanh z: between −1 and 1, zero at z = 0, steepest there with slope 1.
    Tanh,
    /// f(z) = max(0, z): nothing below zero, the line above.
    Relu,
}

impl Activation {
    /// Every activation, in the order a menu shows them.
    pub const ALL: [Self; 4] = [Self::Linear, Self::Sigmoid, Self::Tanh, Self::Relu];

    /// Whether no z, however far from 0, takes a beyond −1 or 1.
    pub fn is_bounded(self) -> bool {
        matches!(self, Self::Sigmoid | Self::Tanh)
    }

    /// a = f(z).
    #[inline]
    pub fn value(self, z: f32) -> f32 {
        match self {
            Self::Linear => z,
            Self::Sigmoid => sigmoid(z),
            Self::Tanh => tanhf(z),
            // What is no number stays none: the larger of it and 0 would be 0.
            Self::Relu => {
                if z.is_nan() {
                    z
                } else {
                    z.max(0.0)
                }
            }
        }
    }

    /// f′(z) = da/dz, the slope of f at z.
    ///
    /// σ′ = σ(z)·σ(−z); tanh′ = 4·σ′(2z). Relu has no slope at 0; this returns 0 there, as TensorFlow does.
    #[inline]
    pub fn derivative(self, z: f32) -> f32 {
        match self {
            Self::Linear => 1.0,
            Self::Sigmoid => sigmoid_slope(z),
            Self::Tanh => 4.0 * sigmoid_slope(2.0 * z),
            Self::Relu if z > 0.0 => 1.0,
            Self::Relu => 0.0,
        }
    }

    /// f′ from a = f(z), as TensorFlow takes it when it trains: σ′ = a·(1 − a), tanh′ = 1 − a².
    ///
    /// On paper the same as [`derivative`](Self::derivative). Where a has been rounded to 1, this is 0: a neuron that is
    /// saturated stands still, as it does in Keras.
    #[inline]
    pub fn derivative_at(self, a: f32) -> f32 {
        match self {
            Self::Linear => 1.0,
            Self::Sigmoid => a * (1.0 - a),
            Self::Tanh => 1.0 - a * a,
            Self::Relu if a > 0.0 => 1.0,
            Self::Relu => 0.0,
        }
    }

    /// The name Keras knows it by: `Dense(1, activation="sigmoid")`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "relu",
        }
    }

    /// The output as a formula of z.
    pub fn formula(self) -> &'static str {
        match self {
            Self::Linear => "a = z",
            Self::Sigmoid => "a = σ(z)",
            Self::Tanh => "a = tanh(z)",
            Self::Relu => "a = max(0, z)",
        }
    }

    /// The activation with this Keras [`name`](Self::name), if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }
}

/// σ(z), by the one of its two equal forms whose exponential cannot overflow.
#[inline]
fn sigmoid(z: f32) -> f32 {
    let e = expf(-z.abs());
    if z < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
}

/// σ′(z) = e / (1 + e)² with e = e^−|z|.
///
/// The familiar a·(1 − a) is the same on paper, but loses its digits for large z, where a rounds to 1.
#[inline]
fn sigmoid_slope(z: f32) -> f32 {
    let e = expf(-z.abs());
    e / ((1.0 + e) * (1.0 + e))
}

#[cfg(test)]
mod tests {
    use super::Activation;

    /// The same functions in f64 with the platform's `exp`, as an independent reference.
    fn reference(f: Activation, z: f64) -> (f64, f64) {
        match f {
            Activation::Linear => (z, 1.0),
            Activation::Sigmoid => {
                let a = 1.0 / (1.0 + (-z).exp());
                (a, 1.0 / (2.0 + z.exp() + (-z).exp()))
            }
            Activation::Tanh => (z.tanh(), 1.0 / z.cosh().powi(2)),
            Activation::Relu => (z.max(0.0), f64::from(u8::from(z > 0.0))),
        }
    }

    #[test]
    fn values_and_slopes_are_those_of_the_textbook() {
        for f in Activation::ALL {
            for step in -400_i16..=400 {
                let z = f32::from(step) / 20.0;
                let (value, slope) = reference(f, f64::from(z));
                for (what, actual, expected) in [("value", f.value(z), value), ("slope", f.derivative(z), slope)] {
                    let error = (f64::from(actual) - expected).abs() / expected.abs().max(1e-30);
                    assert!(error < 1e-6, "{f:?} {what} at {z}: actual {actual}, expected {expected}, error {error:e}");
                }
            }
        }
    }

    #[test]
    fn the_slope_taken_from_a_is_the_textbooks_to_the_digits_that_a_has() {
        for f in Activation::ALL {
            for step in -200_i16..=200 {
                let z = f32::from(step) / 10.0;
                let (textbook, from_a) = (f.derivative(z), f.derivative_at(f.value(z)));
                assert!((textbook - from_a).abs() <= 2.0 * f32::EPSILON, "{f:?} at {z}: {from_a} for {textbook}");
            }
            assert!(f.is_bounded() == (f.derivative_at(f.value(20.0)) == 0.0), "{f:?}");
        }
    }

    #[test]
    fn every_activation_is_finite_out_to_1e30_and_beyond() {
        for f in Activation::ALL {
            for z in [1e3, 1e10, 1e30, f32::MAX] {
                for z in [z, -z] {
                    let (a, slope) = (f.value(z), f.derivative(z));
                    assert!(a.is_finite() && slope.is_finite(), "{f:?} at {z}: {a}, {slope}");
                }
            }
        }
    }

    #[test]
    fn the_sigmoid_saturates_at_exactly_zero_and_one_and_halves_at_zero() {
        let sigmoid = |z| Activation::Sigmoid.value(z);
        assert_eq!((sigmoid(-1e30), sigmoid(0.0), sigmoid(1e30)), (0.0, 0.5, 1.0));
        assert_eq!(Activation::Sigmoid.derivative(0.0), 0.25);
    }

    #[test]
    fn names_are_those_of_keras_and_lead_back() {
        for f in Activation::ALL {
            assert_eq!(Activation::from_name(f.name()), Some(f));
        }
        assert_eq!(Activation::from_name("softplus"), None);
        assert_eq!(Activation::default(), Activation::Linear);
    }
}
