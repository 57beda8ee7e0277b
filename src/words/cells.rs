//! What stands between the cells of the notebook.

use super::{say, text};

/// The heading over a cell, by the cell's name.
#[must_use]
pub fn cell_title(name: &str) -> String {
    match name {
        "imports" => text("cell-imports"),
        "data" => text("cell-data"),
        "layer" => text("cell-layer"),
        "unbuilt" => text("cell-unbuilt"),
        "build" => text("cell-build"),
        "get-weights" => text("cell-get-weights"),
        "set-weights" => text("cell-set-weights"),
        "predict" => text("cell-predict"),
        "predict-all" => text("cell-predict-all"),
        "logistic-data" => text("cell-logistic-data"),
        "logistic" => text("cell-logistic"),
        "summary" => text("cell-summary"),
        "logistic-weights" => text("cell-logistic-weights"),
        "logistic-set" => text("cell-logistic-set"),
        "logistic-predict" => text("cell-logistic-predict"),
        "model" => text("cell-model"),
        "compile" => text("cell-compile"),
        "fit" => text("cell-fit"),
        "after" => text("cell-after"),
        _ => String::new(),
    }
}

/// What a cell is about, by its name: a sentence or three.
#[must_use]
pub fn cell_note(name: &str) -> String {
    match name {
        "imports" => text("note-imports"),
        "data" => text("note-data"),
        "layer" => text("note-layer"),
        "unbuilt" => text("note-unbuilt"),
        "build" => text("note-build"),
        "get-weights" => text("note-get-weights"),
        "set-weights" => text("note-set-weights"),
        "predict" => text("note-predict"),
        "predict-all" => text("note-predict-all"),
        "logistic-data" => text("note-logistic-data"),
        "logistic" => text("note-logistic"),
        "summary" => text("note-summary"),
        "logistic-weights" => text("note-logistic-weights"),
        "logistic-set" => text("note-logistic-set"),
        "logistic-predict" => text("note-logistic-predict"),
        "model" => text("note-model"),
        "compile" => text("note-compile"),
        "fit" => text("note-fit"),
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
        let mut titles: Vec<_> = CellId::ALL.map(|id| cell_title(id.name())).to_vec();
        assert!(CellId::ALL.iter().all(|id| !cell_note(id.name()).is_empty() && !cell_title(id.name()).is_empty()));
        titles.extend(Mistake::ALL.map(|of| mistake(of.name())[0].clone()));
        let count = titles.len();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), count);
    }
}
