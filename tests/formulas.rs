//! Every formula with numbers that the page shows, evaluated and held against the number beside it.

use wxplusb::data::Set;
use wxplusb::nn::{Activation, Loss};
use wxplusb::state::{Action, Param, State};
use wxplusb::words::{self, Forward, learn};

#[test]
fn the_terms_and_the_mean_of_the_loss_are_what_their_formulas_say() {
    for state in states() {
        for at in 0..state.training.examples.points().len() {
            let judged = state.judged(at).expect("an example");
            let shown = learn::term(&state, &judged);
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
