//! How good the neuron is on the examples, and what would make it better.

use std::borrow::Cow;

use super::{State, Training};
use crate::data::{Extent, Point};
use crate::nn::{Activation, Bowl, Dense, Gradient, Loss, Sgd, logistic_minimum};

/// One step of gradient descent: the slopes of the loss at (w, b), and where the step leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Update {
    /// ∂J/∂w.
    pub dw: f32,
    /// ∂J/∂b, zero for a neuron without bias.
    pub db: f32,
    /// The new weight, w − rate · ∂J/∂w.
    pub w: f32,
    /// The new bias, b − rate · ∂J/∂b.
    pub b: f32,
}

/// An example with what the neuron makes of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The input.
    pub x: f32,
    /// The label.
    pub y: f32,
    /// The weighted sum.
    pub z: f32,
    /// The prediction ŷ.
    pub predicted: f32,
    /// ŷ − y.
    pub error: f32,
    /// What it adds to the sum of the loss.
    pub term: f32,
}

impl State {
    /// The loss of the neuron as it stands over all examples; zero for none.
    #[must_use]
    pub fn loss(&self) -> f32 {
        let neuron = self.neuron();
        let Training { examples, loss, use_weight, .. } = &self.training;
        examples.measured((neuron.w.to_bits(), neuron.b.to_bits(), *use_weight, self.activation, *loss), || {
            let (x, y) = self.samples();
            let mut z = vec![0.0; x.len()];
            self.layer().pre_activation(&x, &mut z);
            loss.value(self.activation, &z, y)
        })
    }

    /// The loss that another line would have on all examples.
    #[must_use]
    pub fn loss_at(&self, w: f32, b: f32) -> f32 {
        let examples = &self.training.examples;
        let mut z = vec![0.0; examples.inputs().len()];
        Dense::neuron(w, Some(b), self.activation).pre_activation(examples.inputs(), &mut z);
        self.training.loss.value(self.activation, &z, examples.labels())
    }

    /// The best line and the largest stable learning rate for the switches as they stand; nothing where the loss is no bowl.
    #[must_use]
    pub fn bowl(&self) -> Option<Bowl> {
        self.bowl_with(self.training.use_weight, self.use_bias)
    }

    /// The same with other switches: what is the best that is left without a weight, without a bias.
    #[must_use]
    pub fn bowl_with(&self, use_weight: bool, use_bias: bool) -> Option<Bowl> {
        let examples = &self.training.examples;
        self.bowl_of(&counted(examples.inputs(), use_weight), examples.labels(), use_bias)
    }

    fn bowl_of(&self, x: &[f32], y: &[f32], use_bias: bool) -> Option<Bowl> {
        if self.activation != Activation::Linear {
            return None;
        }
        let loss = self.training.loss;
        if use_bias { Bowl::new(loss, x, y) } else { Bowl::without_bias(loss, x, y) }
    }

    /// The largest learning rate at which no step overshoots further than it came; nothing where the loss is no bowl.
    ///
    /// Each batch has a bowl of its own: of theirs it is the least. Infinite where no step goes anywhere.
    #[must_use]
    pub fn largest_stable_rate(&self) -> Option<f64> {
        let (x, y) = self.samples();
        let size = self.batch_size().max(1);
        let mut least = f64::INFINITY;
        for start in (0..x.len()).step_by(size) {
            let batch = start..x.len().min(start + size);
            least = least.min(self.bowl_of(&x[batch.clone()], &y[batch], self.use_bias)?.largest_stable_rate());
        }
        Some(least)
    }

    /// Whether a run that leaves the limits was on its way to a minimum beyond them: its steps are known to be stable, or, in
    /// batches and where the loss is no bowl, the sum of squares has become less since it began.
    pub(super) fn was_arriving(&self, loss_at_start: f32) -> bool {
        match self.bowl() {
            Some(bowl) if !self.is_in_batches() => f64::from(self.training.learning_rate) <= bowl.largest_stable_rate(),
            _ => self.has_squares() && self.loss() < loss_at_start,
        }
    }

    /// A learning rate that converges here: nine tenths of the largest stable one, to two digits; a tenth of the present one
    /// where nothing is known about the loss.
    #[must_use]
    pub fn stable_rate(&self) -> f32 {
        let known = self.largest_stable_rate().map(|rate| 0.9 * rate).filter(|rate| rate.is_finite());
        let rate = known.unwrap_or(f64::from(self.training.learning_rate) / 10.0);
        Training::rate_near(rate)
    }

    /// The (w, b) with the least loss for the switches as they stand, where there is one and it is known how to find it.
    #[must_use]
    pub fn best(&self) -> Option<(f64, f64)> {
        let examples = &self.training.examples;
        match (self.training.loss, self.activation) {
            (Loss::BinaryCrossentropy, Activation::Sigmoid) if self.training.use_weight && examples.are_binary() => {
                logistic_minimum(examples.inputs(), examples.labels(), self.use_bias)
            }
            _ if self.training.use_weight => self.bowl()?.bottom,
            _ => None,
        }
    }

    /// Whether the loss can measure these labels: the cross-entropy wants them from 0 to 1.
    #[must_use]
    pub fn takes_labels(&self, loss: Loss) -> bool {
        let extent = self.training.examples.extent();
        loss != Loss::BinaryCrossentropy || extent.is_none_or(|Extent { low, high }| 0.0 <= low.y && high.y <= 1.0)
    }

    /// Whether the loss is a sum of squares, so that errors can be drawn as such.
    #[must_use]
    pub fn has_squares(&self) -> bool {
        self.training.loss != Loss::BinaryCrossentropy
    }

    /// Whether a step looks at some of the examples only.
    #[must_use]
    pub fn is_in_batches(&self) -> bool {
        self.batch_size() < self.training.examples.points().len()
    }

    /// How many examples a step looks at.
    fn batch_size(&self) -> usize {
        let count = self.training.examples.points().len();
        self.training.batch.and_then(|size| usize::try_from(size).ok()).unwrap_or(count).min(count)
    }

    /// What the next step will do, on the first batch; nothing without examples or where it would leave the range of numbers.
    #[must_use]
    pub fn update(&self) -> Option<Update> {
        let (x, y) = self.samples();
        let size = self.batch_size();
        let (x, y) = (&x[..size], &y[..size]);
        let layer = self.layer();
        let (mut z, mut dz) = (vec![0.0; x.len()], vec![0.0; x.len()]);
        layer.pre_activation(x, &mut z);
        self.training.loss.gradient(self.activation, &z, y, &mut dz);
        let mut gradient = Gradient::default();
        layer.backward(x, &dz, &mut gradient);
        let slope = |slopes: &[f32]| slopes.first().copied().unwrap_or_default() + 0.0;
        let (dw, db) = (slope(&gradient.kernel), slope(&gradient.bias));
        let sgd = Sgd { learning_rate: self.training.learning_rate };
        let neuron = self.neuron();
        let (w, b) = (sgd.step(neuron.w, dw), sgd.step(neuron.b, db));
        let finite = [dw, db, w, b].into_iter().all(f32::is_finite);
        (!x.is_empty() && finite).then_some(Update { dw, db, w, b })
    }

    /// Prediction, error and loss term of an example.
    #[must_use]
    pub fn judged(&self, at: usize) -> Option<Judged> {
        let Point { x, y } = *self.training.examples.points().get(at)?;
        let neuron = self.neuron();
        let term = self.training.loss.term(self.activation, neuron.z(x), y);
        let predicted = neuron.a(x);
        Some(Judged { x, y, z: neuron.z(x), predicted, error: predicted - y + 0.0, term })
    }

    /// Whether a boundary parts the two classes, so that the cross-entropy has no minimum: the weights grow for ever.
    #[must_use]
    pub fn is_separable(&self) -> bool {
        let points = self.training.examples.points();
        if !self.training.use_weight || !self.training.examples.are_binary() {
            return false;
        }
        if !self.use_bias {
            // Without a bias the two sides meet at x = 0, where a steeper curve is no better.
            let on_side = |sign: f32| points.iter().all(|point| sign * point.x * (point.y - 0.5) >= 0.0);
            return (on_side(1.0) || on_side(-1.0)) && points.iter().any(|point| point.x != 0.0);
        }
        let side = |class: f32| points.iter().filter(move |point| point.y == class).map(|point| point.x);
        let range = |class| (side(class).fold(f32::INFINITY, f32::min), side(class).fold(f32::NEG_INFINITY, f32::max));
        let (zeros, ones) = (range(0.0), range(1.0));
        // They may touch, unless all lie in one place: those in between stay at one half, and a steeper curve is better for
        // all others.
        (zeros.1 <= ones.0 || ones.1 <= zeros.0) && zeros != ones
    }

    /// Inputs and labels as the training sees them.
    fn samples(&self) -> (Cow<'_, [f32]>, &[f32]) {
        let examples = &self.training.examples;
        (counted(examples.inputs(), self.training.use_weight), examples.labels())
    }
}

/// The inputs that count. Without a weight none does: as zeros they neither move the sum nor the weight.
pub(super) fn counted(inputs: &[f32], use_weight: bool) -> Cow<'_, [f32]> {
    if use_weight { inputs.into() } else { vec![0.0; inputs.len()].into() }
}

#[cfg(test)]
mod tests {
    use super::super::{Action, Param, Units};
    use super::*;
    use crate::data::Set;

    fn houses() -> State {
        State::open(&[Action::UseSet(Set::Houses), Action::Set(Param::W, -1.03), Action::Set(Param::B, 0.0)])
    }

    #[test]
    fn a_loss_that_was_measured_is_told_of_no_other_neuron() {
        let mut state = houses();
        for action in [
            Action::Set(Param::W, 120.0),
            Action::Set(Param::B, 35.0),
            Action::UseWeight(false),
            Action::UseWeight(true),
            Action::UseBias(false),
            Action::Loss(Loss::HalfMse),
            Action::Activate(Activation::Sigmoid),
            Action::MovePoint(0, Point { x: 1.5, y: 7.0 }),
            Action::Units(Units::ZScore),
        ] {
            let _ = state.loss();
            state.apply(action.clone());
            let (x, y) = state.samples();
            let mut z = vec![0.0; x.len()];
            state.layer().pre_activation(&x, &mut z);
            let expected = state.training.loss.value(state.activation, &z, y);
            assert_eq!([state.loss(), state.loss()], [expected; 2], "{action:?}");
        }
    }

    #[test]
    fn in_standard_deviations_the_bowl_is_round_and_the_rate_may_be_larger() {
        let mut state = houses();
        let narrow = state.bowl().map(|bowl| (bowl.condition(), bowl.largest_stable_rate()));
        state.apply(Action::Units(Units::ZScore));
        let round = state.bowl().map(|bowl| (bowl.condition(), bowl.largest_stable_rate()));
        assert!(
            narrow.is_some_and(|(condition, rate)| (condition - 46.98).abs() < 0.01 && (rate - 0.291_796).abs() < 1e-6)
        );
        assert!(
            round.is_some_and(|(condition, rate)| (condition - 1.0).abs() < 1e-6 && (rate - 1.0).abs() < 1e-6),
            "{round:?}"
        );
    }

    #[test]
    fn separable_classes_have_no_minimum_and_overlapping_ones_have() {
        assert!(State::open(&[Action::UseSet(Set::Logistic)]).is_separable());
        assert!(!State::open(&[Action::UseSet(Set::Overlap)]).is_separable());
        for off in [Action::UseWeight(false), Action::UseBias(false)] {
            assert!(!State::open(&[Action::UseSet(Set::Logistic), off.clone()]).is_separable(), "{off:?}");
        }
        assert!(!State::open(&[Action::UseSet(Set::Houses)]).is_separable());
        let of = |points: &[(f32, f32)], use_bias| {
            let points = points.iter().map(|(x, y)| Point { x: *x, y: *y }).collect();
            let state = State::open(&[Action::UsePoints(points), Action::UseBias(use_bias)]);
            assert!(!state.is_separable() || state.best().is_none(), "{:?}", state.training.examples.given());
            state.is_separable()
        };
        assert!(of(&[(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (3.0, 1.0)], true), "classes that touch");
        assert!(!of(&[(2.0, 0.0), (2.0, 1.0)], true), "all in one place");
        assert!(!of(&[(0.0, 0.0), (0.0, 1.0)], false), "all where a curve without bias is one half");
        assert!(of(&[(0.0, 0.0), (2.0, 1.0)], false));
    }
}
