//! What the cells answer to texts that are not those of the walk: as Python, NumPy and Keras do.

#![allow(clippy::unwrap_used, reason = "all of this file is a test; clippy only sees that of the #[test] functions")]

use wxplusb::notebook::{CellId, Form, Notebook, Output, Trouble};
use wxplusb::state::Lab;

/// What a cell shows that holds `text`, after the cells before it.
fn shown(id: CellId, text: &str) -> Output {
    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    let _ = book.edit(id, text, &state);
    let _ = book.run_up_to(id, &state);
    book.cells(&state)[id as usize].output.clone().unwrap()
}

#[test]
fn numbers_that_a_training_has_lost_are_not_shown_by_any_way_until_others_are_set() {
    let lost = "layer = Dense(1, name='L')\n\
        model = Sequential([Input(shape=(1,)), layer])\n\
        model.compile(optimizer=SGD(learning_rate=10.0), loss='mse')\n\
        model.fit(X_train, Y_train, epochs=1000, verbose=0)";
    // One cell ends with the trouble, the next one meets what it left.
    let after = |text: &str| {
        let state = Lab::Linear.shipped();
        let mut book = Notebook::default();
        book.edit(CellId::Build, lost, &state).unwrap();
        let _ = book.edit(CellId::GetWeights, text, &state);
        let _ = book.run_up_to(CellId::GetWeights, &state);
        let cells = book.cells(&state);
        assert_eq!(cells[CellId::Build as usize].output.as_ref().unwrap().trouble, Some(Trouble::Diverged));
        cells[CellId::GetWeights as usize].output.clone().unwrap()
    };
    for way in [
        "layer.get_weights()",
        "layer(X_train)",
        "model.get_weights()",
        "model.predict(X_train, verbose=0)",
        "model.get_layer('L').get_weights()",
        "Sequential([Input(shape=(1,)), layer]).get_weights()",
    ] {
        let Output { text, trouble, .. } = after(way);
        assert_eq!((text, trouble), (String::new(), Some(Trouble::Diverged)), "{way}");
    }
    for of in ["model", "layer"] {
        let refused = format!("{of}.set_weights([np.array([[7]]), np.array([[1]])])");
        let (state, mut book) = (Lab::Linear.shipped(), Notebook::default());
        for (id, text) in
            [(CellId::Build, lost), (CellId::GetWeights, &refused), (CellId::SetWeights, "layer.get_weights()")]
        {
            let _ = book.edit(id, text, &state);
            let _ = book.run_up_to(id, &state);
        }
        let troubles = [CellId::GetWeights, CellId::SetWeights]
            .map(|id| book.cells(&state)[id as usize].output.clone().unwrap().trouble);
        assert!(matches!(&troubles, [Some(Trouble::Raised(_)), Some(Trouble::Diverged)]), "{of}: {troubles:?}");
    }
    let set = "set_weights([np.array([[7]]), np.array([1])])";
    for of in ["model", "layer"] {
        let output = after(&format!("{of}.{set}\nprint(model.get_weights(), layer.get_weights())"));
        let weights = "[array([[7.]], dtype=float32), array([1.], dtype=float32)]";
        assert_eq!((output.text, output.trouble), (format!("{weights} {weights}\n"), None), "{of}");
    }
    let summary = after("model.summary()");
    assert!(summary.trouble.is_none() && summary.text.contains("Total params"), "{summary:?}");
}

#[test]
fn a_list_that_a_cell_ends_in_is_broken_into_lines_as_ipython_breaks_it() {
    let layer = "layer = Dense(3, name='L')\na = layer(X_train)\n";
    let weights = "layer.set_weights([np.array([[1, 2, 3.25]]), np.array([0, 0, 0])])\n";
    let [w, b] = ["array([[1.  , 2.  , 3.25]], dtype=float32)", "array([0., 0., 0.], dtype=float32)"];
    for (line, text) in [
        ("layer.get_weights()", format!("[{w},\n {b}]\n")),
        ("print(layer.get_weights())", format!("[{w}, {b}]\n")),
        ("(layer.get_weights(), 1)", format!("([{w},\n  {b}],\n 1)\n")),
    ] {
        assert_eq!(shown(CellId::GetWeights, &format!("{layer}{weights}{line}")).text, text, "{line}");
    }
}

#[test]
fn a_training_that_a_cell_ends_in_is_shown_as_ipython_shows_it() {
    let model = "m = Sequential([Input(shape=(1,)), Dense(1)])\n\
        m.compile(optimizer=SGD(learning_rate=0.01), loss='mse')\n";
    let fit = "m.fit(X_train, Y_train, epochs=1, verbose=0)";
    let history = "<keras.src.callbacks.history.History";
    assert_eq!(shown(CellId::Build, &format!("{model}{fit}")).text, format!("{history} at 0x…>\n"));
    assert_eq!(shown(CellId::Build, &format!("{model}print({fit})")).text, format!("{history} object at 0x…>\n"));
}

#[test]
fn an_array_that_set_weights_is_given_is_the_list_of_its_rows() {
    let refused = |shape: &str| {
        Some(format!(
            "ValueError: Layer dense weight shape (1, 1) is not compatible with provided weight shape {shape}."
        ))
    };
    let counted = |of: &str| {
        Some(format!(
            "ValueError: You called `set_weights(weights)` on layer '{of}' with a weight list of length 1, but the layer was \
             expecting 2 weights."
        ))
    };
    let twice = Some("TypeError: Layer.set_weights() takes 2 positional arguments but 3 were given".to_owned());
    let model = "m = Sequential([Input(shape=(1,)), Dense(1)])\nm";
    for (of, given, words) in [
        ("linear_layer", "np.array([[200]])", counted("dense")),
        ("linear_layer", "np.array([[200], [100]])", refused("(1,)")),
        ("linear_layer", "np.array([200, 100])", refused("()")),
        ("linear_layer", "np.array([[200, 1], [2, 3]])", refused("(2,)")),
        ("linear_layer", "np.array(200)", Some("TypeError: len() of unsized object".to_owned())),
        ("linear_layer", "np.array([[200]]), np.array([100])", twice.clone()),
        (model, "np.array([[200]])", counted("sequential")),
        (model, "np.array([[200]]), np.array([100])", twice),
    ] {
        let trouble = shown(CellId::SetWeights, &format!("{of}.set_weights({given})")).trouble;
        assert_eq!(trouble, words.map(Trouble::Raised), "{of}: {given}");
    }
}

#[test]
fn a_word_of_python_is_no_variable() {
    for word in ["True", "False", "None", "pass", "try", "break", "continue", "yield", "nonlocal", "async", "await"] {
        let Output { trouble, .. } = shown(CellId::Build, &format!("{word} = 1"));
        assert!(matches!(trouble, Some(Trouble::Unclear(_))), "{word}: {trouble:?}");
    }
}

#[test]
fn what_keras_refuses_has_used_up_its_name() {
    let trouble = shown(CellId::Build, "Dense(1, input_shape=(2,), input_dim=1)").trouble;
    let words = "ValueError: Unrecognized keyword arguments passed to Dense: {'input_shape': (2,)}";
    assert_eq!(trouble, Some(Trouble::Raised(words.to_owned())));

    let state = Lab::Linear.shipped();
    let mut book = Notebook::default();
    let refused = "Sequential([Input(shape=(1,)), Dense(1, name='one'), Dense(1, name='one')])";
    let _ = book.edit(CellId::Build, refused, &state);
    let _ = book.edit(CellId::GetWeights, "m = Sequential([Input(shape=(1,)), Dense(1)])\nm.summary()", &state);
    let _ = book.run_up_to(CellId::GetWeights, &state);
    let summary = &book.cells(&state)[CellId::GetWeights as usize].output.clone().unwrap().text;
    assert!(summary.starts_with("Model: \"sequential_1\""), "{summary}");
}

#[test]
fn what_a_layer_returns_is_an_array_of_numpy_on_demand() {
    let a = "a1 = linear_layer(X_train)\n";
    assert_eq!(shown(CellId::Predict, &format!("{a}print(a1.numpy())")).text, "[[300.]\n [500.]]\n");
    let text = shown(CellId::Predict, &format!("{a}a1.numpy()")).text;
    assert_eq!(text, "array([[300.],\n       [500.]], dtype=float32)\n");
}

#[test]
fn a_model_of_one_input_takes_a_row_of_numbers_for_samples() {
    let model = "m = Sequential([Input(shape=(1,)), Dense(1)])\nm.set_weights([np.array([[2]]), np.array([1])])\n";
    let x = "np.array([1.0, 2.0], dtype=np.float32)";
    let text = shown(CellId::Build, &format!("{model}print(m.predict({x}, verbose=0))\nprint(m({x}).numpy())")).text;
    assert_eq!(text, "[[3.]\n [5.]]\n[[3.]\n [5.]]\n");
    let trouble = shown(CellId::Predict, &format!("linear_layer({x})")).trouble;
    assert!(matches!(trouble, Some(Trouble::Raised(_))), "{trouble:?}");
}

#[test]
fn numbers_in_a_text_are_rounded_as_python_rounds_them() {
    let w = "w = np.array([[0.125, 1.005]], dtype=np.float32)\n";
    for (inside, text) in [
        ("{w[0, 0]:.2f}", "0.12"),
        ("w = {w[0, 1]:.2f} and {w[0, 0]:.9f}", "w = 1.00 and 0.125000000"),
        ("{2.675:.2f} {3:.1f} {2.5:.0f} {True:.1f}", "2.67 3.0 2 1.0"),
        ("{1e308 + 1e308:.2f} {-0.001:.2f}", "inf -0.00"),
        ("{np.array(1.005, dtype=np.float32):.2f} {w[0:1].shape}", "1.00 (1, 2)"),
    ] {
        assert_eq!(shown(CellId::Build, &format!("{w}print(f\"{inside}\")")).text, format!("{text}\n"), "{inside}");
    }
    for (inside, words) in [
        ("{w:.2f}", "TypeError: unsupported format string passed to numpy.ndarray.__format__"),
        ("{w.shape:.2f}", "TypeError: unsupported format string passed to tuple.__format__"),
        ("{'w':.2f}", "ValueError: Unknown format code 'f' for object of type 'str'"),
    ] {
        let trouble = shown(CellId::Build, &format!("{w}print(f\"{inside}\")")).trouble;
        assert_eq!(trouble, Some(Trouble::Raised(words.to_owned())), "{inside}");
    }
}

#[test]
fn values_are_known_by_their_places_as_they_are_to_python() {
    let text = "np.set_printoptions(2)\n\
        layer = Dense(1, 'sigmoid')\n\
        m = Sequential([Input(shape=(1,)), layer])\n\
        m.compile('sgd', 'mse')\n\
        m.set_weights([np.array([[1]], np.float32), np.zeros((1,), np.float32)])\n\
        print(m.predict(np.array([[1.0]], np.float32), verbose=0))";
    let Output { text, trouble, .. } = shown(CellId::Build, text);
    assert_eq!((text.as_str(), trouble), ("[[0.73]]\n", None));
    let trouble = shown(CellId::Build, "Dense('sigmoid', units=1)").trouble;
    assert!(matches!(trouble, Some(Trouble::Unclear(_))), "{trouble:?}");
}

#[test]
fn data_without_a_type_are_taken_by_layers_and_models_also_in_part_and_else_it_is_said_what_they_lack() {
    let x = "x = np.array([[1.0], [2]])\n";
    let model = "m = Sequential([Input(shape=(1,)), linear_layer])\n\
        m.compile('sgd', 'mse')\n\
        h = m.fit(x, np.array([[300], [500]]), epochs=1, verbose=0)\n";
    for (text, shown_text) in [
        ("linear_layer(x).numpy()", "array([[300.],\n       [500.]], dtype=float32)\n"),
        ("linear_layer(x[:1]).numpy()", "array([[300.]], dtype=float32)\n"),
        ("linear_layer(x[0].reshape(1, 1)).numpy()", "array([[300.]], dtype=float32)\n"),
        (&format!("{model}m.predict(x, verbose=0)"), "array([[300.],\n       [500.]], dtype=float32)\n"),
    ] {
        let output = shown(CellId::Predict, &format!("{x}{text}"));
        assert_eq!((output.text.as_str(), output.trouble), (shown_text, None), "{text}");
    }
    for text in ["np.dot(x, x)", "print(x)", "x[0, 0]", "x + 1"] {
        match shown(CellId::Predict, &format!("{x}{text}")).trouble {
            Some(Trouble::Unclear(unclear)) => assert_eq!(unclear.expected[0], Form::Float32, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
}
