//! The two labs of the course: what each works on, and to which of them a state belongs.

use super::{Action, Param, State};
use crate::data::Set;

/// The smallest seed from which the kernel of one input and one unit is the one that the lab shows: w = −1.03.
pub const LAB_SEED: u32 = 1_089_842;

/// One of the two labs, each with a state of its own: data, activation, w and b.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lab {
    /// The houses and the line, and the training of it.
    Linear,
    /// The two classes and the sigmoid.
    Logistic,
}

impl Lab {
    /// Both labs.
    pub const ALL: [Self; 2] = [Self::Linear, Self::Logistic];

    /// The lab as the course has it.
    #[must_use]
    pub fn shipped(self) -> State {
        let mut state = State::default();
        state.open_lab(self);
        state
    }
}

impl State {
    /// The lab that its examples belong to.
    #[must_use]
    pub fn lab(&self) -> Lab {
        self.training.examples.lab()
    }

    /// The lab's examples, the seed of its layer, and the w and b that it sets.
    pub(super) fn open_lab(&mut self, lab: Lab) {
        let (set, w, b) = match lab {
            Lab::Linear => (Set::Houses, 200.0, 100.0),
            Lab::Logistic => (Set::Logistic, 2.0, -4.5),
        };
        self.apply(Action::UseSet(set));
        self.apply(Action::Initialise(LAB_SEED));
        self.apply(Action::Set(Param::W, w));
        self.apply(Action::Set(Param::B, b));
    }

    /// The same with its examples in a lab, whatever their labels.
    #[must_use]
    pub fn kept_in(mut self, lab: Lab) -> Self {
        if self.lab() != lab {
            self.training.examples = self.training.examples.kept_in(lab);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::Units;
    use super::*;
    use crate::data::Point;

    #[test]
    fn the_lab_seed_draws_the_weight_of_the_lab() {
        assert_eq!(crate::nn::init::glorot_uniform(1, 1, LAB_SEED.into()), [-1.03]);
    }

    #[test]
    fn examples_stay_in_the_lab_they_were_given_to_until_others_come() {
        let own = State::open(&[Action::UsePoints([Point { x: 1.0, y: 0.0 }, Point { x: 2.0, y: 0.5 }].into())]);
        assert_eq!(own.lab(), Lab::Linear);
        let mut state = own.kept_in(Lab::Logistic);
        for action in [
            Action::MovePoint(1, Point { x: 2.0, y: 0.25 }),
            Action::Units(Units::ZScore),
            Action::AddPoint(Point { x: 1.0, y: 3.0 }),
            Action::RemovePoint(0),
        ] {
            state.apply(action.clone());
            assert_eq!(state.lab(), Lab::Logistic, "{action:?}");
        }
        state.apply(Action::UseSet(Set::Houses));
        assert_eq!(state.lab(), Lab::Linear);
    }
}
