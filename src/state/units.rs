//! The unit of x, and what a change of it makes of the neuron.

use super::{Action, Examples, LIMIT, Param, State};
use crate::data::Scaling;

/// The unit of x. The predictions are the same in each; w and b are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Units {
    /// As the examples were given.
    #[default]
    Given,
    /// A unit a thousand times smaller, so that the numbers are a thousand times larger: square feet for 1000 square feet.
    Thousandths,
    /// Standard deviations from the mean, `(x − mean) / deviation`, as Keras's `Normalization` layer.
    ZScore,
}

impl Units {
    /// All units, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Given, Self::Thousandths, Self::ZScore];

    /// The name in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Thousandths => "thousandths",
            Self::ZScore => "zscore",
        }
    }
}

impl State {
    /// Whether the examples can be in this unit, and the line with them: a small unit, or a mean far away, makes large numbers.
    #[must_use]
    pub fn can_be_in(&self, units: Units) -> bool {
        let examples = &self.training.examples;
        let [w, b, _] = self.line_in(examples.scaling_in(units));
        let is_held = |param, value: f64| !self.counts(param) || value.abs() <= f64::from(LIMIT);
        units == examples.units() || (examples.can_be_in(units) && is_held(Param::W, w) && is_held(Param::B, b))
    }

    /// The same line in another unit of x: `w · x + b = (w · scale) · x′ + (b + w · shift)`.
    ///
    /// Only a weight that counts moves b. A bias that does not count cannot make up for a shift: then the line is another.
    pub(super) fn change_units(&mut self, units: Units) {
        if units == self.training.examples.units() || !self.training.examples.can_be_in(units) {
            return;
        }
        self.keep_line_in(self.training.examples.in_units(units));
        self.fit_examples();
    }

    /// Other examples, or the same in another unit, with the same line among them: what a standard deviation is depends on all
    /// of them.
    pub(super) fn keep_line_in(&mut self, examples: Examples) {
        let line = self.line_in(examples.scaling());
        let is_scaled_anew = examples.scaling() != self.training.examples.scaling();
        self.training.examples = examples;
        self.forget_run();
        if is_scaled_anew {
            for (param, value) in Param::ALL.into_iter().zip(line) {
                self.apply(Action::Set(param, value as f32));
            }
        }
    }

    /// w, b and x of the same line in another unit: from the present one to the given one and on to the new one, in float64 so that going back gives the same values.
    fn line_in(&self, new: Scaling) -> [f64; 3] {
        let old = self.training.examples.scaling();
        let [w, b, x] = Param::ALL.map(|param| f64::from(self.value(param)));
        let given_w = w / old.scale;
        let tilt = if self.counts(Param::W) { given_w } else { 0.0 };
        let given_b = b - tilt * old.shift;
        let given_x = x * old.scale + old.shift;
        [given_w * new.scale, given_b + tilt * new.shift, f64::from(new.at(given_x as f32))]
    }
}

#[cfg(test)]
mod tests {
    use super::super::View;
    use super::*;
    use crate::data::{Point, Set};

    fn houses() -> State {
        State::open(&[Action::UseSet(Set::Houses), Action::Set(Param::W, -1.03), Action::Set(Param::B, 0.0)])
    }

    #[test]
    fn a_change_of_unit_changes_w_and_b_but_no_prediction() {
        for units in [Units::Thousandths, Units::ZScore] {
            let mut state = houses();
            let before: Vec<_> = (0..2).filter_map(|at| state.judged(at)).map(|judged| judged.predicted).collect();
            state.apply(Action::Units(units));
            for (at, before) in before.iter().enumerate() {
                let after = state.judged(at).map_or(f32::NAN, |judged| judged.predicted);
                assert!((after - before).abs() < 1e-4, "{units:?}: {before} became {after}");
            }
            assert_ne!(state.value(Param::W), -1.03);
            state.apply(Action::Units(Units::Given));
            assert_eq!(state.value(Param::W), -1.03, "{units:?} and back");
        }
    }

    #[test]
    fn a_weight_that_is_off_moves_no_prediction_and_comes_back_as_it_was() {
        let mut state = State::open(&[Action::UseSet(Set::Houses), Action::Set(Param::W, 200.0)]);
        for action in [Action::Set(Param::B, 100.0), Action::UseWeight(false)] {
            state.apply(action);
        }
        for units in [Units::ZScore, Units::Thousandths, Units::ZScore, Units::Given] {
            state.apply(Action::Units(units));
            let predicted = state.judged(1).map(|judged| judged.predicted);
            assert_eq!((predicted, state.value(Param::B)), (Some(100.0), 100.0), "{units:?}");
        }
        assert_eq!(state.value(Param::W), 200.0);
    }

    #[test]
    fn another_example_moves_the_mean_of_all_but_not_the_line() {
        let mut state = houses();
        for action in [Action::Set(Param::W, 200.0), Action::Set(Param::B, 100.0), Action::Units(Units::ZScore)] {
            state.apply(action);
        }
        assert_eq!((state.value(Param::W), state.value(Param::B)), (100.0, 400.0));
        for (edit, w) in [
            (Action::AddPoint(Point { x: 3.0, y: 100.0 }), 200.0 * libm::sqrt(2.0 / 3.0) as f32),
            (Action::RemovePoint(2), 100.0),
            (Action::RemovePoint(0), 200.0),
        ] {
            state.apply(edit.clone());
            assert!((state.value(Param::W) - w).abs() < 1e-3, "{edit:?}: w = {}", state.value(Param::W));
            for (at, point) in state.training.examples.given().to_vec().iter().enumerate() {
                let predicted = state.judged(at).map_or(f32::NAN, |judged| judged.predicted);
                let expected = 200.0 * point.x + 100.0;
                assert!((predicted - expected).abs() < 1e-3, "{edit:?}: {predicted} is not {expected}");
            }
        }
    }

    #[test]
    fn an_example_keeps_its_x_where_that_depends_on_all_of_them() {
        let mut state = houses();
        state.apply(Action::Units(Units::ZScore));
        for step in 1..=60 {
            state.apply(Action::MovePoint(1, Point { x: 1.0 + step as f32 / 100.0, y: 510.0 }));
        }
        assert_eq!(state.training.examples.given(), [Point { x: 1.0, y: 300.0 }, Point { x: 2.0, y: 510.0 }]);
        state.apply(Action::Units(Units::Given));
        state.apply(Action::MovePoint(1, Point { x: 3.0, y: 510.0 }));
        assert_eq!(state.training.examples.given()[1], Point { x: 3.0, y: 510.0 });
    }

    #[test]
    fn a_unit_in_which_the_page_cannot_hold_the_line_is_not_offered() {
        let points = [Point { x: 0.0, y: 0.0 }, Point { x: 100_000.0, y: 100_000.0 }];
        for (w, is_offered) in [(1.0, true), (100.0, false)] {
            let mut state = State::open(&[Action::UsePoints(points.into()), Action::Set(Param::W, w)]);
            assert_eq!(state.can_be_in(Units::ZScore), is_offered, "w = {w}");
            assert!(state.can_be_in(Units::Given), "w = {w}");
            state.apply(Action::UseWeight(false));
            assert!(state.can_be_in(Units::ZScore), "w = {w} that does not count");
            state.apply(Action::Units(Units::ZScore));
            assert!(state.can_be_in(Units::ZScore), "w = {w}: the present one can be chosen");
        }
    }

    #[test]
    fn a_unit_whose_numbers_the_page_cannot_hold_is_not_taken() {
        let points = |x: f32| Action::UsePoints([Point { x: 1.0, y: 2.0 }, Point { x, y: 3.0 }].into());
        for (x, units) in [(1000.0, Units::Thousandths), (1001.0, Units::Given)] {
            let mut state = State::open(&[points(x), Action::Units(Units::Thousandths), Action::Show(View::Train)]);
            assert_eq!(state.training.examples.units(), units, "x to {x}");
            state.apply(Action::MovePoint(1, Point { x: 1e9, y: 3.0 }));
            state.apply(Action::FitView);
            assert_eq!(crate::figure::examples_out_of_sight(&state), 0, "x to {x}");
        }
    }
}
