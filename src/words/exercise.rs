//! What a learner is asked to reach, in words.

use super::{say, text};
use crate::number::exact;
use crate::state::{Goal, Quantity};

/// The goals of an exercise as one sentence: "Reach w between 190 and 210 and a loss of at most 5." Empty without goals.
#[must_use]
pub fn goal(goals: &[Goal]) -> String {
    let parts = goals.iter().map(condition);
    let joined = parts.reduce(|first, last| say("goal-and", &[("first", &first), ("last", &last)]));
    joined.map(|goals| say("goal", &[("goals", &goals)])).unwrap_or_default()
}

/// The name of a quantity in a sentence.
#[must_use]
pub fn quantity(quantity: Quantity) -> String {
    match quantity {
        Quantity::W => text("quantity-w"),
        Quantity::B => text("quantity-b"),
        Quantity::X => text("quantity-x-value"),
        Quantity::Z => text("quantity-z"),
        Quantity::A => text("quantity-a"),
        Quantity::Loss => text("quantity-loss"),
        Quantity::Epochs => text("quantity-epochs"),
        Quantity::Boundary => text("quantity-boundary"),
    }
}

fn condition(goal: &Goal) -> String {
    let name = quantity(goal.of);
    let (min, max) = (goal.min.map(exact).unwrap_or_default(), goal.max.map(exact).unwrap_or_default());
    let say = |id| say(id, &[("quantity", &name), ("min", &min), ("max", &max)]);
    match (goal.min, goal.max) {
        (Some(low), Some(high)) if low == high => say("goal-exactly"),
        (Some(_), Some(_)) => say("goal-between"),
        (Some(_), None) => say("goal-at-least"),
        (None, _) => say("goal-at-most"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exercise_is_asked_for_in_one_sentence() {
        let goal_of = |of, min, max| Goal { of, min, max };
        for (goals, sentence) in [
            (vec![], ""),
            (vec![goal_of(Quantity::W, Some(-3.0), Some(-3.0))], "Reach w = −3."),
            (
                vec![goal_of(Quantity::W, Some(190.0), Some(210.0)), goal_of(Quantity::Loss, None, Some(5.0))],
                "Reach w between 190 and 210 and a loss of at most 5.",
            ),
        ] {
            assert_eq!(goal(&goals), sentence);
        }
    }
}
