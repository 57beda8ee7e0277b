//! Everything that reads what others wrote (links, messages, tables, cells) bears whatever comes: arbitrary bytes, right texts
//! with mistakes in them, and texts of its own grammar. What was read can be written, and is then read as the same.
//!
//! 100,000 cases of each; `cargo xtask fuzz` tries 2,000,000, and `PROPTEST_CASES=… cargo test --test readers` as many as
//! you like. A failure is shrunk and kept in `tests/readers.proptest-regressions`, from where it is tried first.

use std::env;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use wxplusb::data::{self, VALUE_LIMIT};
use wxplusb::message::{self, Request};
use wxplusb::notebook::{CellId, Notebook, Problem};
use wxplusb::state::{Lab, MOST_EPOCHS, State};
use wxplusb::words::{self, learn};
use wxplusb::{link, number};

/// So many cases, unless the environment asks for others.
fn cases() -> ProptestConfig {
    match env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(100_000),
    }
}

/// Bytes as they come, with what is no text replaced, as browsers do.
fn bytes(most: usize) -> impl Strategy<Value = String> {
    vec(any::<u8>(), 0..most).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// What a hand, a keyboard or another program puts into a text where it does not belong.
fn slip() -> impl Strategy<Value = String> {
    let common = [
        "", " ", "\n", "\t", "\r", "\r\n", ",", ";", ".", ":", "=", "&", "?", "%", "+", "-", "−", "\"", "'", "(", ")",
        "[", "]", "{", "}", "#", "\\", "0", "1", "9", "e", "1e9", "1e-9", "NaN", "inf", "\u{feff}", "\u{0}", "\u{a0}",
        "é", "𝑤", "%ff", "%00", "_", "x", "\"\"\"", "f\"{", "np", "array",
    ];
    prop_oneof![6 => select(common.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

/// A mistake: from here, so many characters are replaced.
fn mistakes() -> impl Strategy<Value = Vec<(Index, usize, String)>> {
    vec((any::<Index>(), 0usize..4, slip()), 0..4)
}

fn with_mistakes(text: &str, mistakes: &[(Index, usize, String)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (at, count, slip) in mistakes {
        let from = at.index(letters.len() + 1);
        let to = (from + count).min(letters.len());
        letters.splice(from..to, slip.chars());
    }
    letters.into_iter().collect()
}

/// A number as people and machines write it, or nearly.
fn figures() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (-2_000_000_000i64..2_000_000_000, 0u32..7).prop_map(|(n, zeros)| format!("{}", n as f64 / 10f64.powi(zeros as i32))),
        2 => (-100i32..100).prop_map(|n| n.to_string()),
        1 => any::<f32>().prop_map(|n| n.to_string()),
        1 => "[-+−]?[0-9]{0,3}[.,]?[0-9]{0,3}(e[-+]?[0-9]{1,2})?",
    ]
}

/// A value of a link: right for one name or another.
fn value() -> impl Strategy<Value = String> {
    let words = [
        "linear",
        "sigmoid",
        "tanh",
        "relu",
        "explore",
        "train",
        "notebook",
        "houses",
        "six-houses",
        "logistic",
        "noisy",
        "overlap",
        "outlier",
        "offset",
        "given",
        "thousandths",
        "zscore",
        "mse",
        "half",
        "bce",
        "all",
        "auto",
        "light",
        "dark",
        "en",
        "1",
        "0",
        "w,b",
        "plot-output",
        "set-weights",
        "w:190..210,loss:..5",
        "x:1..",
        "boundary:..0",
        "message",
        "canvas",
        "none",
        "https://example.org",
        "Try+it",
        "%E2%88%92",
    ];
    let pair = (figures(), figures()).prop_map(|(x, y)| format!("{x},{y}"));
    prop_oneof![
        3 => figures(),
        3 => select(words.to_vec()).prop_map(str::to_owned),
        1 => vec(pair, 0..6).prop_map(|pairs| pairs.join(";")),
        1 => "[-a-z0-9:.,;%+]{0,12}",
    ]
}

/// A link of known names.
fn grammatical_link() -> impl Strategy<Value = String> {
    vec((select(link::names()), value()), 0..7).prop_map(|pairs| {
        pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    })
}

/// Text with a table in it.
fn grammatical_table() -> impl Strategy<Value = String> {
    let cell = prop_oneof![6 => figures(), 1 => "[a-z \"]{0,5}", 1 => Just("\"1,5\"".to_owned())];
    let separators = select(vec![",", ";", "\t", " ", ", ", "  ", ",,"]);
    let ends = select(vec!["\n", "\r\n", "\r", "\n\n"]);
    (vec(vec(cell, 1..4), 0..8), separators, ends)
        .prop_map(|(rows, separator, end)| rows.iter().map(|row| row.join(separator)).collect::<Vec<_>>().join(end))
}

/// Python such as stands in the cells, or nearly.
fn grammatical_cell() -> impl Strategy<Value = String> {
    let atoms = [
        "w",
        "np",
        "X_train",
        "set_w",
        "linear_layer",
        "logistic_layer",
        "model",
        "True",
        "None",
        "'linear'",
        "f\"{w}\"",
        "np.float32",
        "Dense",
    ];
    let atom = prop_oneof![2 => figures(), 2 => select(atoms.to_vec()).prop_map(str::to_owned)];
    let expression = atom.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            vec(inner.clone(), 1..3).prop_map(|items| format!("({})", items.join(", "))),
            vec(inner.clone(), 0..3).prop_map(|items| format!("np.array({})", items.join(", "))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} + {b}")),
            (
                inner.clone(),
                select(vec![
                    "get_weights",
                    "set_weights",
                    "predict",
                    "reshape",
                    "fit",
                    "build",
                    "shape",
                    "T",
                    "summary"
                ])
            )
                .prop_map(|(a, name)| format!("{a}.{name}()")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("linear_layer.set_weights([{a}, {b}])")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("Dense(units={a}, activation={b})")),
            inner.clone().prop_map(|a| format!("print({a})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("{a}[{b}]")),
        ]
    });
    let target = select(vec!["", "w = ", "set_w = ", "set_b = ", "X_train = ", "linear_layer = ", "w, b = "]);
    vec((target, expression), 0..4).prop_map(|lines| {
        lines.into_iter().map(|(target, value)| format!("{target}{value}")).collect::<Vec<_>>().join("\n")
    })
}

/// One of the three kinds of text.
fn text(grammatical: impl Strategy<Value = String> + 'static, most: usize) -> impl Strategy<Value = String> {
    let grammatical = grammatical.boxed();
    let slipped = (grammatical.clone(), mistakes()).prop_map(|(text, mistakes)| with_mistakes(&text, &mistakes));
    prop_oneof![1 => bytes(most), 2 => slipped, 1 => grammatical]
}

fn check_link(text: &str) -> Result<State, TestCaseError> {
    let opened = link::open(text);
    for refusal in &opened.refusals {
        prop_assert!(!words::refusal(refusal).is_empty());
    }
    let (actions, refusals) = link::parse(text);
    prop_assert!(actions.len() + refusals.len() <= text.len() + 1);
    let written = link::format_all(&opened.state, &opened.setting);
    let again = link::open(&written);
    prop_assert_eq!(&again.refusals, &[], "{}", written);
    prop_assert_eq!(&again.state, &opened.state, "{}", written);
    prop_assert_eq!(&again.setting, &opened.setting, "{}", written);
    Ok(opened.state)
}

fn check_table(text: &str) -> Result<(), TestCaseError> {
    let reading = data::read(text);
    prop_assert!(reading.points.iter().all(|point| point.x.abs() <= VALUE_LIMIT && point.y.abs() <= VALUE_LIMIT));
    let rows = reading.points.len() + reading.refused.len() + reading.more_refused + reading.cut;
    prop_assert!(rows <= text.split(['\n', '\r']).count(), "{} rows", rows);
    prop_assert!(!learn::reading(&reading).is_empty());
    if reading.points.is_empty() {
        // A head over nothing: there is no table to take away.
        return Ok(());
    }
    let written = data::write(&reading.points, reading.header.as_ref());
    let again = data::read(&written);
    prop_assert_eq!(&again.points, &reading.points, "{}", written);
    // Names full of quotes and commas may be taken for a row that is refused: no example is lost by that.
    prop_assert!(again.refused.is_empty() || reading.header.is_some(), "{}", written);
    Ok(())
}

fn check_cell(id: CellId, text: &str) -> Result<(), TestCaseError> {
    let state = if id.name().starts_with("logistic") { Lab::Logistic.shipped() } else { Lab::Linear.shipped() };
    let mut book = Notebook::default();
    match book.edit(id, text, &state) {
        Ok(next) => {
            // What the cell now says is what it means: read once more, it changes nothing.
            let code = |book: &Notebook| book.cells(&next).into_iter().find(|cell| cell.id == id).map(|cell| cell.code);
            let shown = code(&book).unwrap_or_default();
            let again = book.edit(id, &shown, &next);
            prop_assert_eq!(again.as_ref(), Ok(&next), "{}", shown);
            prop_assert_eq!(code(&book).unwrap_or_default(), shown);
        }
        Err(Problem::Refused(refusal)) => prop_assert!(!words::refusal(&refusal).is_empty()),
        Err(Problem::Unclear(unclear)) => {
            // It points at a place in the text, or at its end.
            let lines: Vec<_> = text.split('\n').collect();
            let line = lines.get(unclear.line - 1);
            prop_assert!(line.is_some_and(|line| unclear.column <= line.chars().count() + 1), "{:?}", unclear);
        }
    }
    // Whatever stands in it, it runs to an end.
    let _ = book.run_up_to(id, &state);
    prop_assert_eq!(book.cells(&state).len(), CellId::ALL.len());
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn links(text in text(grammatical_link(), 80)) {
        check_link(&text)?;
    }

    #[test]
    fn messages(
        kind in prop_oneof![4 => select(vec!["get", "set", "reset", "train", "pause", "describe", "predict"]).prop_map(str::to_owned), 1 => bytes(12)],
        fields in vec(text(value(), 24), 3),
        numbers in vec(-1e6f32..1e6, 1..5),
        epochs in 1..=MOST_EPOCHS,
    ) {
        let field = |name: &str| ["state", "epochs", "x"].iter().position(|known| *known == name).map(|at| fields[at].clone());
        match message::read(&kind, field) {
            Ok(Request::Predict(inputs)) => prop_assert!(inputs.iter().all(|input| input.is_finite())),
            Ok(Request::Train(count)) => prop_assert!((1..=MOST_EPOCHS).contains(&count)),
            Ok(Request::Set(link)) => { check_link(&link)?; }
            Ok(_) => {}
            Err(refusal) => prop_assert!(!words::refusal(&refusal).is_empty() && !message::code(&refusal).is_empty()),
        }
        let written: Vec<_> = numbers.iter().map(|input| number::plain(*input)).collect();
        prop_assert_eq!(message::read("predict", |_| Some(written.join(";"))), Ok(Request::Predict(numbers)));
        prop_assert_eq!(message::read("train", |_| Some(epochs.to_string())), Ok(Request::Train(epochs)));
    }

    #[test]
    fn numbers(text in text(figures(), 24), typed in figures(), bits in any::<u32>()) {
        for text in [&text, &typed] {
            // What another reader takes for a word is none here.
            let plain = text.bytes().all(|c| c.is_ascii_digit() || b"+-.eE".contains(&c));
            let standard: Option<f64> = plain.then(|| text.parse().ok()).flatten();
            prop_assert_eq!(plain.then(|| number::nearest::<f64>(text)).flatten().map(f64::to_bits), standard.map(f64::to_bits), "{}", text);
            let standard: Option<f32> = plain.then(|| text.parse().ok()).flatten();
            prop_assert_eq!(plain.then(|| number::nearest::<f32>(text)).flatten().map(f32::to_bits), standard.map(f32::to_bits), "{}", text);
        }
        let value = f32::from_bits(bits);
        for text in [format!("{value}"), format!("{value:e}"), format!("{:.20}", f64::from(value))] {
            prop_assert_eq!(number::nearest::<f32>(&text).filter(|_| value.is_finite()), text.parse().ok().filter(|_| value.is_finite()), "{}", text);
        }
    }

    #[test]
    fn tables(text in text(grammatical_table(), 120)) {
        check_table(&text)?;
    }

    #[test]
    fn cells(id in select(CellId::ALL.to_vec()), text in text(grammatical_cell(), 60), mistakes in mistakes(), is_own in any::<bool>()) {
        // Half of them are the cell's own text, with mistakes.
        let own = || {
            let state = Lab::Linear.shipped();
            let cells = Notebook::default().cells(&state);
            cells.into_iter().find(|cell| cell.id == id).map(|cell| cell.code).unwrap_or_default()
        };
        check_cell(id, &if is_own { with_mistakes(&own(), &mistakes) } else { text })?;
    }
}
