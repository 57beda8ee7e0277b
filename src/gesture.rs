//! Hands to actions: key names on a slider, and drags on a plot.

use crate::data::Point;
use crate::state::{Action, Grip, Nudge, Param, RATES, State, Training};

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
    let distance = |(x, y): (f64, f64)| ((x - pointer.0) * (x - pointer.0) + (y - pointer.1) * (y - pointer.1)).sqrt();
    grips
        .iter()
        .filter(|(_, at)| distance(*at) <= REACH)
        .min_by(|(_, a), (_, b)| distance(*a).total_cmp(&distance(*b)))
        .map(|(grip, _)| *grip)
}

/// What it means to drag `grip` to the data coordinates `(x, y)`: one action, or two for a grip that moves both w and b. What is
/// switched off is not moved.
#[must_use]
pub fn drag(grip: Grip, (x, y): (f64, f64), state: &State) -> Vec<Action> {
    let action = match grip {
        Grip::Bias => Action::Slide(Param::B, y as f32),
        Grip::Slope { x } => {
            let rise = y - f64::from(state.neuron().b);
            Action::Slide(Param::W, (rise / x) as f32)
        }
        Grip::Probe => Action::Slide(Param::X, x as f32),
        Grip::Example(at) => Action::MovePoint(at, Point { x: x as f32, y: y as f32 }),
        Grip::NewExample => Action::AddPoint(Point { x: x as f32, y: y as f32 }),
        Grip::Weights => {
            let both = [(Param::W, x), (Param::B, y)].into_iter().filter(|(param, _)| state.counts(*param));
            return both.map(|(param, place)| Action::Slide(param, place as f32)).collect();
        }
    };
    let is_off = matches!(action, Action::Slide(param, _) if !state.counts(param));
    if is_off { Vec::new() } else { vec![action] }
}

/// Where the slider of the learning rate, which runs in powers of ten from 0 to 1, stands for a rate.
#[must_use]
pub fn place_of_rate(rate: f32) -> f32 {
    libm::log10f(rate / RATES.0) / libm::log10f(RATES.1 / RATES.0)
}

/// The learning rate for a place of its slider, to two digits.
#[must_use]
pub fn rate_at(place: f32) -> f32 {
    let rate = f64::from(RATES.0) * libm::pow(f64::from(RATES.1) / f64::from(RATES.0), f64::from(place));
    Training::rate_near(rate)
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
        let dragged = drag(Grip::Slope { x: 2.0 }, (9.0, 5.0), &state);
        assert_eq!(dragged, [Action::Slide(Param::W, 3.0)], "from (0, −1) to (2, 5)");
    }

    #[test]
    fn what_is_switched_off_is_not_dragged() {
        let off = |action| State::open(&[action]);
        let (no_weight, no_bias) = (off(Action::UseWeight(false)), off(Action::UseBias(false)));
        assert_eq!(drag(Grip::Weights, (3.0, 4.0), &no_weight), [Action::Slide(Param::B, 4.0)]);
        assert_eq!(drag(Grip::Weights, (3.0, 4.0), &no_bias), [Action::Slide(Param::W, 3.0)]);
        assert_eq!(drag(Grip::Slope { x: 1.0 }, (1.0, 5.0), &no_weight), []);
        assert_eq!(drag(Grip::Bias, (0.0, 5.0), &no_bias), []);
    }

    #[test]
    fn the_slider_of_the_rate_runs_in_powers_of_ten_and_lands_on_round_numbers() {
        for (place, rate) in [(0.0, 1e-7), (0.625, 0.01), (0.75, 0.1), (1.0, 10.0)] {
            assert_eq!(rate_at(place), rate);
            assert!((place_of_rate(rate) - place).abs() < 1e-6, "{rate}");
        }
    }

    #[test]
    fn without_bias_the_line_turns_about_the_origin() {
        let mut state = State::default();
        state.apply(Action::UseBias(false));
        assert_eq!(drag(Grip::Slope { x: 1.0 }, (1.0, 5.0), &state), [Action::Slide(Param::W, 5.0)]);
    }
}
