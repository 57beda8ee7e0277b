//! What is taken away, in words: titles, the values under a picture, the names of what an author can lock or hide.

use super::{Forward, activation, forward, learn, say, text};
use crate::data::LIST_LIMIT;
use crate::number::{exact, rounded};
use crate::state::{Access, Control, Setting, State, View};

/// What a picture or a frame shows: "wx+b: a neuron with w = 2 and b = −4.5".
#[must_use]
pub fn title(state: &State) -> String {
    let neuron = state.neuron();
    let id = if state.use_bias { "figure-title" } else { "figure-title-no-bias" };
    say(id, &[("w", &exact(neuron.w)), ("b", &exact(neuron.b))])
}

/// The values under the title, line by line.
#[must_use]
pub fn values(state: &State) -> Vec<String> {
    let neuron = state.neuron();
    let (w, b) = (exact(neuron.w), exact(neuron.b));
    let activation = say("figure-activation", &[("activation", &activation(state.activation))]);
    let parameters = say("figure-parameters", &[("w", &w), ("b", &b), ("activation", &activation)]);
    match state.view {
        View::Explore => {
            let Forward { x, z, a, .. } = forward(state);
            let formula = state.activation.formula();
            vec![parameters, say("figure-forward", &[("x", &x), ("z", &z), ("formula", formula), ("a", &a)])]
        }
        View::Train | View::Notebook => vec![parameters, figure_loss(state)],
    }
}

/// The loss, what it is of, and what has been done for it.
fn figure_loss(state: &State) -> String {
    let training = &state.training;
    if training.examples.points().is_empty() {
        return text("outcome-no-data");
    }
    if !state.takes_labels(training.loss) {
        return text("valley-labels");
    }
    say(
        "figure-loss",
        &[
            ("name", &learn::loss(training.loss)),
            ("loss", &rounded(f64::from(state.loss()), 6)),
            ("count", &training.examples.points().len().to_string()),
            ("epochs", &training.run.epochs().to_string()),
        ],
    )
}

/// What is wrong with a link to the state: that it leaves examples out, or has more characters than the page reads. Empty if
/// it holds everything.
#[must_use]
pub fn left_out(state: &State, length: usize, most: usize) -> String {
    let examples = &state.training.examples;
    if length > most {
        return say("link-too-long", &[("length", &length.to_string()), ("most", &most.to_string())]);
    }
    let is_long = examples.source().is_none() && examples.given().len() > LIST_LIMIT;
    if is_long { say("link-leaves-out", &[("most", &LIST_LIMIT.to_string())]) } else { String::new() }
}

/// That a goal which holds from the beginning asks for nothing; empty where there is something to do.
#[must_use]
pub fn reached_already(setting: &Setting, state: &State) -> String {
    if setting.is_reached(state) == Some(true) { text("exercise-reached") } else { String::new() }
}

/// How many characters of a text are used.
#[must_use]
pub fn counter(used: usize, most: usize) -> String {
    say("characters", &[("used", &used.to_string()), ("most", &most.to_string())])
}

/// What a reader can do with a part.
#[must_use]
pub fn access(access: Access) -> String {
    match access {
        Access::Open => text("access-open"),
        Access::Locked => text("access-locked"),
        Access::Hidden => text("access-hidden"),
    }
}

/// How many parts are locked or hidden.
#[must_use]
pub fn parts(setting: &Setting) -> String {
    let (locked, hidden) = (setting.locked.len(), setting.hidden.len());
    match locked + hidden {
        0 => text("parts-all-open"),
        _ => say("parts-counted", &[("locked", &locked.to_string()), ("hidden", &hidden.to_string())]),
    }
}

/// The name of a part of the page.
#[must_use]
pub fn control(control: Control) -> String {
    match control {
        Control::Of(param) => say("part-param", &[("name", param.name()), ("word", &super::param(param))]),
        Control::Activation => text("activation"),
        Control::UseBias => text("part-use-bias"),
        Control::Initialise => text("part-initialise"),
        Control::Presets => text("part-presets"),
        Control::Undo => text("part-undo"),
        Control::FitView => text("fit-view"),
        Control::Reset => text("reset"),
        Control::Ranges => text("axes"),
        Control::Forward => text("forward-title"),
        Control::Data => text("examples"),
        Control::Units => text("units"),
        Control::Paste => text("part-paste"),
        Control::Table => text("part-table"),
        Control::Loss => text("loss"),
        Control::Bests => text("part-bests"),
        Control::Squares => text("part-squares"),
        Control::Log => text("part-log"),
        Control::Rate => text("part-rate"),
        Control::Batch => text("batch"),
        Control::UseWeight => text("part-use-weight"),
        Control::Train => text("part-train"),
        Control::Theme => text("part-theme"),
        Control::Views => text("part-views"),
        Control::Share => text("part-share"),
        Control::PlotLine => text("part-plot-line"),
        Control::PlotOutput => text("part-plot-output"),
        Control::PlotData => text("part-plot-data"),
        Control::PlotSurface => text("part-plot-surface"),
        Control::PlotLoss => text("part-plot-loss"),
        Control::Cells => text("part-cells"),
        Control::Random => text("random-title"),
        Control::Shapes => text("shapes-title"),
        Control::Code => text("code-title"),
        Control::PlotStarts => text("part-plot-starts"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Point;
    use crate::state::{Action, Goal, Param, Quantity};

    fn check(actions: &[Action], name: &str, lines: [&str; 2]) {
        let state = State::open(actions);
        assert_eq!(title(&state), name);
        assert_eq!(values(&state), lines, "{name}");
    }

    #[test]
    fn a_picture_says_its_values_in_two_lines() {
        let lab = [Action::Set(Param::W, 2.0), Action::Set(Param::B, -4.5), Action::Set(Param::X, 3.0)];
        check(
            &lab,
            "wx+b: a neuron with w = 2 and b = −4.5",
            ["w = 2, b = −4.5, activation: sigmoid", "At x = 3: z = 1.5, a = σ(z) = 0.817574"],
        );
        check(
            &[&lab[..], &[Action::UseBias(false)]].concat(),
            "wx+b: a neuron with w = 2 and no bias",
            ["w = 2, b = 0, activation: sigmoid", "At x = 3: z = 6, a = σ(z) = 0.997527"],
        );
        check(
            &[Action::Show(View::Train), Action::Set(Param::W, 200.0), Action::Set(Param::B, 100.0)],
            "wx+b: a neuron with w = 200 and b = 100",
            ["w = 200, b = 100, activation: linear", "MSE (Keras): 0 at epoch 0, examples: n = 2"],
        );
    }

    #[test]
    fn a_link_says_what_it_cannot_hold() {
        let points: Vec<_> = (0..=LIST_LIMIT).map(|at| Point { x: at as f32, y: 0.0 }).collect();
        let left_out = |points: &[_], length| left_out(&State::open(&[Action::UsePoints(points.into())]), length, 8192);
        assert_eq!(left_out(&points[1..], 8192), "");
        assert!(left_out(&points, 8192).contains("200"));
        assert!(left_out(&points[1..], 8193).contains("8193 characters"));
    }

    #[test]
    fn a_goal_that_holds_from_the_beginning_is_told() {
        let setting =
            |min| Setting { goals: vec![Goal { of: Quantity::W, min: Some(min), max: None }], ..Setting::default() };
        assert_eq!(reached_already(&setting(1.6), &State::default()), "");
        assert_ne!(reached_already(&setting(1.4), &State::default()), "");
        assert_eq!(reached_already(&Setting::default(), &State::default()), "");
    }

    #[test]
    fn every_part_has_a_name_of_its_own() {
        let mut names = Control::ALL.map(control).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Control::ALL.len(), "{names:#?}");
    }
}
