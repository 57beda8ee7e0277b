//! Hands to actions: key names on a slider, and drags on a plot.

use crate::state::{Action, Grip, Nudge, Param, State};

/// How near, in CSS pixels, a pointer must come to a handle: half a thumb.
pub const REACH: f64 = 22.0;

/// What a key does on a slider; nothing for a key that is not ours.
///
/// `leftward` is true where the slider runs from right to left (a right-to-left page), which turns the horizontal arrows.
#[must_use]
pub fn key(name: &str, shift: bool, leftward: bool) -> Option<Nudge> {
    let tenths = if shift { 1 } else { 10 };
    let sideways = if leftward { -tenths } else { tenths };
    Some(match name {
        "ArrowRight" => Nudge::TenthsOfStep(sideways),
        "ArrowLeft" => Nudge::TenthsOfStep(-sideways),
        "ArrowUp" => Nudge::TenthsOfStep(tenths),
        "ArrowDown" => Nudge::TenthsOfStep(-tenths),
        "PageUp" => Nudge::TenthsOfRange(1),
        "PageDown" => Nudge::TenthsOfRange(-1),
        "Home" => Nudge::ToMin,
        "End" => Nudge::ToMax,
        _ => return None,
    })
}

/// The grip nearest to the pointer and within [`REACH`]; `grips` are given with their places in CSS pixels.
#[must_use]
pub fn grab(grips: &[(Grip, (f64, f64))], pointer: (f64, f64)) -> Option<Grip> {
    let distance = |(x, y): (f64, f64)| libm::hypot(x - pointer.0, y - pointer.1);
    grips
        .iter()
        .filter(|(_, at)| distance(*at) <= REACH)
        .min_by(|(_, a), (_, b)| distance(*a).total_cmp(&distance(*b)))
        .map(|(grip, _)| *grip)
}

/// What it means to drag `grip` to the data coordinates `(x, y)`.
#[must_use]
pub fn drag(grip: Grip, (x, y): (f64, f64), state: &State) -> Action {
    match grip {
        Grip::Bias => Action::Slide(Param::B, y as f32),
        Grip::Slope { x } => {
            let rise = y - f64::from(state.neuron().b);
            Action::Slide(Param::W, (rise / x) as f32)
        }
        Grip::Probe => Action::Slide(Param::X, x as f32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_step_pages_leap_and_shift_refines() {
        for (name, shift, nudge) in [
            ("ArrowRight", false, Nudge::TenthsOfStep(10)),
            ("ArrowDown", false, Nudge::TenthsOfStep(-10)),
            ("ArrowLeft", true, Nudge::TenthsOfStep(-1)),
            ("PageUp", false, Nudge::TenthsOfRange(1)),
            ("Home", false, Nudge::ToMin),
        ] {
            assert_eq!(key(name, shift, false), Some(nudge), "{name}");
        }
        assert_eq!(key("w", false, false), None);
        assert_eq!(key("Tab", false, false), None);
    }

    #[test]
    fn only_the_horizontal_arrows_turn_in_a_right_to_left_page() {
        assert_eq!(key("ArrowRight", false, true), Some(Nudge::TenthsOfStep(-10)));
        assert_eq!(key("ArrowUp", false, true), Some(Nudge::TenthsOfStep(10)));
    }

    #[test]
    fn the_nearest_grip_within_reach_is_taken() {
        let grips = [(Grip::Bias, (100.0, 100.0)), (Grip::Probe, (120.0, 100.0))];
        assert_eq!(grab(&grips, (105.0, 100.0)), Some(Grip::Bias));
        assert_eq!(grab(&grips, (115.0, 100.0)), Some(Grip::Probe));
        assert_eq!(grab(&grips, (100.0, 130.0)), None);
    }

    #[test]
    fn the_line_passes_where_the_tip_is_dragged() {
        let state = State::default();
        let Action::Slide(Param::W, w) = drag(Grip::Slope { x: 2.0 }, (9.0, 5.0), &state) else {
            panic!("a slope drag moves w");
        };
        assert_eq!(w, 3.0, "from (0, −1) to (2, 5)");
    }

    #[test]
    fn without_bias_the_line_turns_about_the_origin() {
        let mut state = State::default();
        state.apply(Action::UseBias(false));
        assert_eq!(drag(Grip::Slope { x: 1.0 }, (1.0, 5.0), &state), Action::Slide(Param::W, 5.0));
    }
}
