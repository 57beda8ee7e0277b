//! What the cells of the notebook may say, and where the reader points when they say something else.

#![allow(clippy::unwrap_used, reason = "all of this file is a test; clippy only sees that of the #[test] functions")]

use wxplusb::data::{Point, Set};
use wxplusb::nn::{Activation, Loss};
use wxplusb::notebook::{CellId, Form, Notebook, Problem, Trouble, Unclear};
use wxplusb::state::{Action, Lab, Param, Refusal, State, View, Wanted};

/// What comes of `text` in a cell of the lab as it is shipped.
fn edited(id: CellId, text: &str) -> Result<(State, Notebook), Problem> {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    book.edit(id, text, &state).map(|next| (next, book))
}

fn state(id: CellId, text: &str) -> State {
    match edited(id, text) {
        Ok((state, _)) => state,
        Err(problem) => panic!("{problem:?} in\n{text}"),
    }
}

#[test]
fn weights_are_read_however_they_are_written() {
    for text in [
        "set_w = np.array([[150]])\nset_b = np.array([7])\nlinear_layer.set_weights([set_w, set_b])",
        "linear_layer.set_weights([np.array([[150]]), np.array([7])])",
        "linear_layer.set_weights(weights=[np.array([[1.5e2,],]), np.array([7.],)])",
        "linear_layer . set_weights ( [\n    np.array([[150]]),  # w\n\n    np.array([7]),\n] )",
        "linear_layer.set_weights([np.array([[1_50]], dtype=np.float32), np.array([7], dtype='float32')])",
        "linear_layer.set_weights([np.array([[100.0]]), np.array([7])])\nlinear_layer.set_weights([np.array([[150.0]]), np.array([7.0])])",
        "x = np.array([[50]], dtype=np.float32) + 100\nlinear_layer.set_weights((x, np.array([7])))",
        "import numpy as np\nimport tensorflow as tf\nfrom tensorflow import keras\nfrom tensorflow.keras.layers import Dense, Input\nlinear_layer.set_weights([np.array([[150]]), np.array([7])])",
        "import numpy as np\nfrom keras.layers import Dense, Input\nlinear_layer.set_weights([np.array([[150]]), np.array([7])])",
    ] {
        let state = state(CellId::SetWeights, text);
        assert_eq!((state.value(Param::W), state.value(Param::B)), (150.0, 7.0), "{text}");
    }
}

#[test]
fn a_layer_is_read_with_all_that_it_may_be_told() {
    for (text, activation, use_bias, units) in [
        ("linear_layer = Dense(1)", Activation::Linear, true, 1),
        ("linear_layer = Dense(units=1, activation=\"tanh\")", Activation::Tanh, true, 1),
        ("linear_layer = tf.keras.layers.Dense(units=2, activation = 'sigmoid', )", Activation::Sigmoid, true, 2),
        (
            "linear_layer = keras.layers.Dense(3, use_bias=False, name='L1', input_shape=(1,))",
            Activation::Linear,
            false,
            3,
        ),
        ("linear_layer = Dense(4, input_dim=1, activation='relu', use_bias=True)", Activation::Relu, true, 4),
    ] {
        let (state, book) = edited(CellId::Layer, text).unwrap();
        assert_eq!((state.activation, state.use_bias, book.settings.units), (activation, use_bias, units), "{text}");
        assert_eq!(state.value(Param::W), 200.0, "a new layer leaves the weights for later as they are");
    }
}

#[test]
fn the_other_cells_hold_data_seed_rate_loss_batch_epochs_and_digits() {
    let houses =
        "X_train = np.array([[1.0], [3.0]], dtype=np.float32)\nY_train = np.array([[300], [700]], dtype=np.float32)";
    let state_of_data = state(CellId::Data, houses);
    assert_eq!(**state_of_data.training.examples.points(), [Point { x: 1.0, y: 300.0 }, Point { x: 3.0, y: 700.0 }]);
    assert_eq!(state_of_data.value(Param::W), 200.0);

    let seeded =
        state(CellId::Layer, "keras.utils.set_random_seed(7)\nlinear_layer = Dense(units=1, activation='linear')");
    assert_eq!((seeded.seed, seeded.value(Param::W), seeded.value(Param::B)), (7, 200.0, 100.0));

    for (text, loss, rate) in [
        ("model.compile(optimizer='sgd', loss='mean_squared_error')", Loss::Mse, 0.01),
        ("model.compile(loss='mse', optimizer=SGD(0.2))", Loss::Mse, 0.2),
        ("model.compile(optimizer=SGD(learning_rate=1e-3), loss='mse', loss_weights=0.5)", Loss::HalfMse, 0.001),
        ("model.compile(optimizer=keras.optimizers.SGD(), loss='binary_crossentropy')", Loss::BinaryCrossentropy, 0.01),
    ] {
        let training = state(CellId::Compile, text).training;
        assert_eq!((training.loss, training.learning_rate), (loss, rate), "{text}");
    }

    for (text, epochs, batch) in [
        ("model.fit(X_train, Y_train, epochs=10, verbose=0)", 10, None),
        ("history = model.fit(X_train, Y_train, batch_size=len(X_train), epochs=20, verbose=0)", 20, None),
        ("model.fit(x=X_train, y=Y_train, batch_size=1, shuffle=False, epochs=3, verbose=0)", 3, Some(1)),
        ("model.fit(X_train, Y_train, verbose=0)", 1, None),
    ] {
        let (state, book) = edited(CellId::Fit, text).unwrap();
        assert_eq!((book.settings.epochs, state.training.batch), (epochs, batch), "{text}");
    }

    let (_, book) = edited(CellId::Imports, "import numpy as np\nnp.set_printoptions(precision=8)").unwrap();
    assert_eq!(book.settings.precision, 8);
}

#[test]
fn the_data_of_the_other_lab_bring_that_lab_to_the_page_and_the_first_keeps_its_state() {
    let mut state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    state.apply(Action::Set(Param::W, 150.0));
    let text = "set_w = np.array([[3]])\nset_b = np.array([-4.5])\nlogistic_layer.set_weights([set_w, set_b])";
    let logistic = book.edit(CellId::LogisticSet, text, &state).unwrap();
    assert_eq!(logistic.training.examples.source(), Some(Set::Logistic));
    assert_eq!((logistic.value(Param::W), logistic.lab()), (3.0, Lab::Logistic));
    let linear = book.run(CellId::Predict, &logistic);
    assert_eq!((linear, state.lab()), (state, Lab::Linear));
}

#[test]
fn a_cell_that_was_run_too_early_answers_as_python_does() {
    let state = Lab::Linear.shipped();
    for (runs, words) in [
        (&[CellId::Unbuilt][..], "NameError: name 'linear_layer' is not defined"),
        (
            &[CellId::Layer, CellId::SetWeights],
            "ValueError: You called `set_weights(weights)` on layer 'dense' with a weight list of length 2, but the layer was \
             expecting 0 weights.",
        ),
        (&[CellId::Layer, CellId::GetWeights], "ValueError: not enough values to unpack (expected 2, got 0)"),
        (&[CellId::Model, CellId::Fit], "ValueError: You must call `compile()` before using the model."),
    ] {
        let mut book = Notebook::default();
        for id in runs {
            assert_eq!(book.run(*id, &state), state);
        }
        let cell = book.cells(&state).into_iter().find(|cell| cell.id == runs[runs.len() - 1]).unwrap();
        assert_eq!(cell.count, Some(runs.len()));
        assert_eq!(cell.output.unwrap().trouble, Some(Trouble::Raised(words.to_owned())));
    }
}

#[test]
fn running_forgetting_and_another_seed_change_no_slider() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    let weights = |book: &Notebook, state: &State| {
        let cell = book.cells(state).into_iter().find(|cell| cell.id == CellId::GetWeights).unwrap();
        cell.output.map(|output| output.text)
    };
    assert_eq!(book.run_up_to(CellId::GetWeights, &state), state);
    assert_eq!(weights(&book, &state).as_deref(), Some("w = [[-1.03]], b=[0.]\n"));
    let next = book.reseeded(1, &state);
    assert_eq!((next.value(Param::W), next.seed), (200.0, 1));
    assert_eq!(weights(&book, &next).as_deref(), Some("w = [[1.08]], b=[0.]\n"));
    book.restart();
    assert_eq!(weights(&book, &next), None);
}

#[test]
fn what_cannot_be_answered_truly_is_not_answered() {
    let mut state = Lab::Linear.shipped();
    state.apply(Action::Rate(0.3));
    let mut book = Notebook::default();
    book.settings.epochs = 2000;
    book.run_all(&state);
    let trouble = |book: &Notebook, id: CellId| book.cells(&state)[id as usize].output.clone().unwrap().trouble;
    assert_eq!(trouble(&book, CellId::Fit), Some(Trouble::Diverged));
    assert_eq!(trouble(&book, CellId::After), Some(Trouble::Diverged));
    // Its epochs can still be changed, or nobody would get out of there.
    book.edit(CellId::Fit, "model.fit(X_train, Y_train, epochs=5, verbose=0)", &state).unwrap();
    assert_eq!((trouble(&book, CellId::After), book.settings.epochs), (None, 5));
}

/// The place, what is there, and the first thing that could be.
#[test]
fn anything_else_is_refused_at_its_place() {
    for (text, line, column, found, expected) in [
        ("for x in X_train:\n    print(x)", 1, 1, "for", Form::Value),
        ("w = 1\nw * 2", 2, 3, "*", Form::Value),
        ("def f(x):", 1, 1, "def", Form::Value),
        ("print(w", 1, 8, "", Form::Code(",")),
        ("print('a)", 1, 10, "", Form::Code("'")),
        ("print(\"a\\n\")", 1, 9, "\\", Form::Code("\"")),
        ("x = ", 1, 5, "", Form::Value),
        ("np.sum(X_train)", 1, 1, "np.sum", Form::Code("np.array")),
        ("plt.plot(X_train)", 1, 1, "plt.plot", Form::Code("np.array")),
        ("print(\n    sum(X_train))", 2, 5, "sum", Form::Code("np.array")),
        ("print(colour)", 1, 7, "colour", Form::Code("X_train")),
        ("np.array([[1, x2]])", 1, 15, "x2", Form::Code("X_train")),
        ("np.array([['a']])", 1, 12, "'", Form::Number),
        ("np.array([[1.0, \"a\"]])", 1, 17, "\"", Form::Number),
        ("np.array([1], dtype=np.int32)", 1, 21, "np.int32", Form::Code("np.float32")),
        ("np.array([1], dtype='int32')", 1, 21, "'", Form::Code("np.float32")),
        ("np.dot(X_train, np.array([[200]])) + 1", 1, 17, "np.array", Form::Float32),
        ("print(np.array([1]))", 1, 7, "np.array", Form::Float32),
        ("Dense(1, activation='softplus')", 1, 21, "'", Form::Code("'linear'")),
        ("Dense(1, kernel_initializer='zeros')", 1, 10, "kernel_initializer", Form::Code("units")),
        ("Dense(1.5)", 1, 7, "1.5", Form::WholeNumber),
        ("Dense(units=999)", 1, 13, "999", Form::WholeUpTo(64)),
        ("np.set_printoptions(precision=20)", 1, 31, "20", Form::WholeUpTo(8)),
        ("Dense(1, use_bias=0)", 1, 19, "0", Form::Code("True")),
        ("Dense()", 1, 1, "Dense", Form::Code("units=1")),
        ("Sequential([Dense(1)])", 1, 12, "[", Form::Code("Input(shape=(1,))")),
        ("Input(shape=1)", 1, 13, "1", Form::Code("(1,)")),
        ("linear_layer.weights", 1, 1, "linear_layer.weights", Form::Code("w.shape")),
        ("linear_layer.build((None, 1))", 1, 21, "None", Form::Code("X_train")),
        ("linear_layer.count_params()", 1, 1, "linear_layer.count_params", Form::Code("linear_layer.get_weights()")),
        ("linear_layer(1)", 1, 14, "1", Form::Array),
        ("linear_layer", 1, 1, "linear_layer", Form::Float32),
        ("X_train[0:", 1, 11, "", Form::WholeNumber),
        ("f\"{w\"", 1, 5, "\"", Form::Code("}")),
        ("w = 1\nprint(f\"w: {np.median(X_train):.2f}\")", 2, 13, "np.median", Form::Code("np.array")),
        ("f\"{w:.2e}\"", 1, 5, ":", Form::Code("}")),
        ("f\"{X_train[0:1]:>9}\"", 1, 16, ":", Form::Code("}")),
        ("print(12ab)", 1, 7, "12ab", Form::Number),
        ("print(007)", 1, 7, "007", Form::Number),
        ("print(0x10)", 1, 7, "0x10", Form::Number),
        ("print(1e999)", 1, 7, "1e999", Form::Number),
        ("print(−1)", 1, 7, "−", Form::Value),
        ("w = b = 1", 1, 7, "=", Form::NewLine),
        ("a, b", 1, 2, ",", Form::NewLine),
        ("é = 1", 1, 1, "é", Form::Value),
        ("Dense(activation='relu', 3)", 1, 26, "3", Form::Code("name=value")),
        ("keras.Dense(1)", 1, 1, "keras.Dense", Form::Code("np.array")),
        ("import numpy", 1, 13, "", Form::Code("as")),
        ("import numpy as n", 1, 17, "n", Form::Code("np")),
        ("import os", 1, 8, "os", Form::Code("numpy as np")),
        ("from keras.layer import Dense", 1, 6, "keras.layer", Form::Code("keras")),
        ("from keras.layers import dense", 1, 26, "dense", Form::Code("Dense")),
        ("X_train[0].reshape()", 1, 1, "X_train", Form::Code(".reshape(1, 1)")),
        ("tf.print('w')", 1, 1, "tf.print", Form::Code("np.array")),
        ("np.array([1.0], dtype=tf.float32)", 1, 23, "tf.float32", Form::Code("np.float32")),
        ("np.array([1, 2])[0]", 1, 1, "np.array", Form::Float32),
        ("np.array([1, 2]).reshape(2, 1)", 1, 1, "np.array", Form::Float32),
        ("9000000000000000 + 9000000000000000", 1, 1, "9000000000000000", Form::Simpler),
    ] {
        match edited(CellId::Predict, text) {
            Err(Problem::Unclear(unclear)) => {
                let first = unclear.expected.first().copied();
                let place = (unclear.line, unclear.column, unclear.found.as_str(), first);
                assert_eq!(place, (line, column, found, Some(expected)), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn a_few_lines_make_nothing_without_end() {
    for (first, line) in [
        ("w = ['a', 'b']", "w = [w, w]"),
        ("w = f\"abc\"", "w = f\"{w}{w}\""),
        ("w = f\"0123456789012345678901234567890123456789\"", "print(w, w, w, w, w, w, w, w, w, w, w, w, w, w, w, w)"),
        ("w = np.zeros((5000, 1), dtype=np.float32)", "b = np.dot(w, w.reshape(1, 5000))"),
        ("w = np.zeros((5000, 1), dtype=np.float32)", "b = w + w.reshape(5000)"),
        ("w = 1", "w = np.zeros((100000, 100000))"),
        (
            "model = Sequential([Input(shape=(1,)), Dense(64), Dense(64)])",
            "b = np.dot(np.zeros((1, 2, 2), dtype=np.float32), X_train)",
        ),
        ("w = np.array(5, dtype=np.float32)", "b = np.dot(w, X_train)"),
        ("n = np.zeros((10000, 0), dtype=np.float32)", "z = np.dot(n, np.zeros((0, 10000), dtype=np.float32))"),
        (
            "n = np.zeros((0, 1), dtype=np.float32).reshape(4000000000, 0)",
            "z = np.dot(n, np.zeros((0,), dtype=np.float32))",
        ),
        ("n = np.zeros((0, 1), dtype=np.float32).reshape(65536, 0)", "z = np.dot(n, n.reshape(0, 65536))"),
        ("n = []", "n = [n]"),
    ] {
        let text = format!("{first}\n{}", format!("{line}\n").repeat(300));
        let problem = edited(CellId::Predict, &text).map(|_| ()).unwrap_err();
        assert!(matches!(problem, Problem::Unclear(_)), "{text:.100}: {problem:?}");
    }
    // A training that would hold up the page is not begun: of many epochs, or of many parameters.
    let state = Lab::Linear.shipped();
    let fit = "model.fit(X_train, Y_train, epochs=100000, verbose=0)\n";
    let wide = "model = Sequential([Input(shape=(1,)), Dense(64), Dense(64), Dense(1)])\n\
        model.compile(optimizer=SGD(learning_rate=0.00001), loss='mse')\n";
    let deep = format!("model = Sequential([Input(shape=(1,)), {}Dense(1)])\n", "Dense(64), ".repeat(50));
    let layers = "layer = Dense(64)\na = Dense(64)(np.zeros((100, 1), dtype=np.float32))\n";
    for (text, trouble) in [
        (fit.repeat(60), Some(Trouble::TooLong)),
        (fit.repeat(40), None),
        (format!("{wide}{fit}"), Some(Trouble::TooLong)),
        (format!("{wide}{}", fit.replace("100000", "1000")), None),
        (format!("{deep}model.predict(np.zeros((10000, 1), dtype=np.float32), verbose=0)\n"), Some(Trouble::TooLong)),
        (format!("{deep}model.predict(X_train, verbose=0)\n"), None),
        (format!("{deep}{}", "model.predict(X_train, verbose=0)\n".repeat(100)), Some(Trouble::TooLong)),
        (format!("{layers}{}", "a = layer(a)\n".repeat(5)), None),
        (format!("{layers}{}", "a = layer(a)\n".repeat(100)), Some(Trouble::TooLong)),
    ] {
        let mut book = Notebook::default();
        let _ = book.edit(CellId::Fit, &text, &state);
        assert_eq!(book.run_up_to(CellId::Fit, &state), state);
        let cell = book.cells(&state)[CellId::Fit as usize].clone();
        assert_eq!(cell.output.unwrap().trouble, trouble, "{text:.200}");
    }
}

#[test]
fn numbers_that_no_slider_reaches_are_refused_by_name() {
    let weights = |w: &str| format!("linear_layer.set_weights([np.array([[{w}]]), np.array([1])])");
    let data = |x: &str| {
        format!("X_train = np.array([[{x}], [2]], dtype=np.float32)\nY_train = np.array([[1], [2]], dtype=np.float32)")
    };
    for (id, text, refusal) in [
        (CellId::SetWeights, weights("2000000"), Refusal::new("w", Wanted::Within("1000000".into()), "2000000")),
        (CellId::Data, data("-1e7"), Refusal::new("X_train", Wanted::Within("-1000000".into()), "-1e7")),
        (
            CellId::Compile,
            "model.compile(optimizer=SGD(1e-20), loss='mse')".into(),
            Refusal::new("learning_rate", Wanted::Within("1e-15".into()), "1e-20"),
        ),
        (
            CellId::Compile,
            "model.compile(optimizer=SGD(learning_rate=0.0), loss='mse')".into(),
            Refusal::new("learning_rate", Wanted::Positive, "0"),
        ),
        (
            CellId::Compile,
            "model.compile(optimizer=SGD(-1.0), loss='mse')".into(),
            Refusal::new("learning_rate", Wanted::Positive, "-1"),
        ),
        (
            CellId::Compile,
            "model.compile(optimizer=SGD(-2000000.0), loss='mse')".into(),
            Refusal::new("learning_rate", Wanted::Positive, "-2000000"),
        ),
        (CellId::Layer, "linear_layer = Dense(5)".into(), Refusal::new("units", Wanted::Within("4".into()), "5")),
    ] {
        match edited(id, &text) {
            Err(Problem::Refused(actual)) => assert_eq!(actual, refusal),
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn what_a_cell_ends_in_is_shown_as_python_shows_it() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    let _ = book.run_up_to(CellId::Build, &state);
    let weights = "w, b = linear_layer.get_weights()\n";
    for (line, shown) in [
        ("200 + 100", "300"),
        ("1 + 0.5", "1.5"),
        ("print(200 + 100)", "300"),
        ("w[0, 0] + b[0]", "np.float32(-1.03)"),
        ("print(f\"{w[0, 0] + b[0]}\")", "-1.0299999713897705"),
        ("w[0] + b", "array([-1.03], dtype=float32)"),
        ("w.shape", "(1, 1)"),
        ("linear_layer(X_train).shape", "TensorShape([2, 1])"),
        ("print(linear_layer(X_train).shape)", "(2, 1)"),
        ("linear_layer(X_train).shape[0]", "2"),
    ] {
        let _ = book.edit(CellId::GetWeights, &format!("{weights}{line}"), &state).unwrap();
        let _ = book.run(CellId::GetWeights, &state);
        let cell = book.cells(&state)[CellId::GetWeights as usize].clone();
        assert_eq!(cell.output.map(|output| output.text.trim_end().to_owned()).as_deref(), Some(shown), "{line}");
    }
}

#[test]
fn data_that_a_cell_holds_in_part_are_not_changed_there() {
    let points = (0..1000_u16).map(|at| Point { x: f32::from(at), y: f32::from(at) * 2.0 }).collect();
    let state = State::open(&[Action::UsePoints(points), Action::Show(View::Notebook)]);
    let mut book = Notebook::default();
    let cell = book.cells(&state)[CellId::Data as usize].code.clone();
    match book.edit(CellId::Data, &cell.replacen("[0.0]", "[0.5]", 1), &state) {
        Err(Problem::Refused(refusal)) => {
            assert_eq!(refusal, Refusal::new("X_train", Wanted::FewerPoints(200), "1000"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_text_that_is_not_understood_stays_in_its_cell_with_the_reason() {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    let problem = book.edit(CellId::Predict, "plt.show()", &state).unwrap_err();
    let cell = book.cells(&state)[CellId::Predict as usize].clone();
    assert_eq!((cell.code.as_str(), cell.is_draft, cell.problem), ("plt.show()", true, Some(problem)));
    book.fix(CellId::Predict, &state);
    assert!(!book.cells(&state)[CellId::Predict as usize].is_draft);
}

#[test]
fn what_could_have_stood_there_is_all_named() {
    let Err(Problem::Unclear(Unclear { expected, .. })) = edited(CellId::Predict, "Dense(1, activation='gelu')") else {
        panic!("understood");
    };
    assert_eq!(expected, ["'linear'", "'sigmoid'", "'tanh'", "'relu'"].map(Form::Code));
}
