//! Every formula with numbers that the page shows, evaluated and held against the number beside it.

use wxplusb::data::{Point, Set};
use wxplusb::nn::{Activation, Loss};
use wxplusb::state::{Action, End, Param, Ruler, State};
use wxplusb::words::{self, Forward, learn};

#[test]
fn the_terms_and_the_mean_of_the_loss_are_what_their_formulas_say() {
    for state in states() {
        for at in 0..state.training.examples.points().len() {
            let judged = state.judged(at).expect("an example");
            let shown = learn::term(&state, &judged);
            assert_eq!(shown.is_empty(), !state.takes_labels(state.training.loss));
            if shown.contains('=') {
                check(&shown);
            }
        }
        let numbers = learn::loss_numbers(&state);
        if state.takes_labels(state.training.loss) {
            check(numbers.strip_prefix("J = ").expect("the name of the loss"));
        } else {
            assert_eq!(numbers, "");
        }
    }
}

#[test]
fn the_step_is_what_its_formula_says() {
    for state in states() {
        let steps = learn::steps(&state);
        assert_eq!(steps.iter().all(|step| !step.is_empty()), state.takes_labels(state.training.loss));
        for step in steps.iter().filter(|step| !step.is_empty()) {
            check(step.split_once('←').expect("an arrow").1);
        }
    }
}

#[test]
fn nothing_is_said_of_what_is_switched_off_or_cannot_be_measured() {
    let houses = |actions: &[Action]| State::open(&[&[Action::UseSet(Set::Houses)], actions].concat());
    let still = houses(&[Action::UseWeight(false), Action::UseBias(false)]);
    assert_eq!(learn::valley(&still), words::text("valley-nothing"));
    assert!(learn::valley(&houses(&[Action::UseWeight(false)])).contains("b = 400"));

    let prices = houses(&[Action::Loss(Loss::BinaryCrossentropy)]);
    assert!(!learn::outcome(&prices).contains("oss"), "{}", learn::outcome(&prices));

    // All inputs are zero: a weight alone moves nothing.
    let points = [(0.0, 5.0), (0.0, 7.0)].map(|(x, y)| Point { x, y });
    let bests = learn::bests(&State::open(&[Action::UsePoints(points.into())]));
    let only_w = bests.iter().find(|best| best[0] == words::text("best-no-bias")).expect("a row");
    assert_eq!(only_w[2..], ["0", "37"]);
}

fn opened(link: &str) -> State {
    State::open(&wxplusb::link::parse(link).0)
}

#[test]
fn a_given_axis_stays_where_the_activation_would_bring_one() {
    let y = opened("view=train&data=logistic&act=linear&loss=mse&ymin=-3&ymax=4").ruler(Ruler::Y);
    assert_eq!((y.min, y.max), (-3.0, 4.0));
}

#[test]
fn in_batches_the_rate_that_is_offered_holds_and_nothing_is_said_of_one_bowl() {
    for link in
        ["data=noisy&batch=1&lr=0.15", "points=1,10;10,101;5,30&batch=1&lr=0.03", "data=six-houses&batch=2&lr=5"]
    {
        let mut state = opened(&format!("view=train&{link}"));
        state.apply(Action::Epochs(10_000));
        assert_eq!(state.training.run.end(), Some(End::Diverged), "{link}");
        let rate = state.stable_rate();
        assert!(rate < state.training.learning_rate, "{link}: {rate}");
        let mut slower = state.before_run(Some(rate));
        slower.apply(Action::Epochs(10_000));
        assert_eq!(slower.training.run.end(), None, "{link} at {rate}");
        let told = format!("{} {}", learn::valley(&slower), learn::stability(&slower));
        assert!(told.contains("wander") && told.contains("no step leads further away"), "{told}");
        assert!(!told.contains("straight") && !told.contains("floor"), "{told}");
    }
    // All batches have one bottom, and steps find it.
    for link in ["data=houses", "points=0,0;1,0;2,0&act=linear&loss=mse"] {
        assert_eq!(learn::valley(&opened(&format!("view=train&batch=1&{link}"))), "", "{link}");
    }
}

#[test]
fn a_run_on_its_way_to_a_minimum_beyond_the_limits_has_not_diverged() {
    for link in ["batch=1&lr=0.3", "act=relu&w=5&b=1&lr=0.3", "lr=0.3"] {
        let mut state = opened(&format!("view=train&points=0.01,100000;0.02,200000&{link}"));
        state.apply(Action::Epochs(100_000));
        assert_eq!(state.training.run.end(), Some(End::TooFar), "{link}");
    }
}

#[test]
fn a_unit_and_a_story_are_told_as_they_are() {
    let hint = |units: &str| learn::units_hint(&opened(&format!("view=train&data=houses&{units}")));
    assert!(hint("units=zscore").contains("other w and b"));
    assert!(hint("units=thousandths").contains("another w:"), "b stays: {}", hint("units=thousandths"));
    let story = |units: &str| learn::story(&opened(&format!("view=train&data=offset&{units}")));
    assert!(story("").contains("starts at 0") && !story("units=zscore").contains("starts at 0"));
}

#[test]
fn at_the_largest_stable_rate_nothing_heads_for_the_bottom() {
    // In standard deviations of two houses the bowl is round, and its limit is 1.
    let valley = |rate: &str| learn::valley(&opened(&format!("view=train&data=houses&units=zscore&w=0&b=0&lr={rate}")));
    assert!(valley("0.5").contains("heads straight for the bottom"), "{}", valley("0.5"));
    assert!(valley("1").contains("as far off on the other side"), "{}", valley("1"));
    assert!(valley("1.5").contains("overshoots further"), "{}", valley("1.5"));
    let mut state = opened("view=train&data=houses&units=zscore&w=0&b=0&lr=1");
    let before = state.loss();
    state.apply(Action::Epochs(1));
    assert_eq!(state.loss(), before, "so it is");
}

#[test]
fn where_nobody_can_train_no_epoch_is_missed() {
    let state = opened("view=train&data=houses");
    let told = learn::outcome_where(&state, false);
    assert_eq!(learn::outcome(&state), format!("{told} No epoch done from here yet."));
    assert!(!told.contains("poch"), "{told}");
}

#[test]
fn w_and_b_are_told_as_they_were_set() {
    let state = State::open(&[Action::UseSet(Set::Houses), Action::Set(Param::W, 2.1), Action::Set(Param::B, 0.3)]);
    assert!(learn::outcome(&state).contains("w = 2.1, b = 0.3."), "{}", learn::outcome(&state));
}

#[test]
fn a_run_that_stops_at_the_limits_says_so_and_names_no_rate() {
    let points = [Point { x: 0.03, y: 500_000.0 }, Point { x: 0.05, y: 300_000.0 }];
    let start = [Action::UsePoints(points.into()), Action::Set(Param::W, 0.0), Action::Set(Param::B, 0.0)];
    for (rate, said) in [(0.9, "as far as w and b go"), (1.1, "Diverged")] {
        let mut state = State::open(&start);
        for action in [Action::Rate(rate), Action::Epochs(10_000)] {
            state.apply(action);
        }
        let outcome = learn::outcome(&state);
        assert!(outcome.contains(said) && outcome.contains("rate") == (rate > 1.0), "{outcome}");
        // Where steps of another rate lead, nobody knows yet; that it diverged stays true.
        for other in [1e-9, 900.0] {
            state.apply(Action::Rate(other));
            let outcome = learn::outcome(&state);
            assert_eq!(outcome.contains(said), rate > 1.0, "{outcome}");
            assert!(!outcome.contains("rate"), "it was another one: {outcome}");
        }
        let valley = learn::valley(&state);
        assert!(valley.contains("learning rate 900 is above"), "of the next steps: {valley}");
    }
}

#[test]
fn the_forward_pass_is_what_its_formula_says() {
    for state in states() {
        let Forward { x, w, b, z, .. } = words::forward(&state);
        let [x, b] = [x, b].map(|number| Forward::operand(&number));
        check(&format!("{w} · {x} + {b} = {z}"));
    }
}

/// Lines and curves, near and far from the examples, with each loss.
fn states() -> Vec<State> {
    let mut states = Vec::new();
    for set in [Set::Houses, Set::SixHouses, Set::Logistic, Set::Noisy, Set::Overlap, Set::Offset] {
        for (w, b) in [(-1.03, 0.0), (197.48221, 104.07387), (2.0, -4.5), (0.0, 0.0), (-30.5, 7.25)] {
            for loss in Loss::ALL {
                let mut actions = vec![Action::UseSet(set), Action::Set(Param::W, w), Action::Set(Param::B, b)];
                actions.push(Action::Loss(loss));
                if loss == Loss::BinaryCrossentropy {
                    actions.push(Action::Activate(Activation::Sigmoid));
                }
                states.push(State::open(&actions));
            }
        }
    }
    states
}

/// Holds what stands before the last `=` against the number behind it, within what rounding to six digits can do.
fn check(formula: &str) {
    let (left, right) = formula.rsplit_once('=').expect("an equals sign");
    let mut reader =
        Reader { text: left.replace(' ', "").replace('−', "-").chars().collect(), at: 0, largest: 1.0, power: 0.0 };
    let value = reader.sum();
    assert_eq!(reader.at, reader.text.len(), "all of {left} is read");
    let shown: f64 = right.trim().replace('−', "-").parse().expect("a number");
    // A square doubles a relative error and multiplies it by the operand: (301.556 − 300)² is known to 0.001 at best.
    let tolerance = 2e-5 * reader.largest * shown.abs().sqrt().max(1.0) + 1e-5 * shown.abs();
    assert!((value - shown).abs() <= tolerance, "{formula}: {value}, within {tolerance:e}");
}

/// Reads sums, products, quotients, squares, `ln` and powers of e: what the page writes.
struct Reader {
    text: Vec<char>,
    at: usize,
    /// The largest number read, for the tolerance.
    largest: f64,
    /// The latest power of e.
    power: f64,
}

impl Reader {
    fn sum(&mut self) -> f64 {
        let mut value = self.product();
        loop {
            if self.take('+') {
                value += self.product();
            } else if self.take('-') {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.square();
        loop {
            if self.take('·') {
                value *= self.square();
            } else if self.take('/') {
                value /= self.square();
            } else {
                return value;
            }
        }
    }

    fn square(&mut self) -> f64 {
        let value = self.atom();
        if self.take('²') { value * value } else { value }
    }

    fn atom(&mut self) -> f64 {
        if self.take('-') {
            return -self.square();
        }
        if self.take('(') {
            let value = self.sum();
            assert!(self.take(')'), "a bracket closes");
            return value;
        }
        if self.take('l') {
            assert!(self.take('n'), "ln");
            let value = self.atom();
            // ln(1 + e^z) is z where e^z is beyond all numbers.
            return if value.is_finite() { value.ln() } else { self.power };
        }
        if self.take('e') {
            assert!(self.take('^'), "a power of e");
            self.power = self.atom();
            return self.power.exp();
        }
        self.number()
    }

    fn number(&mut self) -> f64 {
        let start = self.at;
        while let Some(c) = self.text.get(self.at) {
            let exponent = self.at > start && self.text[self.at - 1] == 'e' && *c == '-';
            if c.is_ascii_digit() || *c == '.' || *c == 'e' || exponent {
                self.at += 1;
            } else {
                break;
            }
        }
        let value: f64 = self.text[start..self.at].iter().collect::<String>().parse().expect("a number");
        self.largest = self.largest.max(value.abs());
        value
    }

    fn take(&mut self, wanted: char) -> bool {
        let there = self.text.get(self.at) == Some(&wanted);
        self.at += usize::from(there);
        there
    }
}
