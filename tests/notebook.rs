//! What the notebook prints against what NumPy and Keras print: `tests/golden`.

#![allow(clippy::unwrap_used, reason = "all of this file is a test; clippy only sees that of the #[test] functions")]

use std::path::Path;
use std::{env, fs};

use serde_json::Value;
use wxplusb::data::Set;
use wxplusb::nn::{Activation, Array, Dense, Network, Unbuilt};
use wxplusb::notebook::code::Language;
use wxplusb::notebook::numpy::{self, DEFAULT_PRECISION};
use wxplusb::notebook::{CellId, Mistake, Notebook, Problem, Settings, Trouble, summary};
use wxplusb::state::{Action, Command, History, Lab, Param, State, View};

#[test]
fn every_number_of_the_lab_is_printed_as_numpy_prints_it() {
    let golden = &golden("keras.json")["printing"];
    for (rows, precision) in [("default", DEFAULT_PRECISION), ("precision_2", 2)] {
        for row in golden[rows].as_array().unwrap() {
            let number = row["value"].as_f64().unwrap() as f32;
            let (kernel, bias) = (Array::from([[number]]), Array::from([number]));
            assert_eq!(numpy::str(&kernel, precision), row["kernel"]);
            assert_eq!(numpy::repr(&kernel, precision), row["repr"]);
            // The script noted no bias for precision 2.
            if !row["bias"].is_null() {
                assert_eq!(numpy::str(&bias, precision), row["bias"]);
            }
        }
    }
}

#[test]
fn examples_of_her_own_stand_in_the_cells_of_the_lab_that_they_belong_to() {
    let train = State::open(&[Action::Show(View::Train)]);
    let mut state = train.clone();
    for action in [Action::UseSet(Set::Logistic), Action::MovePoint(0, state.training.examples.points()[0])] {
        state.apply(action);
    }
    assert_eq!((state.training.examples.source(), state.lab()), (None, Lab::Logistic));

    let mut history = History::new(State::open(&wxplusb::link::parse("points=1,2;2,4;3,7&view=notebook").0));
    let mut book = Notebook::default();
    history.run(Command::Leap(Box::new(book.run(CellId::LogisticData, history.now()))));
    assert_eq!(history.now().lab(), Lab::Logistic);
    history.run(Command::Undo);
    assert_eq!((history.now().training.examples.points().len(), history.now().lab()), (3, Lab::Linear));
}

#[test]
fn a_model_of_one_s_own_in_another_cell_stays_as_it_was_written() {
    let state = Lab::Linear.shipped();
    let text = "model = Sequential([Input(shape=(1,)), Dense(1)])\n\
        model.compile(optimizer=SGD(learning_rate=0.02), loss='mse')\n\
        history = model.fit(X_train, Y_train, epochs=7, verbose=0)\n\
        print('trained')";
    for id in [CellId::Predict, CellId::Compile, CellId::After] {
        let mut book = Notebook::default();
        let edited = book.edit(id, text, &state).unwrap();
        // Its rate is that of the page where it stands in the cell of the rate.
        assert_eq!(edited.training.learning_rate, if id == CellId::Compile { 0.02 } else { 0.01 }, "{id:?}");
        let _ = book.run_up_to(id, &edited);
        let cells = book.cells(&edited);
        let cell = &cells[id as usize];
        assert_eq!(cell.code.as_str(), text, "{id:?}");
        assert_eq!(cell.output.as_ref().unwrap().text, "trained\n", "{id:?}");
        assert!(cells[CellId::Fit as usize].code.contains("epochs=1000"), "{id:?}");
    }
}

#[test]
fn axes_are_named_only_where_the_array_has_them() {
    let state = Lab::Linear.shipped();
    let captions = |id: CellId, text: &str| {
        let mut book = Notebook::default();
        let edited = book.edit(id, text, &state).unwrap_or_else(|_| state.clone());
        let _ = book.run_up_to(id, &edited);
        let output = book.cells(&edited)[id as usize].output.clone().unwrap();
        output.captions.into_iter().map(|caption| caption.shape).collect::<Vec<_>>()
    };
    let flat =
        "X_train = np.array([1.0, 2.0], dtype=np.float32)\nY_train = np.array([[300.0], [500.0]], dtype=np.float32)";
    assert_eq!(captions(CellId::Data, flat), ["(2, 1)"], "that of the labels");
    let get = "w, b = linear_layer.get_weights()\n";
    for (value, shapes) in [
        ("w", vec!["(1, 1)"]),
        ("b", vec!["(1,)"]),
        ("w[0]", vec![]),
        ("b.reshape(1, 1)", vec![]),
        ("X_train[0]", vec![]),
        ("np.dot(X_train[0], w)", vec![]),
        ("np.dot(X_train, w)", vec!["(2, 1)"]),
    ] {
        assert_eq!(captions(CellId::Predict, &format!("{get}{value}")), shapes, "{value}");
    }
}

#[test]
fn another_bias_in_a_cell_leaves_a_weight_that_is_off_as_it_is() {
    let mut state = Lab::Linear.shipped();
    state.apply(Action::UseWeight(false));
    let mut book = Notebook::default();
    let code = book.cells(&state)[CellId::SetWeights as usize].code.clone();
    assert!(code.contains("[[0]]") && code.contains("[100]"), "{code}");
    let edited = book.edit(CellId::SetWeights, &code.replace("[100]", "[50]"), &state).unwrap();
    assert_eq!((edited.training.use_weight, edited.value(Param::W), edited.value(Param::B)), (false, 200.0, 50.0));
    let edited = book.edit(CellId::SetWeights, &code.replace("[[0]]", "[[7]]"), &state).unwrap();
    assert_eq!((edited.training.use_weight, edited.value(Param::W)), (true, 7.0));
}

#[test]
fn the_mistakes_are_about_one_neuron_with_a_bias() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    for (units, is_one) in [(1, true), (3, false)] {
        book.settings.units = units;
        assert!(Mistake::ALL.iter().all(|mistake| mistake.is_one(&state, book.settings) == is_one), "{units}");
    }
}

#[test]
fn a_model_that_has_diverged_shows_no_weights_by_any_way() {
    let mut state = Lab::Linear.shipped();
    state.apply(Action::Rate(10.0));
    let mut book = Notebook::default();
    let text = "model.get_layer('dense').get_weights()";
    let _ = book.edit(CellId::After, text, &state).unwrap();
    let _ = book.run_up_to(CellId::After, &state);
    assert_eq!(book.cells(&state)[CellId::After as usize].output.as_ref().unwrap().trouble, Some(Trouble::Diverged));
}

#[test]
fn the_program_in_pytorch_learns_from_a_sum_however_sure_the_sigmoid_is() {
    let code = |state: &State| Language::PyTorch.code(state, Settings::default());
    let logistic = code(&Lab::Logistic.shipped());
    assert!(logistic.contains("BCEWithLogitsLoss()") && logistic.contains("loss(layer(x), y)"), "{logistic}");
    let linear = code(&Lab::Linear.shipped());
    assert!(linear.contains("MSELoss()") && linear.contains("loss(model(x), y)"), "{linear}");
    let mut empty = Lab::Linear.shipped();
    empty.apply(Action::UsePoints(Vec::new().into()));
    assert!(!code(&empty).contains("backward"), "nothing to train on: {}", code(&empty));
}

#[test]
fn what_a_cell_was_given_stays_in_its_lab_whatever_the_labels() {
    let state = Lab::Logistic.shipped();
    let mut book = Notebook::default();
    let text = book.cells(&state)[CellId::LogisticData as usize].code.clone();
    let next = book.edit(CellId::LogisticData, &text.replacen("[1.0]]", "[2.0]]", 1), &state).unwrap();
    assert!(!next.training.examples.are_binary(), "{text}");
    assert_eq!(next.lab(), Lab::Logistic);
    let linear = book.run(CellId::GetWeights, &next);
    assert_eq!((linear.lab(), linear.value(Param::W)), (Lab::Linear, 200.0));
    let back = book.run(CellId::LogisticData, &linear);
    assert_eq!((back.lab(), back.training.examples), (Lab::Logistic, next.training.examples));
}

#[test]
fn a_text_that_counts_on_is_taken_once() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    let next = book.edit(CellId::Layer, "X_train = 600000 + X_train", &state).unwrap();
    assert_eq!(next.training.examples.inputs(), [600_001.0, 600_002.0]);
    assert!(book.cells(&next).iter().all(|cell| !cell.is_draft && cell.problem.is_none()));
}

#[test]
fn a_mistake_leaves_what_was_set_and_printed_before_it() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    let _ = book.run_up_to(CellId::PredictAll, &state);
    let printed = |book: &Notebook, id: CellId| book.cells(&state)[id as usize].output.clone().unwrap().text;
    let before = printed(&book, CellId::PredictAll);
    assert!(before.contains("[300.]"), "{before}");
    for mistake in Mistake::ALL {
        let _ = book.attempt(mistake, &state);
        let answer = book.cells(&state)[Mistake::CELL as usize].output.clone().unwrap();
        assert!(matches!(answer.trouble, Some(Trouble::Raised(_))), "{mistake:?}: {answer:?}");
        assert_eq!(printed(&book, CellId::PredictAll), before, "{mistake:?}");
        let moved = state.clone().with(&[Action::Set(Param::W, -0.25), Action::Set(Param::B, 1000.0)]);
        let tiny = state.clone().with(&[Action::Set(Param::W, 1e-7)]);
        assert_eq!(book.mistake(&tiny), Some(mistake));
        assert_eq!(book.mistake(&state.clone().with(&[Action::UseBias(false)])), None, "{mistake:?} is none then");
        assert_eq!([&state, &moved].map(|state| book.mistake(state)), [Some(mistake); 2]);
        // It also stands there while the page shows the other lab.
        assert_eq!(book.mistake(&Lab::Logistic.shipped()), Some(mistake));
        // That one has put a new layer in the place of the old one.
        if mistake != Mistake::Unbuilt {
            let _ = book.run(CellId::PredictAll, &state);
            assert_eq!(printed(&book, CellId::PredictAll), before, "{mistake:?}, and run again");
        }
    }
}

#[test]
fn of_arrays_that_are_refused_a_layer_keeps_those_before_the_wrong_one() {
    for (id, after, text, kernel) in [
        (
            CellId::SetWeights,
            CellId::GetWeights,
            "linear_layer.set_weights([np.array([[7]]), np.array([[1]])])",
            "[[7.]]",
        ),
        (CellId::SetWeights, CellId::GetWeights, "linear_layer.set_weights([np.array([[7]]), 1])", "[[7.]]"),
        (
            CellId::SetWeights,
            CellId::GetWeights,
            "linear_layer.set_weights([np.array([7]), np.array([1])])",
            "[[-1.03]]",
        ),
        (CellId::SetWeights, CellId::GetWeights, "linear_layer.set_weights([np.array([[7]])])", "[[-1.03]]"),
        (
            CellId::LogisticSet,
            CellId::LogisticWeights,
            "model.set_weights([np.array([[7]]), np.array([[1]])])",
            "[[7.]]",
        ),
        (
            CellId::LogisticSet,
            CellId::LogisticWeights,
            "model.set_weights([np.array([7]), np.array([1])])",
            "[[-1.03]]",
        ),
    ] {
        let state = id.lab().unwrap().shipped();
        let mut book = Notebook::default();
        let _ = book.edit(id, text, &state);
        let _ = book.run_up_to(id, &state);
        let cells = book.cells(&state);
        let trouble = &cells[id as usize].output.as_ref().unwrap().trouble;
        assert!(matches!(trouble, Some(Trouble::Raised(_))), "{text}: {trouble:?}");
        let _ = book.run(after, &state);
        let printed = &book.cells(&state)[after as usize].output.clone().unwrap().text;
        assert!(printed.contains(kernel) && printed.contains("[0.]"), "{text}: {printed}");
    }
}

#[test]
fn a_cell_that_is_run_again_changes_what_others_printed_only_where_they_are_run_again() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    for (id, text) in [(CellId::Predict, "p = linear_layer(X_train[:1])"), (CellId::PredictAll, "print(p)")] {
        book.edit(id, text, &state).unwrap();
        let _ = book.run_up_to(id, &state);
    }
    let printed = |book: &Notebook| book.cells(&state)[CellId::PredictAll as usize].output.clone().unwrap();
    let before = printed(&book);
    assert!(before.text.contains("[[300.]]"), "{before:?}");
    let _ = book.run(CellId::Predict, &state);
    assert_eq!(printed(&book), before);
}

#[test]
fn a_wrong_index_and_a_wrong_shape_fail_in_the_words_of_python_and_numpy() {
    for (text, words) in [
        ("X_train.shape[2]", "IndexError: tuple index out of range"),
        ("linear_layer.get_weights()[2]", "IndexError: list index out of range"),
        ("X_train.reshape(3, -1)", "ValueError: cannot reshape array of size 2 into shape (3,newaxis)"),
        ("X_train.reshape(-1, 3)", "ValueError: cannot reshape array of size 2 into shape (3)"),
        ("X_train.reshape(3)", "ValueError: cannot reshape array of size 2 into shape (3,)"),
        ("X_train.reshape(0, -1)", "ValueError: cannot reshape array of size 2 into shape (0,newaxis)"),
        ("X_train.reshape(-1, -1)", "ValueError: can only specify one unknown dimension"),
    ] {
        let state = Lab::Linear.shipped();
        let mut book = Notebook::default();
        book.edit(CellId::Predict, text, &state).unwrap();
        let _ = book.run_up_to(CellId::Predict, &state);
        let output = book.cells(&state)[CellId::Predict as usize].output.clone().unwrap();
        assert_eq!(output.trouble, Some(Trouble::Raised(words.into())), "{text}");
    }
}

/// With `NUMPY_GOLDEN=path` another run of `tests/golden/numpy.py` is held against the same code.
#[test]
fn arrays_of_all_shapes_and_sizes_are_printed_as_numpy_prints_them() {
    let path = env::var("NUMPY_GOLDEN").unwrap_or_else(|_| "numpy.json".to_owned());
    let rows = golden(&path);
    let rows = rows.as_array().unwrap();
    let mut wrong = 0;
    for row in rows {
        let array = array(row);
        let precision = row["precision"].as_u64().unwrap() as usize;
        for (what, actual) in [("str", numpy::str(&array, precision)), ("repr", numpy::repr(&array, precision))] {
            if actual != row[what] {
                wrong += 1;
                println!("precision {precision}, actual:\n{actual}\nexpected:\n{}\n", row[what].as_str().unwrap());
            }
        }
    }
    assert_eq!(wrong, 0, "of {} arrays", rows.len());
}

#[test]
fn powers_of_two_are_written_in_the_shortest_text_that_is_them_not_in_the_nearest() {
    // As NumPy 2.4.6 prints them.
    for (power, text) in [(-140, "7.17e-43"), (-96, "1.2621775e-29"), (87, "1.5474251e+26"), (90, "1.2379401e+27")] {
        let number = 2_f64.powi(power) as f32;
        assert_eq!(numpy::scalar(number), text);
        assert_eq!(numpy::str(&Array::from([number]), DEFAULT_PRECISION), format!("[{text}]"));
    }
}

#[test]
fn the_summary_of_a_model_is_that_of_keras() {
    let mut layer = Dense::neuron(0.0, Some(0.0), Activation::Sigmoid);
    layer.name = "L1".to_owned();
    let mut network = Network::from(layer);
    network.name = "sequential_12".to_owned();
    assert_eq!(summary(&network, false), golden("keras.json")["summary"]);

    for case in golden("summary.json").as_array().unwrap() {
        let layers: Vec<Unbuilt> = case["layers"].as_array().unwrap().iter().map(unbuilt).collect();
        let n_in = case["n_in"].as_u64().unwrap() as usize;
        let mut network = Network::build(n_in, &layers, 0).unwrap();
        network.name = case["model"].as_str().unwrap().to_owned();
        let actual = summary(&network, case["is_trained"].as_bool().unwrap());
        println!("{actual}");
        assert_eq!(actual, case["summary"]);
    }
}

fn golden(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(Path::new("tests/golden").join(name)).unwrap()).unwrap()
}

fn array(row: &Value) -> Array {
    let shape = row["shape"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as usize);
    let bits = row["bits"].as_str().unwrap();
    let numbers = (0..bits.len()).step_by(8).map(|i| u32::from_str_radix(&bits[i..i + 8], 16).unwrap());
    Array::new(shape.collect(), numbers.map(f32::from_bits).collect()).unwrap()
}

fn unbuilt(layer: &Value) -> Unbuilt {
    Unbuilt {
        name: layer["name"].as_str().unwrap().to_owned(),
        units: layer["units"].as_u64().unwrap() as usize,
        activation: Activation::from_name(layer["activation"].as_str().unwrap()).unwrap(),
        use_bias: layer["use_bias"].as_bool().unwrap(),
    }
}

#[test]
fn imports_that_are_not_understood_leave_the_precision_and_what_is_written_elsewhere() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    let own = "# what it says\nprint(linear_layer(X_train))";
    let _ = book.edit(CellId::Predict, own, &state);
    let before = book.settings;
    assert!(matches!(book.edit(CellId::Imports, "import pandas as pd", &state), Err(Problem::Unclear(_))));
    let moved = book.edit(
        CellId::SetWeights,
        "set_w = np.array([[150]])\nset_b = np.array([100])\nlinear_layer.set_weights([set_w, set_b])",
        &state,
    );
    assert_eq!(moved.map(|state| state.value(Param::W)), Ok(150.0));
    assert_eq!(book.settings, before);
    assert_eq!(book.cells(&state)[CellId::Predict as usize].code, own);
}

#[test]
fn a_mistake_run_twice_in_a_kernel_begun_anew_is_one_mistake_twice() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    book.run_all(&state);
    let _ = book.attempt(Mistake::OneArray, &state);
    book.run_all(&state);
    let printed = |book: &Notebook| book.cells(&state)[CellId::Predict as usize].output.clone();
    let before = printed(&book);
    let _ = book.run(CellId::SetWeights, &state);
    assert_eq!(printed(&book), before);
}

#[test]
fn a_zero_that_a_cell_writes_with_a_minus_has_none_on_the_page() {
    let mut book = Notebook::default();
    let state = Lab::Linear.shipped();
    let text = "set_w = np.array([[-0.0]])\nset_b = np.array([100])\nlinear_layer.set_weights([set_w, set_b])";
    let next = book.edit(CellId::SetWeights, text, &state).expect("zero is a weight");
    assert_eq!(next.value(Param::W).to_bits(), 0.0_f32.to_bits());
}
