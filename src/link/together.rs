//! What only shows when all pairs of a link are put together.

use super::key::Key;
use crate::number;
use crate::state::{Action, Refusal, Ruler, Span, State, Units, Wanted};

/// Tells what of a link a state that it opened as does not have.
pub(super) fn tell(actions: &[Action], state: &State, refusals: &mut Vec<Refusal>) {
    refusals.extend(refused_units(actions, state));
    tell_ranges(actions, state, refusals);
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

/// A step is no longer than its range, and an end leaves room for the other one: told is the number that is used.
fn tell_ranges(actions: &[Action], state: &State, refusals: &mut Vec<Refusal>) {
    for action in actions {
        let (key, asked, used) = match *action {
            Action::Step(param, asked) => (Key::Step(param), asked, state.span(param).step),
            Action::Min(ruler, asked) => (Key::Min(ruler), asked, state.ruler(ruler).min),
            Action::Max(ruler, asked) => (Key::Max(ruler), asked, state.ruler(ruler).max),
            _ => continue,
        };
        if used == asked {
            continue;
        }
        let (name, wanted) = (key.name(), Wanted::Within(number::plain(used)));
        match refusals.iter_mut().find(|told| told.name == name && matches!(told.wanted, Wanted::Within(_))) {
            Some(told) => told.wanted = wanted,
            // A value widens its range.
            None if !matches!(key, Key::Step(_)) => {}
            None => refusals.push(Refusal::new(&name, wanted, &number::plain(asked))),
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
