//! What stands between the cells of the notebook.

use super::{say, text};
use crate::data::{Measure, Set};
use crate::nn::Activation;
use crate::state::{State, Units};

/// The heading over a cell, by the cell's name, for the state and the units of the linear layer that it is written from.
#[must_use]
pub fn cell_title(name: &str, state: &State, units: usize) -> String {
    let source = state.training.examples.source();
    let are_houses = source.is_some_and(|set| set.axes()[0] == Measure::Size);
    match name {
        "imports" => text("cell-imports"),
        "data" if source == Some(Set::Houses) => text("cell-data"),
        "data" => text("cell-data-other"),
        "layer" if units > 1 => say("cell-layer-units", &[("units", &units.to_string())]),
        "layer" => text("cell-layer"),
        "unbuilt" => text("cell-unbuilt"),
        "build" => text("cell-build"),
        "get-weights" if state.use_bias => text("cell-get-weights"),
        "get-weights" => text("cell-get-weights-no-bias"),
        "set-weights" => text("cell-set-weights"),
        "predict" if are_houses => text("cell-predict"),
        "predict" => text("cell-predict-other"),
        "predict-all" if are_houses => text("cell-predict-all"),
        "predict-all" => text("cell-predict-all-other"),
        "logistic-data" if state.training.examples.are_binary() => text("cell-logistic-data"),
        "logistic-data" => text("cell-logistic-data-other"),
        "logistic" if state.activation == Activation::Sigmoid => text("cell-logistic"),
        "logistic" => text("cell-logistic-other"),
        "summary" => text("cell-summary"),
        "logistic-weights" => text("cell-logistic-weights"),
        "logistic-set" => text("cell-logistic-set"),
        "logistic-predict" => text("cell-logistic-predict"),
        "model" if are_houses => text("cell-model"),
        "model" => text("cell-model-other"),
        "compile" => text("cell-compile"),
        "fit" => text("cell-fit"),
        "after" => text("cell-after"),
        _ => String::new(),
    }
}

/// What a cell is about, by its name, for the state that it is written from: a sentence or three.
#[must_use]
pub fn cell_note(name: &str, state: &State, units: usize) -> String {
    let (source, scale) = (state.training.examples.source(), state.training.examples.units());
    let are_houses = scale == Units::Given && source.is_some_and(|set| set.axes()[0] == Measure::Size);
    match name {
        "imports" => text("note-imports"),
        "data" if are_houses => text("note-data"),
        "logistic-data" if source == Some(Set::Logistic) => text("note-logistic-data"),
        "data" | "logistic-data" => text("note-data-other"),
        "layer" => text("note-layer"),
        "unbuilt" => text("note-unbuilt"),
        "build" if state.use_bias => text("note-build"),
        "build" => text("note-build-no-bias"),
        "get-weights" if state.use_bias => text("note-get-weights"),
        "get-weights" => text("note-get-weights-no-bias"),
        "set-weights" if units > 1 => {
            let id = if state.use_bias { "note-set-weights-units" } else { "note-set-weights-units-no-bias" };
            say(id, &[("units", &units.to_string())])
        }
        "set-weights" if state.use_bias => text("note-set-weights"),
        "set-weights" => text("note-set-weights-no-bias"),
        "predict" => match (state.activation, state.use_bias) {
            (Activation::Linear, true) => text("note-predict"),
            (Activation::Linear, false) => text("note-predict-no-bias"),
            _ => text("note-predict-activation"),
        },
        "predict-all" if units > 1 => text("note-predict-all-units"),
        "predict-all" if state.activation == Activation::Linear => text("note-predict-all"),
        "predict-all" => text("note-predict-all-activation"),
        "logistic" if state.activation == Activation::Sigmoid => text("note-logistic"),
        "logistic" => text("note-logistic-other"),
        "summary" if state.use_bias => text("note-summary"),
        "summary" => text("note-summary-no-bias"),
        "logistic-weights" if state.use_bias => text("note-logistic-weights"),
        "logistic-weights" => text("note-logistic-weights-no-bias"),
        "logistic-set" => text("note-logistic-set"),
        "logistic-predict" if state.activation == Activation::Sigmoid && state.training.examples.are_binary() => {
            text("note-logistic-predict")
        }
        "logistic-predict" => text("note-logistic-predict-other"),
        "model" => text("note-model"),
        "compile" => text("note-compile"),
        "fit" if state.training.use_weight => text("note-fit"),
        "fit" => text("note-fit-no-weight"),
        "after" => text("note-after"),
        _ => String::new(),
    }
}

/// The name of a mistake, by its short name, and why Keras minds.
#[must_use]
pub fn mistake(name: &str) -> [String; 2] {
    match name {
        "one-array" => [text("mistake-one-array"), text("why-one-array")],
        "flat-kernel" => [text("mistake-flat-kernel"), text("why-flat-kernel")],
        "deep-bias" => [text("mistake-deep-bias"), text("why-deep-bias")],
        "swapped" => [text("mistake-swapped"), text("why-swapped")],
        "unbuilt" => [text("mistake-unbuilt"), text("why-unbuilt")],
        _ => [text("mistake-plain-numbers"), text("why-plain-numbers")],
    }
}

/// A list in a sentence: "a, b or c".
#[must_use]
pub fn one_of(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => say("one-or-other", &[("first", &first.join(", ")), ("last", last)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::{CellId, Mistake};

    #[test]
    fn every_cell_and_every_mistake_has_words_of_its_own() {
        let states = ["data=houses", "data=overlap&act=tanh&bias=0&weight=0", "data=offset&act=relu&bias=0"];
        for state in states.map(|link| State::open(&crate::link::parse(link).0)) {
            let titled = |id: CellId| cell_title(id.name(), &state, 1);
            let noted = |id: CellId| cell_note(id.name(), &state, 1);
            let mut titles: Vec<_> = CellId::ALL.map(titled).to_vec();
            assert!(CellId::ALL.into_iter().all(|id| !noted(id).is_empty() && !titled(id).is_empty()));
            titles.extend(Mistake::ALL.map(|of| mistake(of.name())[0].clone()));
            let count = titles.len();
            titles.sort_unstable();
            titles.dedup();
            assert_eq!(titles.len(), count);
        }
    }

    #[test]
    fn a_layer_is_told_with_its_neurons() {
        let note = |units| cell_note("set-weights", &State::default(), units);
        assert!(note(1).starts_with("Nothing is loaded") && note(3).contains("3 columns"), "{}", note(3));
        let title = |units| cell_title("layer", &State::default(), units);
        assert_eq!([title(1), title(3)], ["A layer of one neuron", "A layer of 3 neurons"]);
    }

    #[test]
    fn a_cell_is_told_as_what_it_holds() {
        let of = |link: &str, name: &str| {
            let state = State::open(&crate::link::parse(link).0);
            format!("{}: {}", cell_title(name, &state, 1), cell_note(name, &state, 1))
        };
        for (link, name, said, not_said) in [
            ("data=houses", "data", "1000 square feet", "example"),
            ("data=houses&units=thousandths", "data", "Two houses", "1000 square feet"),
            ("data=offset", "data", "example", "house"),
            ("data=offset", "predict-all", "example", "house"),
            ("data=overlap", "logistic-data", "classes", "Six"),
            ("data=houses&act=sigmoid", "predict", "activation", "nothing but"),
            ("data=logistic&act=tanh", "logistic", "activation", "sigmoid"),
            ("data=logistic&act=tanh", "logistic-predict", "activation", "Between 0 and 1"),
            ("data=houses&bias=0", "get-weights", "no bias", "two arrays"),
            ("data=houses&bias=0", "set-weights", "neuron's number", "two numbers"),
            ("data=houses&weight=0", "fit", "no such switch", "no house"),
            ("points=1,2;2,4", "logistic-predict", "activation", "class"),
        ] {
            let words = of(link, name);
            assert!(words.contains(said) && !words.contains(not_said), "{link}, {name}: {words}");
        }
    }
}
