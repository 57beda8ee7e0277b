//! The state in words: the sentence under the picture, the announcement, the numbers of the forward pass.

use super::messages::are_all_there;
use super::{learn, say, text};
use crate::nn::Activation;
use crate::number::{exact, rounded};
use crate::state::{Param, State, View};

/// Significant digits of computed numbers in prose.
const DIGITS: usize = 6;

/// One paragraph that says what the picture shows; contains w and b as they are displayed.
#[must_use]
pub fn description(state: &State) -> String {
    [line(state), boundary(state), probe(state), out_of_sight(state)]
        .into_iter()
        .filter(|sentence| !sentence.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is spoken when the hand rests: the values and what they make.
#[must_use]
pub fn announcement(state: &State, has_training: bool) -> String {
    if state.view == View::Train {
        // Its words come with the view.
        return if are_all_there() { learn::outcome_where(state, has_training) } else { String::new() };
    }
    let neuron = state.neuron();
    let forward = forward(state);
    say(
        "announcement",
        &[("w", &exact(neuron.w)), ("b", &exact(neuron.b)), ("x", &forward.x), ("z", &forward.z), ("a", &forward.a)],
    )
}

/// The numbers of one forward pass, ready to stand in a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward {
    /// The input.
    pub x: String,
    /// The weight.
    pub w: String,
    /// The bias; 0 for a layer without one.
    pub b: String,
    /// z = w · x + b.
    pub z: String,
    /// a = activation(z).
    pub a: String,
    /// The activation with z written in, `= σ(2)`; nothing where the output is z itself.
    pub activated: String,
}

impl Forward {
    /// Whether each number is at most twelve letters long, and each line of the formulas at most 34.
    #[must_use]
    pub fn is_short(&self, activation: Activation) -> bool {
        let length = |text: &str| text.chars().count();
        let sum = [&self.w, &Self::operand(&self.x), &Self::operand(&self.b), &self.z].map(|text| length(text));
        let output = [activation.formula(), &self.activated, &self.a].map(length);
        [&self.x, &self.w, &self.b, &self.z, &self.a].into_iter().all(|number| length(number) <= 12)
            // "= w · x + b = z" and "a = σ(z) = σ(2) = 0.88": what stands between the numbers is 11 and 3 letters.
            && sum.into_iter().sum::<usize>() + 11 <= 34
            && output.into_iter().sum::<usize>() + 3 <= 34
    }

    /// A number as it stands after an operator: a negative one in brackets.
    #[must_use]
    pub fn operand(number: &str) -> String {
        if number.starts_with('−') { format!("({number})") } else { number.to_owned() }
    }
}

/// The forward pass at the probe, computed by the dense layer itself.
#[must_use]
pub fn forward(state: &State) -> Forward {
    let neuron = state.neuron();
    let x = state.value(Param::X);
    let (mut z, mut a) = ([0.0], [0.0]);
    let layer = state.layer();
    layer.pre_activation(&[x], &mut z);
    layer.forward(&[x], &mut a);
    let z = rounded(f64::from(z[0]), DIGITS);
    Forward {
        x: exact(x),
        w: exact(neuron.w),
        b: exact(neuron.b),
        a: rounded(f64::from(a[0]), DIGITS),
        activated: match state.activation {
            Activation::Linear => String::new(),
            Activation::Sigmoid => format!(" = σ({z})"),
            Activation::Tanh => format!(" = tanh({z})"),
            Activation::Relu => format!(" = max(0, {z})"),
        },
        z,
    }
}

fn line(state: &State) -> String {
    let neuron = state.neuron();
    let (w, b) = (exact(neuron.w), exact(neuron.b));
    let steepness = exact(neuron.w.abs());
    let id = match (neuron.w, state.use_bias) {
        (0.0, true) => "line-flat",
        (0.0, false) => "line-flat-no-bias",
        (w, true) if w > 0.0 => "line-rising",
        (w, false) if w > 0.0 => "line-rising-no-bias",
        (_, true) => "line-falling",
        (_, false) => "line-falling-no-bias",
    };
    say(id, &[("w", &w), ("b", &b), ("steepness", &steepness)])
}

fn boundary(state: &State) -> String {
    let neuron = state.neuron();
    let Some(at) = neuron.boundary() else {
        let a = rounded(f64::from(neuron.a(0.0)), DIGITS);
        return say("no-boundary", &[("a", &a)]);
    };
    let rising = neuron.w > 0.0;
    let id = match (state.activation, rising) {
        (Activation::Linear, _) => "boundary-linear",
        (Activation::Sigmoid, true) => "boundary-sigmoid-rising",
        (Activation::Sigmoid, false) => "boundary-sigmoid-falling",
        (Activation::Tanh, true) => "boundary-tanh-rising",
        (Activation::Tanh, false) => "boundary-tanh-falling",
        (Activation::Relu, true) => "boundary-relu-rising",
        (Activation::Relu, false) => "boundary-relu-falling",
    };
    let slope = neuron.boundary_slope().map(|slope| rounded(slope, DIGITS)).unwrap_or_default();
    say(id, &[("at", &rounded(at, DIGITS)), ("slope", &slope)])
}

fn probe(state: &State) -> String {
    let forward = forward(state);
    let formula = state.activation.formula();
    say("probe", &[("x", &forward.x), ("z", &forward.z), ("formula", formula), ("a", &forward.a)])
}

fn out_of_sight(state: &State) -> String {
    // It names a button, which shows the line in this view and the examples in the others.
    let can_fit = state.view == View::Explore;
    if can_fit && state.is_out_of_sight() { text("intercept-out-of-sight") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;
    use proptest::prelude::*;

    fn opened(w: f32, b: f32, activation: Activation) -> State {
        State::open(&[Action::Set(Param::W, w), Action::Set(Param::B, b), Action::Activate(activation)])
    }

    fn check(state: &State, contained: &[&str]) {
        let description = description(state);
        for part in contained {
            assert!(description.contains(part), "“{part}” in: {description}");
        }
    }

    #[test]
    fn usual_numbers_fit_a_line_and_long_ones_do_not() {
        let is_short = |w, b, activation| forward(&opened(w, b, activation)).is_short(activation);
        assert!(is_short(2.0, -4.5, Activation::Sigmoid) && is_short(-7.25, -4.35, Activation::Sigmoid));
        assert!(!is_short(-2.4, -7.2, Activation::Sigmoid), "a = 0.00000614417 has one letter too many");
        assert!(!is_short(-123_456.79, 0.123_456_79, Activation::Linear));
    }

    #[test]
    fn the_sigmoid_lab_is_described_with_its_boundary() {
        check(
            &opened(2.0, -4.5, Activation::Sigmoid),
            &["w = 2", "b = −4.5", "rises by 2", "above 0.5", "right of x = −b/w = 2.25", "w/4 = 0.5"],
        );
    }

    #[test]
    fn a_falling_line_turns_the_side_round() {
        check(&opened(-2.0, 4.0, Activation::Sigmoid), &["falls by 2", "left of x = −b/w = 2"]);
        check(&opened(-2.0, 4.0, Activation::Relu), &["kink at x = −b/w = 2", "to the left of it"]);
    }

    #[test]
    fn a_weight_of_zero_says_that_x_does_not_count() {
        check(
            &opened(0.0, 3.0, Activation::Sigmoid),
            &["w = 0", "b = 3", "no boundary", "does not depend on x", "0.952574"],
        );
    }

    #[test]
    fn without_bias_the_origin_is_named() {
        let mut state = opened(2.0, 5.0, Activation::Sigmoid);
        state.apply(Action::UseBias(false));
        check(&state, &["w = 2", "b = 0", "origin"]);
    }

    #[test]
    fn linear_and_relu_have_no_boundary_of_one_half_and_say_what_they_have() {
        for activation in [Activation::Linear, Activation::Relu, Activation::Tanh] {
            assert!(!description(&opened(2.0, -4.5, activation)).contains("above 0.5"), "{activation:?}");
        }
        check(&opened(2.0, -4.5, Activation::Linear), &["no activation", "zero at x = −b/w = 2.25"]);
        check(&opened(2.0, -4.5, Activation::Relu), &["kink"]);
        check(&opened(2.0, -4.5, Activation::Tanh), &["positive", "slope there is w = 2"]);
    }

    #[test]
    fn an_intercept_off_the_plot_points_to_fit_view() {
        let mut state = State::default();
        state.apply(Action::Set(Param::B, 100.0));
        check(&state, &["Fit view"]);
    }

    proptest! {
        #[test]
        fn every_state_has_a_description_with_its_w_and_b(actions in crate::testing::actions(10)) {
            let mut state = State::default();
            for action in actions {
                state.apply(action);
            }
            let text = description(&state);
            let neuron = state.neuron();
            for number in [neuron.w, neuron.b] {
                prop_assert!(text.contains(&exact(number)), "{number} in: {text}");
            }
            for unfinished in ["NaN", "inf", "{", "$"] {
                prop_assert!(!text.contains(unfinished), "{text}");
            }
        }
    }
}
