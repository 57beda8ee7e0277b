//! The short way for one input and one unit, which is most of the lesson: the same sums as the long way, in registers.

use super::{Activation, Dense, Loss, Network, Sgd};

/// w and b of a network that is a single neuron, taken out of it while it trains.
#[derive(Clone, Copy)]
pub(super) struct Neuron {
    activation: Activation,
    w: f32,
    /// `None` for `use_bias=False`: there is nothing to train then.
    b: Option<f32>,
}

impl Neuron {
    /// The neuron that `network` consists of, if it is one neuron with one input.
    pub(super) fn of(network: &Network) -> Option<Self> {
        let [layer] = network.layers() else {
            return None;
        };
        let [w] = layer.kernel() else { return None };
        let b = layer.bias().map(|b| b[0]);
        Some(Self { activation: layer.activation(), w: *w, b })
    }

    /// Puts it back.
    pub(super) fn store(self, network: &mut Network) {
        let parameters = network.layers_mut().iter_mut().flat_map(Dense::parameters_mut);
        for (own, new) in parameters.zip([self.w, self.b.unwrap_or(0.0)]) {
            own.fill(new);
        }
    }

    /// One step down the gradient of the loss over these samples. Returns the sum of the loss terms before the step; `None`
    /// when that or a new weight is not finite, and then the neuron is as it was.
    #[inline]
    pub(super) fn descend(&mut self, loss: Loss, sgd: Sgd, x: &[f32], y: &[f32]) -> Option<f64> {
        match (loss, self.activation) {
            // The same call with the choices written out: the compiler makes a loop without choices from it.
            (Loss::Mse, Activation::Linear) => self.descend_with(Loss::Mse, Activation::Linear, sgd, x, y),
            (loss, f) => self.descend_with(loss, f, sgd, x, y),
        }
    }

    #[inline(always)]
    fn descend_with(&mut self, loss: Loss, f: Activation, sgd: Sgd, x: &[f32], y: &[f32]) -> Option<f64> {
        let share = loss.share(x.len().min(y.len()));
        let b = self.b.unwrap_or(0.0);
        let (mut loss_sum, mut dw, mut db) = (0.0, 0.0, 0.0);
        for (x, y) in x.iter().zip(y) {
            let z = x * self.w + b;
            loss_sum += f64::from(loss.term(f, z, *y));
            let dz = loss.slope(f, z, *y, share);
            dw += x * dz;
            db += dz;
        }
        let next = Self { w: sgd.step(self.w, dw), b: self.b.map(|b| sgd.step(b, db)), ..*self };
        let finite = loss_sum.is_finite() && next.w.is_finite() && next.b.is_none_or(f32::is_finite);
        finite.then(|| {
            *self = next;
            loss_sum
        })
    }
}
