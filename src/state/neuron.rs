//! One neuron with one input: a = activation(w · x + b), and what follows from w and b alone.

use crate::nn::Activation;

/// Weight, bias and activation of a neuron with one input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neuron {
    /// The weight: how much z rises when x rises by 1.
    pub w: f32,
    /// The bias: z at x = 0. Zero for a layer without bias.
    pub b: f32,
    /// From z to a.
    pub activation: Activation,
}

impl Neuron {
    /// The weighted sum `z = w · x + b`, in float32 and in this order, as Keras computes it.
    #[must_use]
    pub fn z(self, x: f32) -> f32 {
        self.w * x + self.b
    }

    /// The output `a = activation(z)`.
    #[must_use]
    pub fn a(self, x: f32) -> f32 {
        self.activation.value(self.z(x))
    }

    /// Where z is zero, `x = −b / w`; nothing for w = 0, when the output does not depend on x.
    ///
    /// There the sigmoid is 0.5 (the decision boundary), tanh and linear are 0, and relu has its kink.
    #[must_use]
    pub fn boundary(self) -> Option<f64> {
        let at = -f64::from(self.b) / f64::from(self.w);
        // Adding zero turns −0 into 0.
        at.is_finite().then_some(at + 0.0)
    }

    /// The slope of a at the boundary, `w · activation′(0)`: w/4 for the sigmoid and w for tanh.
    ///
    /// Nothing for linear, whose slope is w everywhere and needs no tangent, and for relu, which has a kink there.
    #[must_use]
    pub fn boundary_slope(self) -> Option<f64> {
        match self.activation {
            Activation::Sigmoid | Activation::Tanh => {
                Some(f64::from(self.w) * f64::from(self.activation.derivative(0.0)))
            }
            Activation::Linear | Activation::Relu => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neuron(w: f32, b: f32) -> Neuron {
        Neuron { w, b, activation: Activation::Sigmoid }
    }

    #[test]
    fn the_logistic_lab_has_its_boundary_at_two_and_a_quarter() {
        assert_eq!(neuron(2.0, -4.5).boundary(), Some(2.25));
        assert_eq!(neuron(2.0, -4.5).boundary_slope(), Some(0.5));
    }

    #[test]
    fn a_neuron_without_weight_has_no_boundary() {
        assert_eq!(neuron(0.0, 3.0).boundary(), None);
        assert_eq!(neuron(0.0, 0.0).boundary(), None);
    }

    #[test]
    fn tiny_weights_put_the_boundary_far_away_and_not_at_infinity() {
        assert_eq!(neuron(1e-6, 1e6).boundary().map(|at| at < -9e11), Some(true));
    }

    #[test]
    fn the_boundary_slope_is_that_of_the_activation() {
        let slope = |activation| Neuron { w: -3.0, b: 1.0, activation }.boundary_slope();
        assert_eq!(slope(Activation::Sigmoid), Some(-0.75));
        assert_eq!(slope(Activation::Tanh), Some(-3.0));
        assert_eq!(slope(Activation::Linear), None);
        assert_eq!(slope(Activation::Relu), None);
    }
}
