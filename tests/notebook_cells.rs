//! The cells of the notebook against real NumPy and Keras: `tests/golden/notebook.json`, every cell with what it printed.
//!
//! `NOTEBOOK_WRITE=1 cargo test --test notebook_cells` writes the cells as they stand into that file, and
//! `tests/golden/notebook.py` then runs them and adds what they print.

#![allow(clippy::unwrap_used, reason = "all of this file is a test; clippy only sees that of the #[test] functions")]

use std::{env, fs};

use serde_json::{Value, json};
use wxplusb::data::Set;
use wxplusb::nn::{Activation, Loss, init};
use wxplusb::notebook::code::{Language, printed};
use wxplusb::notebook::{Cell, CellId, Mistake, Notebook, Settings, Trouble};
use wxplusb::state::{Action, LAB_SEED, Lab, Param, State};

const GOLDEN: &str = "tests/golden/notebook.json";

/// Cells that one kernel runs one after the other.
struct Run {
    name: String,
    cells: Vec<Shown>,
}

/// A cell with what the page shows below it.
struct Shown {
    code: String,
    text: String,
    error: Option<String>,
}

#[test]
fn every_cell_prints_what_keras_prints() {
    let runs = runs();
    if env::var_os("NOTEBOOK_WRITE").is_some() {
        return write(&runs);
    }
    let golden: Value = serde_json::from_str(&fs::read_to_string(GOLDEN).unwrap()).unwrap();
    let golden = golden["runs"].as_array().unwrap();
    let names: Vec<&str> = golden.iter().map(|run| run["name"].as_str().unwrap()).collect();
    assert_eq!(names, runs.iter().map(|run| run.name.as_str()).collect::<Vec<_>>());
    let mut wrong = 0;
    for (run, golden) in runs.iter().zip(golden) {
        let expected = golden["cells"].as_array().unwrap();
        assert_eq!(run.cells.len(), expected.len(), "{}", run.name);
        for (cell, expected) in run.cells.iter().zip(expected) {
            assert_eq!(cell.code, expected["code"].as_str().unwrap(), "{}: the golden has another cell", run.name);
            let (text, error) = (expected["text"].as_str().unwrap(), expected["error"].as_str());
            let same_text = if ROUNDED.contains(&run.name.as_str()) {
                // TensorFlow's tanh is no more than near to tanh, and 1 − a² of a saturated neuron makes much of that.
                nearly_the_same(&cell.text, text, if run.name == "tanh" { 1e-3 } else { 1e-6 })
            } else {
                cell.text == text
            };
            if !same_text || cell.error.as_deref() != error {
                wrong += 1;
                println!("{}:\n{}\nactual:\n{}{:?}", run.name, cell.code, cell.text, cell.error);
                println!("expected:\n{text}{error:?}\n");
            }
        }
    }
    assert_eq!(wrong, 0, "cells that print something else");
}

/// The runs that show all digits of what went through an exponential, or trained a thousand times with one: Keras has another
/// exponential, and it rounds the last digits otherwise.
const ROUNDED: [&str; 10] = [
    "tanh",
    "all digits",
    "the logistic lab in Keras",
    "the logistic lab in NumPy",
    "tanh in Keras",
    "tanh in NumPy",
    "a sigmoid with squares in Keras",
    "a sigmoid with squares in NumPy",
    "a line with cross-entropy in Keras",
    "a line with cross-entropy in NumPy",
];

/// Whether two texts are the same but for the last digits of their numbers, to this part of them.
fn nearly_the_same(one: &str, other: &str, part: f64) -> bool {
    let parts =
        |text| <str>::split(text, [' ', '\n', '[', ']', '(', ')', ',']).filter(|part| !part.is_empty()).collect();
    let (one, other): (Vec<_>, Vec<_>) = (parts(one), parts(other));
    let near = |(a, b): (&&str, &&str)| match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= part * b.abs(),
        _ => a == b,
    };
    one.len() == other.len() && one.iter().zip(&other).all(near)
}

#[test]
fn the_training_of_the_walk_is_the_recipe() {
    let runs = runs();
    let last = runs[0].cells.last().unwrap();
    assert_eq!(last.text, "w = 197.48221 b = 104.07387\n[[301.56]\n [499.04]]\n");
}

#[test]
fn every_mistake_answers_as_keras_does_and_is_mended() {
    let state = Lab::Linear.shipped();
    for mistake in Mistake::ALL {
        let mut book = Notebook::default();
        let next = book.attempt(mistake, &state);
        assert_eq!(next, state, "{mistake:?} changes nothing on the page");
        let output = cell(&book, &state, Mistake::CELL).output.unwrap();
        assert_eq!(output.trouble, mistake.answer(&state).map(Trouble::Raised), "{mistake:?}");
        assert!(output.trouble.is_some(), "{mistake:?}");
        book.fix(Mistake::CELL, &state);
        let mended = cell(&book, &state, Mistake::CELL);
        assert_eq!(mended.output.unwrap().text, "[array([[200.]], dtype=float32), array([100.], dtype=float32)]\n");
        assert!(!mended.is_draft);
    }
}

/// The Rust program is one: it is compiled with this test.
#[path = "golden/neuron.rs"]
#[expect(dead_code, reason = "it is only compiled; what it computes, other tests hold")]
mod neuron;

#[test]
fn the_rust_program_is_the_one_that_is_compiled_here() {
    let code = Language::Rust.code(&Lab::Linear.shipped(), Settings::default());
    if env::var_os("NOTEBOOK_WRITE").is_some() {
        fs::write("tests/golden/neuron.rs", &code).unwrap();
    }
    assert_eq!(code, fs::read_to_string("tests/golden/neuron.rs").unwrap());
}

fn runs() -> Vec<Run> {
    let shipped = Lab::Linear.shipped();
    let mut runs = vec![walk("the walk", &shipped, Settings::default())];
    for mistake in Mistake::ALL {
        runs.push(snippet(mistake.name(), &shipped, Mistake::CELL, &mistake.code(&shipped)));
    }
    for (name, actions) in variations() {
        let mut state = shipped.clone();
        actions.into_iter().for_each(|action| state.apply(action));
        runs.push(walk(name, &state, Settings::default()));
    }
    for units in [2, 3] {
        let settings = Settings { units, ..Settings::default() };
        runs.push(walk(&format!("{units} units"), &shipped, settings));
    }
    runs.push(walk("all digits", &shipped, Settings { precision: 8, epochs: 10, ..Settings::default() }));
    for (id, text) in SNIPPETS {
        runs.push(snippet(text, &shipped, id, text));
    }
    runs.push(walk("the logistic lab alone", &Lab::Logistic.shipped(), Settings::default()));
    for (name, state) in programs() {
        for language in [Language::Keras, Language::NumPy] {
            let settings = Settings { epochs: 100, ..Settings::default() };
            let (code, output) = (language.code(&state, settings), printed(&state, settings));
            let cells = vec![Shown { code, text: output.text, error: error(output.trouble) }];
            runs.push(Run { name: format!("{name} in {}", language.name()), cells });
        }
    }
    runs
}

/// Changes to the lab's state.
fn variations() -> Vec<(&'static str, Vec<Action>)> {
    vec![
        ("no bias", vec![Action::UseBias(false)]),
        ("other numbers", vec![Action::Set(Param::W, -0.123_456_79), Action::Set(Param::B, 987_654.3)]),
        ("tiny numbers", vec![Action::Set(Param::W, 1e-7), Action::Set(Param::B, 1e-30)]),
        ("tanh", vec![Action::Activate(Activation::Tanh), Action::Set(Param::W, 0.5), Action::Set(Param::B, -0.75)]),
        ("relu", vec![Action::Activate(Activation::Relu), Action::Set(Param::B, -300.0)]),
        ("half the loss", vec![Action::Loss(Loss::HalfMse), Action::Rate(0.02)]),
        ("another rate", vec![Action::Rate(0.25)]),
        ("a whole rate", vec![Action::UseSet(Set::Logistic), Action::Rate(1.0)]),
        ("a rate too large", vec![Action::Rate(0.2925)]),
        ("one house a batch", vec![Action::Batch(Some(1))]),
        ("another seed", vec![Action::Initialise(7), Action::Set(Param::W, 1.5)]),
        ("no houses", vec![Action::UsePoints(Vec::new().into())]),
        ("six houses", vec![Action::UseSet(Set::SixHouses), Action::Rate(0.05)]),
        ("forty houses", vec![Action::UseSet(Set::Noisy), Action::Set(Param::W, 200.0)]),
        ("nine houses, four a batch", vec![Action::UseSet(Set::Outlier), Action::Batch(Some(4))]),
    ]
}

/// Texts that are no cell of the walk, each after what its cell needs.
const SNIPPETS: [(CellId, &str); 50] = [
    (CellId::Predict, "np.dot(linear_layer.get_weights()[0], X_train)"),
    (CellId::Predict, "linear_layer(X_train)"),
    (CellId::Predict, "linear_layer(X_train[:1])"),
    (CellId::Predict, "linear_layer(X_train[0])"),
    (CellId::Predict, "linear_layer(X_train[0].reshape(1, 1))"),
    (CellId::Predict, "linear_layer(np.zeros((2, 2), dtype=np.float32))"),
    (CellId::Predict, "linear_layer.get_weights()"),
    (CellId::Predict, "linear_layer.set_weights([set_w])"),
    (CellId::Predict, "linear_layer.set_weights(200)"),
    (CellId::Predict, "linear_layer.set_weights([200.5, 100])"),
    (CellId::Predict, "linear_layer.set_weights([set_w, 100])"),
    (CellId::Predict, "linear_layer.set_weights([[[200]], [100]])"),
    (CellId::Predict, "w, b = linear_layer.get_weights()\n(w, b)"),
    (CellId::Predict, "w, b = linear_layer.get_weights()\nprint(w, b, w[0, 0], b[0])\nf\"{w[0, 0]} {b[0]} {w.shape}\""),
    (CellId::Predict, "w, b = linear_layer.get_weights()\nw[0, 0]"),
    (CellId::Predict, "w, b = linear_layer.get_weights()\nw[1, 0]"),
    (CellId::Predict, "w, b = linear_layer.get_weights()\nb[0, 0]"),
    (CellId::Predict, "w, b = linear_layer.get_weights()\nX_train + np.dot(w, w) + 1"),
    (CellId::Predict, "w, b, z = linear_layer.get_weights()"),
    (CellId::Predict, "linear_layer.get_weights()[2]"),
    (CellId::Predict, "X_train[5]"),
    (CellId::Predict, "X_train[-1]"),
    (CellId::Predict, "X_train.shape"),
    (CellId::Predict, "len(X_train)"),
    (CellId::Predict, "X_train.reshape(3, 1)"),
    (CellId::Predict, "X_train.reshape(-1)"),
    (CellId::Predict, "np.zeros((2, 3), dtype=np.float32) + np.zeros((4,), dtype=np.float32)"),
    (CellId::Predict, "np.dot(np.zeros((2, 1), dtype=np.float32), np.zeros((6, 2), dtype=np.float32))"),
    (CellId::Predict, "np.array([[1.0], [2.0, 3.0]], dtype=np.float32)"),
    (CellId::Predict, "print('a', \"b\", 1, 2.5, -1e-7, True, [1, 'x'], (1,))"),
    (CellId::Predict, "linear_layer = Dense(0)"),
    (CellId::Unbuilt, "w, b = linear_layer.get_weights()"),
    (CellId::LogisticSet, "model.get_layer('L2')"),
    (CellId::LogisticSet, "model.set_weights([np.array([[2]])])"),
    (CellId::LogisticSet, "model.fit(X_train, Y_train, epochs=1, verbose=0)"),
    (CellId::Fit, "history = model.fit(X_train, Y_train[:1], epochs=1, verbose=0)"),
    (CellId::Predict, "w = np.array([[226.4097]], dtype=np.float32)\nf\"{w[0, 0]} {w[0]} {w}\""),
    (CellId::Predict, "f\"{linear_layer(X_train)} and {np.array(0.1, dtype=np.float32)}\""),
    (
        CellId::Predict,
        "print(1e308 + 1e308, 1e15 + 0.3, np.dot(np.array([[-1.0]], dtype=np.float32), np.zeros((1, 1), dtype=np.float32)))",
    ),
    (CellId::Predict, "linear_layer(np.zeros((2, 2, 1), dtype=np.float32)).shape"),
    (CellId::Predict, "linear_layer(np.zeros((2, 2, 2), dtype=np.float32))"),
    (CellId::Predict, "w, b = linear_layer.get_weights()\nlinear_layer.set_weights([w[0, 0], b[0]])"),
    (CellId::Predict, "w, b = linear_layer.get_weights()\nlinear_layer.set_weights([w, b[0]])"),
    (CellId::Predict, "Dense(1, name='a/b')"),
    (CellId::Predict, "Sequential([Input(shape=(1,)), Dense(1, name='one'), Dense(1, name='one')])"),
    (CellId::LogisticSet, "model.predict(np.zeros((0, 1), dtype=np.float32), verbose=0)"),
    (CellId::Compile, "model.compile(optimizer=SGD(learning_rate=1), loss='mse')"),
    (CellId::Compile, "model.compile(optimizer=SGD(learning_rate=True), loss='mse')"),
    (CellId::After, "model.summary()"),
    (CellId::After, "model.compile(optimizer=SGD(learning_rate=0.01), loss='mse')\nmodel.summary()"),
];

fn programs() -> Vec<(&'static str, State)> {
    let opened = |actions: &[Action]| State::open(actions);
    let houses = [Action::UseSet(Set::Houses), Action::Set(Param::W, -1.03), Action::Set(Param::B, 0.0)];
    let with = |more: &[Action]| opened(&[&houses[..], more].concat());
    let classes = |activation, loss| {
        let small = [Action::Set(Param::W, 0.2), Action::Set(Param::B, 0.05)];
        opened(
            &[&[Action::UseSet(Set::Logistic), Action::Activate(activation), Action::Loss(loss)], &small[..]].concat(),
        )
    };
    vec![
        ("the recipe", with(&[])),
        ("no bias", with(&[Action::UseBias(false)])),
        ("half the loss", with(&[Action::Loss(Loss::HalfMse)])),
        ("one house a batch", with(&[Action::Batch(Some(1))])),
        ("relu", with(&[Action::Activate(Activation::Relu), Action::Set(Param::W, 3.0)])),
        ("six houses", with(&[Action::UseSet(Set::SixHouses)])),
        ("the logistic lab", Lab::Logistic.shipped()),
        ("tanh", classes(Activation::Tanh, Loss::HalfMse)),
        ("a sigmoid with squares", classes(Activation::Sigmoid, Loss::Mse)),
        ("a line with cross-entropy", classes(Activation::Linear, Loss::BinaryCrossentropy)),
        ("no examples", with(&[Action::UsePoints(Vec::new().into())])),
    ]
}

/// In Python too, a training that has been done is not done otherwise because the next one is to be.
#[test]
fn what_was_learned_stays_learned_when_compile_or_fit_are_written_anew() {
    // −1.03 and 0 as the walk has them, 1000 epochs, and then more.
    let learned = |then: &[Action]| {
        let start = [Action::UseSet(Set::Houses), Action::Set(Param::W, -1.03), Action::Set(Param::B, 0.0)];
        let mut state = State::open(&start);
        [&[Action::Epochs(1000)], then].concat().into_iter().for_each(|action| state.apply(action));
        format!("w = {} b = {}", state.value(Param::W), state.value(Param::B))
    };
    let walked = |edits: &[(CellId, &str, &str)], runs: &[CellId]| {
        let mut state = Lab::Linear.shipped();
        let mut book = Notebook::default();
        book.run_all(&state);
        for (id, from, to) in edits {
            let text = cell(&book, &state, *id).code;
            assert!(text.contains(from), "{from} in {text}");
            if let Ok(next) = book.edit(*id, &text.replace(from, to), &state) {
                state = next;
            }
        }
        for id in runs {
            state = book.run(*id, &state);
        }
        let output = cell(&book, &state, CellId::After).output.unwrap().text;
        output.lines().next().unwrap_or_default().to_owned()
    };
    let (compile, fit, after) = (CellId::Compile, CellId::Fit, CellId::After);
    let fewer = (fit, "epochs=1000", "epochs=10");
    let slower = (compile, "0.01", "0.001");
    let refused = (fit, "verbose=0", "verbose=1");
    let once = learned(&[]);
    assert_eq!(walked(&[], &[after]), once);
    assert_eq!(walked(&[fewer], &[fit, after]), learned(&[Action::Epochs(10)]));
    assert_eq!(walked(&[slower], &[compile, after]), once, "compiling moves no weight");
    let later = learned(&[Action::Rate(0.001), Action::Epochs(10)]);
    assert_eq!(walked(&[slower, fewer], &[compile, fit, after]), later);
    assert_eq!(walked(&[slower, refused], &[compile, fit, after]), once, "what is refused trains nothing");
}

/// Every cell, run from the first to the last.
fn walk(name: &str, state: &State, settings: Settings) -> Run {
    let mut book = Notebook::default();
    book.settings = settings;
    book.run_all(state);
    Run { name: name.to_owned(), cells: book.cells(state).into_iter().map(shown).collect() }
}

/// A text in the place of a cell, after the cells that this one needs.
fn snippet(name: &str, state: &State, id: CellId, text: &str) -> Run {
    let mut book = Notebook::default();
    book.edit(id, text, state).unwrap();
    let _ = book.run_up_to(id, state);
    let run = book.cells(state).into_iter().filter(|cell| cell.output.is_some());
    Run { name: name.to_owned(), cells: run.map(shown).collect() }
}

fn shown(cell: Cell) -> Shown {
    let output = cell.output.unwrap();
    Shown { code: cell.code, text: output.text, error: error(output.trouble) }
}

fn error(trouble: Option<Trouble>) -> Option<String> {
    trouble.map(|trouble| match trouble {
        Trouble::Raised(words) => words,
        other => panic!("{other:?}"),
    })
}

fn cell(book: &Notebook, state: &State, id: CellId) -> Cell {
    book.cells(state).into_iter().find(|cell| cell.id == id).unwrap()
}

/// The cells, and what the page draws from its seeds: Keras draws other numbers, and gets these instead.
fn write(runs: &[Run]) {
    let draw = |seed: u32, units| init::glorot_uniform(1, units, seed.into());
    let draws: Vec<Value> = [LAB_SEED, 0, 7]
        .into_iter()
        .flat_map(|seed| (1..=3).map(move |units| json!({ "seed": seed, "units": units, "kernel": draw(seed, units) })))
        .collect();
    let run = |run: &Run| json!({ "name": run.name, "cells": run.cells.iter().map(|cell| json!({ "code": cell.code })).collect::<Vec<_>>() });
    let golden = json!({ "draws": draws, "runs": runs.iter().map(run).collect::<Vec<_>>() });
    fs::write(GOLDEN, serde_json::to_string_pretty(&golden).unwrap()).unwrap();
}
