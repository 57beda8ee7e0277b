//! What a learner is asked to reach.

use super::{Param, State};

/// A number of the page that an exercise can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// The weight that counts: 0 while it is switched off.
    W,
    /// The bias that counts: 0 while it is switched off.
    B,
    /// The input that is looked at.
    X,
    /// The weighted sum there.
    Z,
    /// The output there.
    A,
    /// The loss over all examples.
    Loss,
    /// Epochs of the present run.
    Epochs,
    /// Where z is zero, −b/w.
    Boundary,
}

impl Quantity {
    /// All of them.
    pub const ALL: [Self; 8] = [Self::W, Self::B, Self::X, Self::Z, Self::A, Self::Loss, Self::Epochs, Self::Boundary];

    /// The name in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::W => "w",
            Self::B => "b",
            Self::X => "x",
            Self::Z => "z",
            Self::A => "a",
            Self::Loss => "loss",
            Self::Epochs => "epochs",
            Self::Boundary => "boundary",
        }
    }

    /// Its value; nothing where there is none (a boundary for w = 0, a loss without examples or of labels it does not measure).
    #[must_use]
    pub fn value(self, state: &State) -> Option<f64> {
        let (neuron, x) = (state.neuron(), state.value(Param::X));
        let value = match self {
            Self::W => f64::from(neuron.w),
            Self::B => f64::from(neuron.b),
            Self::X => f64::from(x),
            Self::Z => f64::from(neuron.z(x)),
            Self::A => f64::from(neuron.a(x)),
            Self::Loss if state.training.examples.points().is_empty() => return None,
            Self::Loss if !state.takes_labels(state.training.loss) => return None,
            Self::Loss => f64::from(state.loss()),
            Self::Epochs => f64::from(state.training.run.epochs()),
            // As a float32, like the ends that it is held against.
            Self::Boundary => return neuron.boundary().map(|at| f64::from(at as f32)),
        };
        Some(value)
    }
}

/// One condition of an exercise: a quantity between two ends, both included; an end that is missing is no bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// What is asked for.
    pub of: Quantity,
    /// Not less than this.
    pub min: Option<f32>,
    /// Not more than this.
    pub max: Option<f32>,
}

impl Goal {
    /// Whether it asks for something, and not for a number above its own upper end.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match (self.min, self.max) {
            (Some(min), Some(max)) => min <= max,
            (min, max) => min.is_some() || max.is_some(),
        }
    }

    /// Whether the state fulfils it. A quantity that has no value, or is not a number, fulfils nothing.
    #[must_use]
    pub fn holds(&self, state: &State) -> bool {
        self.of.value(state).is_some_and(|value| {
            let above = self.min.is_none_or(|min| value >= f64::from(min));
            let below = self.max.is_none_or(|max| value <= f64::from(max));
            value.is_finite() && above && below
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Set;
    use crate::nn::Loss;
    use crate::state::Action;

    fn check(actions: &[Action], of: Quantity, min: Option<f32>, max: Option<f32>, expected: bool) {
        let holds = Goal { of, min, max }.holds(&State::open(actions));
        assert_eq!(holds, expected, "{of:?} from {min:?} to {max:?} after {actions:?}");
    }

    #[test]
    fn a_goal_holds_between_its_ends_both_included() {
        let houses = [Action::UseSet(Set::Houses), Action::Set(Param::W, 200.0), Action::Set(Param::B, 100.0)];
        check(&houses, Quantity::W, Some(190.0), Some(210.0), true);
        check(&houses, Quantity::W, Some(200.0), Some(200.0), true);
        check(&houses, Quantity::W, Some(200.5), None, false);
        check(&houses, Quantity::Loss, None, Some(0.0), true);
        check(&houses, Quantity::Epochs, Some(1.0), None, false);
        check(&houses, Quantity::Boundary, None, Some(-0.5), true);
        let steep = [Action::Set(Param::W, 10.0), Action::Set(Param::B, -3.0)];
        check(&steep, Quantity::Boundary, Some(0.3), Some(0.3), true);
    }

    #[test]
    fn a_goal_without_ends_or_with_crossed_ones_asks_for_nothing() {
        let is_sound = |min, max| Goal { of: Quantity::W, min, max }.is_sound();
        assert!(is_sound(Some(1.0), Some(1.0)) && is_sound(None, Some(1.0)) && is_sound(Some(1.0), None));
        assert!(!is_sound(None, None) && !is_sound(Some(2.0), Some(1.0)));
    }

    #[test]
    fn what_has_no_value_reaches_no_goal() {
        check(&[Action::Set(Param::W, 0.0)], Quantity::Boundary, Some(-1e6), None, false);
        check(&[Action::UsePoints([].into())], Quantity::Loss, None, Some(1.0), false);
        let prices = [Action::UseSet(Set::Houses), Action::Loss(Loss::BinaryCrossentropy)];
        check(&prices, Quantity::Loss, None, Some(5.0), false);
    }

    #[test]
    fn a_switched_off_bias_counts_as_zero() {
        check(&[Action::Set(Param::B, 3.0), Action::UseBias(false)], Quantity::B, Some(0.0), Some(0.0), true);
    }
}
