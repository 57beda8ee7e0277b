//! Learning, as part of the state: examples, loss, learning rate, and what a training has done.

use std::sync::Arc;

use super::descent::descend;
use super::{Action, Examples, LIMIT, Param, Run, State, Units};
use crate::data::{Point, Set};
use crate::nn::{Activation, Loss};

/// The learning rates that the slider reaches.
pub const RATES: (f32, f32) = (1e-7, 10.0);
/// The learning rates that a field or link may ask for. The lower one is below the largest stable rate of any examples that
/// the page takes.
pub const RATE_LIMITS: (f32, f32) = (1e-15, 1e6);
/// The most epochs that one action does.
pub const MOST_EPOCHS: u32 = 100_000;

/// Everything about learning.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// What is learned from.
    pub examples: Examples,
    /// What is made small.
    pub loss: Loss,
    /// How far each step goes.
    pub learning_rate: f32,
    /// Examples to a batch; all of them if not said.
    pub batch: Option<u32>,
    /// Whether the neuron has a weight. Switched off, the value of w is kept for later but counts as 0.
    pub use_weight: bool,
    /// Whether residuals are drawn as squares.
    pub squares: bool,
    /// Whether the loss curve has a logarithmic axis.
    pub log_loss: bool,
    /// What has been done since w and b were last moved by hand.
    pub run: Run,
}

impl Default for Training {
    fn default() -> Self {
        Self {
            examples: Examples::of(Set::Houses),
            loss: Loss::Mse,
            learning_rate: 0.01,
            batch: None,
            use_weight: true,
            squares: false,
            log_loss: false,
            run: Run::default(),
        }
    }
}

impl Training {
    /// The learning rate nearest to this one that has two digits.
    #[must_use]
    pub fn rate_near(rate: f64) -> f32 {
        let rate = rate.clamp(f64::from(RATE_LIMITS.0), f64::from(RATE_LIMITS.1));
        crate::number::nearest(&format!("{rate:.1e}")).unwrap_or(RATES.0)
    }

    /// What each step of a run depends on, besides where it stands.
    pub(super) fn steps(&self) -> (f32, Option<u32>) {
        (self.learning_rate, self.batch)
    }

    /// Whether nothing differs but the run.
    pub(super) fn is_set_up_as(&self, other: &Self) -> bool {
        let Self { examples, loss, learning_rate, batch, use_weight, squares, log_loss, run: _ } = self;
        let own = (loss, learning_rate, batch, use_weight, squares, log_loss);
        let Self { loss, learning_rate, batch, use_weight, squares, log_loss, .. } = other;
        own == (loss, learning_rate, batch, use_weight, squares, log_loss) && *examples == other.examples
    }
}

impl State {
    pub(super) fn train(&mut self, action: Action) {
        match action {
            Action::UseSet(set) => self.take(Examples::of(set)),
            Action::UsePoints(points) => {
                let bounded = |point: &Point| Point { x: bounded(point.x), y: bounded(point.y) };
                let points: Arc<[Point]> = points.iter().take(super::MOST_EXAMPLES).map(bounded).collect();
                self.take(Examples::own(points));
            }
            // It has gone meanwhile, under the finger that held it.
            Action::MovePoint(at, _) | Action::RemovePoint(at) if at >= self.training.examples.points().len() => {}
            // There is no room for it.
            Action::AddPoint(_) if self.training.examples.given().len() >= super::MOST_EXAMPLES => {}
            Action::AddPoint(point) => self.edit(point, |points, point| points.push(point)),
            Action::MovePoint(at, point) => {
                let Training { examples, .. } = &self.training;
                // Another x would move the mean and the deviation, and with them the place that it was moved to. The same x
                // comes back from another unit with float dust.
                let stays = examples.units() == Units::ZScore || examples.points()[at].x == point.x;
                self.edit(point, |points, point| {
                    let x = if stays { points[at].x } else { point.x };
                    points[at] = Point { x, ..point };
                })
            }
            Action::RemovePoint(at) => self.edit(Point { x: 0.0, y: 0.0 }, |points, _| {
                points.remove(at);
            }),
            Action::Units(units) => self.change_units(units),
            Action::Loss(loss) => {
                self.training.loss = loss;
                self.forget_run();
            }
            Action::Rate(rate) => self.training.learning_rate = rate.clamp(RATE_LIMITS.0, RATE_LIMITS.1),
            Action::Batch(batch) => self.training.batch = batch.filter(|size| *size > 0),
            Action::UseWeight(on) => {
                self.training.use_weight = on;
                self.forget_run();
            }
            Action::Squares(on) => self.training.squares = on,
            Action::LogLoss(on) => self.training.log_loss = on,
            Action::Epochs(count) => descend(self, count.min(MOST_EPOCHS)),
            _ => {}
        }
    }

    /// Other examples, with all that suits them.
    fn take(&mut self, examples: Examples) {
        self.training.examples = examples;
        if self.training.examples.are_binary() {
            // That of other examples says nothing about the z of these.
            self.y = Self::default().y;
        }
        self.suit_examples();
    }

    /// The path belongs to what it was walked for.
    pub(super) fn forget_run(&mut self) {
        if self.training.run != Run::default() {
            self.training.run = Run::default();
        }
    }

    /// The state from which the run began, with another learning rate if one is given.
    #[must_use]
    pub fn before_run(&self, rate: Option<f32>) -> Self {
        let mut before = self.clone();
        if let (Some(start), Some(spans)) = (self.training.run.path().first(), self.training.run.spans()) {
            before.follow(start.w, start.b);
            // The run took the sliders' ranges along.
            for param in [Param::W, Param::B] {
                before.spans[param as usize] = spans[param as usize].widened_to(before.value(param));
            }
        }
        before.forget_run();
        before.training.learning_rate = rate.unwrap_or(self.training.learning_rate);
        before
    }

    /// Whether a step would do nothing: there are no examples, or the run has come to its end with this rate and batch. w and
    /// b have stayed finite, so that smaller steps can go on from there.
    #[must_use]
    pub fn cannot_train(&self) -> bool {
        let Training { examples, run, .. } = &self.training;
        examples.points().is_empty() || run.has_ended_with(self.training.steps())
    }

    /// Whether the labels are classes, so that a new one is 0 or 1 too: not only do all happen to be, they are learned as such.
    #[must_use]
    pub fn has_classes(&self) -> bool {
        let Training { examples, loss, .. } = &self.training;
        examples.are_binary() && (self.activation == Activation::Sigmoid || *loss == Loss::BinaryCrossentropy)
    }

    /// A change that puts `point` somewhere among the examples; both are given in the given unit.
    fn edit(&mut self, point: Point, change: impl FnOnce(&mut Vec<Point>, Point)) {
        let given = self.training.examples.as_given(Point { x: bounded(point.x), ..point });
        let y = if self.has_classes() { f32::from(u8::from(given.y >= 0.5)) } else { bounded(given.y) };
        let given = Point { x: bounded(given.x), y };
        self.keep_line_in(self.training.examples.edited(|points| change(points, given)));
    }
}

fn bounded(value: f32) -> f32 {
    if value.is_nan() { 0.0 } else { value.clamp(-LIMIT, LIMIT) + 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::{End, Ruler, View};
    use super::*;

    /// The thread's recipe: w = −1.03, b = 0, rate 0.01, mean squared error, one full batch an epoch.
    fn recipe() -> State {
        State::open(&[Action::UseSet(Set::Houses), Action::Set(Param::W, -1.03), Action::Set(Param::B, 0.0)])
    }

    fn parameters_of(state: &State) -> (f32, f32) {
        (state.value(Param::W), state.value(Param::B))
    }

    #[test]
    fn the_recipe_ends_where_keras_ends() {
        let mut state = recipe();
        state.apply(Action::Epochs(1));
        assert_eq!(parameters_of(&state), (12.021501, 8.030899));
        state.apply(Action::Epochs(999));
        assert_eq!(parameters_of(&state), (197.48221, 104.07387));
        assert_eq!(state.training.run.epochs(), 1000);
        state.apply(Action::Epochs(10_000));
        let (w, b) = parameters_of(&state);
        assert!((w - 200.0).abs() < 0.01 && (b - 100.0).abs() < 0.01, "{w} {b}");
    }

    #[test]
    fn many_small_runs_are_one_long_run() {
        let (mut once, mut often) = (recipe(), recipe());
        once.apply(Action::Epochs(300));
        (0..30).for_each(|_| often.apply(Action::Epochs(10)));
        assert_eq!(once, often);
    }

    #[test]
    fn the_path_holds_the_loss_at_each_place() {
        let mut state = recipe();
        state.apply(Action::Epochs(3));
        let losses: Vec<f32> = state.training.run.path().iter().map(|place| place.loss).collect();
        assert_eq!(losses, [171_341.66, 148_662.75, 128_986.16, losses[3]]);
        assert_eq!(losses[3], state.loss());
    }

    #[test]
    fn the_best_that_is_left_is_that_of_the_lesson() {
        let mut state = recipe();
        let best = |state: &State| state.bowl().and_then(|bowl| bowl.bottom);
        assert!(best(&state).is_some_and(|(w, b)| (w - 200.0).abs() < 1e-9 && (b - 100.0).abs() < 1e-9));
        state.apply(Action::UseBias(false));
        assert_eq!(best(&state), Some((260.0, 0.0)));
        state.apply(Action::UseBias(true));
        state.apply(Action::UseWeight(false));
        state.apply(Action::Rate(0.1));
        state.apply(Action::Epochs(1000));
        assert_eq!(state.neuron().w, 0.0);
        assert!((state.neuron().b - 400.0).abs() < 1e-3, "{}", state.neuron().b);
        assert_eq!(state.loss(), 10_000.0);
    }

    #[test]
    fn divergence_stops_within_the_limits_and_says_so() {
        let mut state = recipe();
        state.apply(Action::Rate(0.3));
        state.apply(Action::Epochs(100_000));
        let (w, b) = parameters_of(&state);
        assert_eq!(state.training.run.end(), Some(End::Diverged));
        assert!(w.is_finite() && w.abs() <= LIMIT && b.abs() <= LIMIT, "{w} {b}");
        let epochs = state.training.run.epochs();
        state.apply(Action::Epochs(10));
        assert_eq!(state.training.run.epochs(), epochs, "a diverged run goes nowhere");
        state.apply(Action::Set(Param::W, 0.0));
        assert_eq!(state.training.run.end(), None, "a new start may");
    }

    #[test]
    fn a_run_that_has_diverged_goes_on_with_another_rate_or_batch() {
        let mut diverged = recipe();
        for action in [Action::Rate(0.3), Action::Epochs(100_000)] {
            diverged.apply(action);
        }
        let (epochs, loss) = (diverged.training.run.epochs(), diverged.loss());
        let mut slower = diverged.clone();
        slower.apply(Action::Rate(0.1));
        assert_eq!((slower.cannot_train(), slower.training.run.end()), (false, Some(End::Diverged)), "why it stopped");
        slower.apply(Action::Rate(0.3));
        assert!(slower.cannot_train(), "the same steps end there again");
        slower.apply(Action::Rate(0.1));
        slower.apply(Action::Epochs(1000));
        assert_eq!((slower.training.run.end(), slower.training.run.epochs()), (None, epochs + 1000));
        assert!(slower.loss() < loss);
        diverged.apply(Action::Batch(Some(1)));
        assert!(!diverged.cannot_train());
        diverged.apply(Action::Epochs(1));
        assert_eq!(diverged.training.run.epochs(), epochs + 1);
    }

    #[test]
    fn a_view_that_is_fitted_during_a_run_stays_when_the_run_is_taken_back() {
        let mut start = recipe();
        for action in [Action::Show(View::Train), Action::Max(Ruler::Of(Param::W), 5000.0)] {
            start.apply(action);
        }
        let mut state = start.clone();
        for action in [Action::Epochs(3), Action::FitView, Action::Epochs(3)] {
            state.apply(action);
        }
        assert_ne!(state.span(Param::W), start.span(Param::W));
        start.apply(Action::FitView);
        assert_eq!(state.before_run(None), start);
    }

    #[test]
    fn a_label_that_is_changed_leaves_its_x_as_it_was_given() {
        let given: Vec<Point> = (1..1000).map(|at| Point { x: at as f32 / 1000.0 + 0.0003, y: 1.5 }).collect();
        let own = [Action::UsePoints(given.as_slice().into()), Action::Units(Units::Thousandths)];
        let mut state = State::open(&own);
        for at in 0..given.len() {
            let x = state.training.examples.points()[at].x;
            state.apply(Action::MovePoint(at, Point { x, y: 2.5 }));
        }
        let changed = state.training.examples.given();
        assert!(given.iter().zip(changed).all(|(one, other)| one.x == other.x && other.y == 2.5));
    }

    #[test]
    fn every_set_of_examples_has_a_rate_that_converges_and_that_a_link_holds() {
        for reach in [1.0, 3e4, LIMIT] {
            let points = [Point { x: reach, y: 20.0 }, Point { x: 0.9 * reach, y: 35.0 }];
            let state = State::open(&[Action::UsePoints(points.into()), Action::Show(View::Train)]);
            let limit = state.bowl().map_or(f64::NAN, |bowl| bowl.largest_stable_rate());
            let mut slower = state.before_run(Some(state.stable_rate()));
            let rate = slower.training.learning_rate;
            assert!(f64::from(rate) < limit, "{rate} for x to {reach}");
            slower.apply(Action::Rate(rate));
            assert_eq!(slower.training.learning_rate, rate, "x to {reach}");
            slower.apply(Action::Epochs(1000));
            assert_eq!(slower.training.run.end(), None, "x to {reach}");
            assert!(slower.loss() < state.loss(), "x to {reach}");
        }
    }

    #[test]
    fn a_run_that_would_arrive_beyond_the_limits_has_not_diverged() {
        let points = [Point { x: 0.03, y: 500_000.0 }, Point { x: 0.05, y: 300_000.0 }];
        let set = [Action::UsePoints(points.into()), Action::Set(Param::W, 0.0), Action::Set(Param::B, 0.0)];
        let mut state = State::open(&set);
        for (rate, end) in [(0.9, End::TooFar), (1.1, End::Diverged)] {
            state.apply(Action::Set(Param::W, 0.0));
            state.apply(Action::Rate(rate));
            state.apply(Action::Epochs(10_000));
            assert_eq!(state.training.run.end(), Some(end), "rate {rate}");
        }
    }

    #[test]
    fn a_range_that_pushes_w_begins_a_new_path() {
        let mut state = recipe();
        state.apply(Action::Epochs(100));
        state.apply(Action::Max(Ruler::Of(Param::W), 50.0));
        assert_eq!((state.value(Param::W), state.training.run.epochs()), (50.0, 0));
    }

    #[test]
    fn back_to_the_start_of_a_run_is_where_it_began_with_the_ranges_that_were_given() {
        let ranges = [Action::Min(Ruler::Of(Param::W), -7.0), Action::Max(Ruler::Of(Param::W), 400.0)];
        let mut start = recipe();
        for action in ranges.into_iter().chain([Action::Max(Ruler::Of(Param::X), 5.0), Action::Rate(0.3)]) {
            start.apply(action);
        }
        let mut state = start.clone();
        state.apply(Action::Epochs(7));
        state.apply(Action::Epochs(100_000));
        assert_eq!(state.training.run.end(), Some(End::Diverged));
        assert_ne!(state.span(Param::W), start.span(Param::W));
        assert_eq!(state.before_run(None), start);
        let slower = state.before_run(Some(0.01));
        start.apply(Action::Rate(0.01));
        assert_eq!(slower, start);
    }

    #[test]
    fn a_range_that_is_given_during_a_run_stays_when_the_run_is_taken_back() {
        let ranges = [Action::Min(Ruler::Of(Param::W), -30.0), Action::Max(Ruler::Of(Param::B), 900.0)];
        let (mut start, mut state) = (recipe(), recipe());
        state.apply(Action::Epochs(3));
        for range in ranges {
            start.apply(range.clone());
            state.apply(range);
            state.apply(Action::Epochs(10_000));
        }
        assert_eq!(state.training.run.epochs(), 20_003);
        assert_eq!(state.before_run(None), start);
    }

    #[test]
    fn a_label_is_one_of_two_classes_only_where_classes_are_learned() {
        let at = |y: f32| Action::MovePoint(0, Point { x: 1.0, y });
        let label = |actions: &[Action]| State::open(actions).training.examples.labels()[0];
        let none = Action::UsePoints([].into());
        let first = Action::AddPoint(Point { x: 1.0, y: 1.0 });
        assert_eq!(label(&[none.clone(), first.clone(), at(3.0)]), 3.0, "a line through one's own");
        assert_eq!(label(&[none.clone(), first.clone(), Action::Activate(Activation::Sigmoid), at(3.0)]), 1.0);
        assert_eq!(label(&[none, first, Action::Loss(Loss::BinaryCrossentropy), at(-3.0)]), 0.0);
        assert_eq!(label(&[Action::UseSet(Set::Logistic), at(0.7)]), 1.0);
    }

    #[test]
    fn an_edit_makes_the_examples_the_readers_own() {
        let mut state = recipe();
        state.apply(Action::AddPoint(Point { x: 3.0, y: f32::NAN }));
        assert_eq!(state.training.examples.source(), None);
        assert_eq!(state.training.examples.points().len(), 3);
        state.apply(Action::RemovePoint(7));
        state.apply(Action::RemovePoint(0));
        assert_eq!(state.training.examples.points()[0], Point { x: 2.0, y: 500.0 });
    }
}
