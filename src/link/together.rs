//! What only shows when all pairs of a link are put together.

use super::key::Key;
use crate::number;
use crate::state::{Action, Refusal, Ruler, Span, State, Units, Wanted};

/// Tells what of a link a state that it opened as does not have.
pub(super) fn tell(actions: &[Action], state: &State, refusals: &mut Vec<Refusal>) {
    refusals.extend(refused_units(actions, state));
    tell_steps(actions, state, refusals);
}

/// A unit in which the examples would be too large is not taken.
fn refused_units(actions: &[Action], state: &State) -> Option<Refusal> {
    let examples = &state.training.examples;
    let asked = actions.iter().find_map(|action| match action {
        Action::Units(units) if *units != examples.units() => Some(units.name()),
        _ => None,
    })?;
    let possible = Units::ALL.into_iter().filter(|units| examples.can_be_in(*units)).map(Units::name);
    Some(Refusal::new("units", Wanted::OneOf(possible.collect()), asked))
}

/// A step is no longer than its range; told is the one that is used.
fn tell_steps(actions: &[Action], state: &State, refusals: &mut Vec<Refusal>) {
    for action in actions {
        if let Action::Step(param, asked) = action {
            let used = state.span(*param).step;
            if used != *asked {
                let wanted = Wanted::Within(number::plain(used));
                refusals.push(Refusal::new(&Key::Step(*param).name(), wanted, &number::plain(*asked)));
            }
        }
    }
}

/// A range given backwards, or without room between its ends, is a slip to be told, not a range to be guessed.
pub(super) fn drop_crossed_ranges(actions: &mut Vec<Action>, refusals: &mut Vec<Refusal>) {
    for ruler in Ruler::ALL {
        let min = actions.iter().find_map(|action| match action {
            Action::Min(of, value) if *of == ruler => Some(*value),
            _ => None,
        });
        let max = actions.iter().find_map(|action| match action {
            Action::Max(of, value) if *of == ruler => Some(*value),
            _ => None,
        });
        if let (Some(min), Some(max)) = (min, max)
            && !Span::is_between(min, max)
        {
            let other = format!("{} ({})", Key::Max(ruler).name(), number::plain(max));
            let wanted = if min < max { Wanted::FurtherBelow(other) } else { Wanted::Below(other) };
            refusals.push(Refusal::new(&Key::Min(ruler).name(), wanted, &number::plain(min)));
            actions.retain(|action| !matches!(action, Action::Min(of, _) | Action::Max(of, _) if *of == ruler));
        }
    }
}
