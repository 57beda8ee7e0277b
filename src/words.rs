//! Every text the page shows, and the sentences that say what a picture shows.
//!
//! The texts live in `words/en` ([Fluent](https://projectfluent.org)), one message an idea, so that another language is
//! another folder: `page.ftl` for what is there at once, `later.ftl` for what is loaded when it is first wanted. `tests/words.rs` fails when a message is asked for that is not there, or is there and never asked for.

mod cells;
mod describe;
mod exercise;
pub mod learn;
mod messages;
pub mod share;

pub use cells::{cell_note, cell_title, mistake, one_of};
pub use describe::{Forward, announcement, description, forward};
pub use exercise::{goal, quantity};
pub use messages::bring_all;

use crate::data::VALUE_LIMIT;
use crate::nn::Activation;
use crate::number::exact;
use crate::state::{Control, Param, Refusal, Ruler, Setting, Theme, View, Wanted};

/// The text of a message without placeholders.
#[must_use]
pub fn text(id: &str) -> String {
    say(id, &[])
}

/// The text of a message with its placeholders filled in.
#[must_use]
pub fn say(id: &str, values: &[(&str, &str)]) -> String {
    messages::say(id, values)
}

/// What a slider is for: "weight".
#[must_use]
pub fn param(param: Param) -> String {
    match param {
        Param::W => text("weight"),
        Param::B => text("bias"),
        Param::X => text("input"),
    }
}

/// What the page is about; that a hand moves w and b only where it may.
#[must_use]
pub fn lead(setting: &Setting) -> String {
    let is_barred = [Param::W, Param::B].iter().all(|param| setting.bars(Control::Of(*param)));
    if is_barred { text("lead") } else { format!("{} {}", text("lead"), text("lead-hand")) }
}

/// What a slider does to the picture, in a few words.
#[must_use]
pub fn param_hint(param: Param) -> String {
    match param {
        Param::W => text("weight-hint"),
        Param::B => text("bias-hint"),
        Param::X => text("input-hint"),
    }
}

/// A slider's value for someone who hears it: "w 1.3".
#[must_use]
pub fn value_text(param: Param, value: f32) -> String {
    format!("{} {}", param.name(), exact(value))
}

/// The name of a tab.
#[must_use]
pub fn view(view: View) -> String {
    match view {
        View::Explore => text("view-explore"),
        View::Train => text("view-train"),
        View::Notebook => text("view-notebook"),
    }
}

/// The name of a theme.
#[must_use]
pub fn theme(theme: Theme) -> String {
    match theme {
        Theme::Auto => text("theme-auto"),
        Theme::Light => text("theme-light"),
        Theme::Dark => text("theme-dark"),
    }
}

/// The name of an activation.
#[must_use]
pub fn activation(activation: Activation) -> String {
    match activation {
        Activation::Linear => text("act-linear"),
        Activation::Sigmoid => text("act-sigmoid"),
        Activation::Tanh => text("act-tanh"),
        Activation::Relu => text("act-relu"),
    }
}

/// The function of an activation as a short sign: σ.
#[must_use]
pub fn symbol(activation: Activation) -> &'static str {
    match activation {
        Activation::Linear => "=",
        Activation::Sigmoid => "σ",
        Activation::Tanh => "tanh",
        Activation::Relu => "max",
    }
}

/// The name of a preset, by its element id.
#[must_use]
pub fn preset(id: &str) -> String {
    match id {
        "preset-houses" => text("preset-houses"),
        "preset-logistic" => text("preset-logistic"),
        _ => text("preset-initialised"),
    }
}

/// The heading over the ends of a ruler.
#[must_use]
pub fn ruler(ruler: Ruler) -> String {
    match ruler {
        Ruler::Of(Param::X) => text("ruler-x"),
        Ruler::Of(param) => say("ruler-param", &[("name", param.name())]),
        Ruler::Y => text("ruler-y"),
    }
}

/// One sentence about input that could not be used: the thing, what was wanted, what came.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    let Refusal { name, wanted, got } = refusal;
    let came = if got.trim().is_empty() { text("got-nothing") } else { say("got", &[("got", got)]) };
    let say = |id, more: (&'static str, &str)| say(id, &[("name", name), ("came", &came), more]);
    let none = ("", "");
    match wanted {
        Wanted::Number => say("wants-number", none),
        Wanted::Within(used) => say("wants-within", ("limit", used)),
        Wanted::Seed => say("wants-seed", none),
        Wanted::OneOf(names) => say("wants-one-of", ("names", &names.join(", "))),
        Wanted::Switch => say("wants-switch", none),
        Wanted::Positive => say("wants-positive", none),
        Wanted::Batch => say("wants-batch", none),
        Wanted::FewerPoints(most) => say("wants-fewer-points", ("most", &most.to_string())),
        Wanted::Pair { position, got } => {
            let (position, limit) = (position.to_string(), exact(VALUE_LIMIT));
            self::say("wants-pair", &[("name", name), ("limit", &limit), ("position", &position), ("pair", got)])
        }
        Wanted::Below(other) => say("wants-below", ("other", other)),
        Wanted::FurtherBelow(other) => say("wants-further-below", ("other", other)),
        Wanted::KnownName => say("unknown-name", none),
        Wanted::Once => say("wants-once", none),
        Wanted::Shorter(most) => say("wants-shorter", ("most", &most.to_string())),
        Wanted::Control { got } => self::say("wants-control", &[("name", name), ("got", got)]),
        Wanted::Goal { got } => self::say("wants-goal", &[("name", name), ("got", got)]),
        Wanted::FewerGoals(most) => say("wants-fewer-goals", ("most", &most.to_string())),
        Wanted::Cell => say("wants-cell", none),
        Wanted::Origin => say("wants-origin", none),
        Wanted::UpTo(most) => say("wants-up-to", ("most", &most.to_string())),
        Wanted::Numbers => say("wants-numbers", none),
        Wanted::Link => say("wants-link", none),
        Wanted::WhenOpened => say("wants-when-opened", none),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_thing_what_was_wanted_and_what_came() {
        for (given, sentence) in [
            (Refusal::new("w", Wanted::Number, "big"), "w wants a number such as 1.5 or −2, but got “big”."),
            (Refusal::new("b", Wanted::Number, " "), "b wants a number such as 1.5 or −2, but got nothing."),
            (
                Refusal::new("act", Wanted::OneOf(vec!["linear", "relu"]), "softmax"),
                "act wants one of linear, relu, but got “softmax”.",
            ),
            (Refusal::new("colour", Wanted::KnownName, "red"), "This page has nothing called “colour”."),
        ] {
            assert_eq!(refusal(&given), sentence);
        }
    }

    #[test]
    fn what_came_is_quoted_as_it_is_and_not_read_as_a_placeholder() {
        let given = Refusal::new("w", Wanted::Number, "{ $name } <b>");
        assert!(refusal(&given).contains("“{ $name } <b>”"));
    }
}
