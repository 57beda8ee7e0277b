//! How long a link may be.

/// Longer links are refused whole: no host would pass them on.
pub const LONGEST: usize = 8 * 1024;

/// The link as the page can read it again: one that is too long goes without its examples, as it does with too many of them.
/// What an author decided was read from a link, and has room in one.
#[must_use]
pub fn readable(link: String) -> String {
    if link.len() <= LONGEST {
        return link;
    }
    link.split('&').filter(|pair| !pair.starts_with("points=")).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::super::{format_all, open};
    use super::*;
    use crate::data::{LIST_LIMIT, Point};
    use crate::state::{Action, Goal, LONGEST_TEXT, Param, Quantity, Setting, State};

    #[test]
    fn an_exercise_survives_more_examples_than_a_link_holds() {
        let goals = vec![Goal { of: Quantity::W, min: Some(1.0), max: None }];
        let setting =
            Setting { say: "é".repeat(LONGEST_TEXT), hint: "ß".repeat(LONGEST_TEXT), goals, ..Setting::default() };
        let points: Vec<_> = (0..LIST_LIMIT).map(|at| Point { x: -1.234_567e-6 * at as f32, y: 123_456.78 }).collect();
        let state = State::open(&[Action::UsePoints(points.into()), Action::Set(Param::W, 7.5)]);
        let link = format_all(&state, &setting);
        assert!(link.len() > LONGEST && !open(&link).refusals.is_empty(), "{}", link.len());
        let opened = open(&readable(link));
        assert_eq!((opened.refusals, opened.setting, opened.state.value(Param::W)), (vec![], setting, 7.5));
        let short =
            format_all(&State::open(&[Action::UsePoints([Point { x: 1.0, y: 2.0 }].into())]), &Setting::default());
        assert_eq!(readable(short.clone()), short);
    }
}
