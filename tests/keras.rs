//! The dense layer against real Keras: `tests/golden/keras.json`, which `tests/golden/make.py` wrote.
//!
//! With `KERAS_GOLDEN=path` in the environment another run of that script is held against the same bounds.

#![allow(clippy::unwrap_used, reason = "all of this file is a test; clippy only sees that of the #[test] functions")]

use std::{env, fs};

use serde_json::Value;
use wxplusb::nn::{Activation, Array, Dense, Unbuilt, WeightsError};

#[test]
fn every_forward_pass_is_that_of_keras() {
    let golden = golden();
    for case in list(&golden["forward"]) {
        let activation = Activation::from_name(text(&case["activation"])).unwrap();
        let kernel = array(&case["kernel"]);
        let (n_in, units) = (kernel.shape()[0], kernel.shape()[1]);
        let mut layer = Unbuilt::new(units, activation).build(n_in, 0);
        layer.set_weights(&[kernel, array(&case["bias"])]).unwrap();

        let expected = array(&case["y"]);
        let mut actual = vec![f32::NAN; expected.data().len()];
        layer.forward(array(&case["x"]).data(), &mut actual);

        // Keras's own tanh is that coarse.
        let bound = match activation {
            Activation::Linear | Activation::Relu => 1e-6,
            Activation::Sigmoid => 3e-6,
            Activation::Tanh => 4e-5,
        };
        let error = largest_error(&actual, expected.data());
        println!("{:8} ({n_in}, {units}): relative error {error:.1e}, bound {bound:.0e}", activation.name());
        assert!(error <= bound, "actual {actual:?}, expected {:?}", expected.data());
    }
}

#[test]
fn a_wrong_call_of_set_weights_answers_in_keras_own_words() {
    let golden = &golden()["set_weights"];
    let (kernel, bias) = (Array::from([[200.0]]), Array::from([100.0]));

    let unbuilt = Unbuilt::new(1, Activation::Linear);
    assert!(unbuilt.weights().is_empty());
    check_says(&golden["unbuilt_set"], unbuilt.set_weights(&[kernel.clone(), bias.clone()]));

    for case in list(&golden["cases"]) {
        let given = match text(&case["given"]) {
            "[np.array([[200]]), np.array([100])]" => vec![kernel.clone(), bias.clone()],
            "[np.array([[200]])]" => vec![kernel.clone()],
            "[np.array([200]), np.array([100])]" => vec![Array::from([200.0]), bias.clone()],
            "[np.array([[200]]), np.array([[100]])]" => {
                vec![kernel.clone(), Array::from([[100.0]])]
            }
            "[np.array([[200, 1]]), np.array([100])]" => {
                vec![Array::from([[200.0, 1.0]]), bias.clone()]
            }
            "[np.array([100]), np.array([[200]])]" => vec![Array::from([100.0]), kernel.clone()],
            // Bare numbers are no arrays, so they cannot come this far: the notebook answers for Python here.
            "[200, 100]" => continue,
            other => panic!("a case this test does not know: {other}"),
        };
        let mut layer = Dense::neuron(0.0, Some(0.0), Activation::Linear);
        check_says(&case["says"], layer.set_weights(&given));
    }
}

fn check_says(expected: &Value, actual: Result<(), WeightsError>) {
    assert_eq!(actual.err().map(|error| error.to_string()).as_deref(), expected.as_str());
}

/// The largest |actual − expected| / |expected|; infinite when one is missing or not finite.
fn largest_error(actual: &[f32], expected: &[f32]) -> f64 {
    assert_eq!(actual.len(), expected.len());
    let error = |(a, e): (&f32, &f32)| {
        let (a, e) = (f64::from(*a), f64::from(*e));
        if a == e { 0.0 } else { ((a - e) / e).abs() }
    };
    actual.iter().zip(expected).map(error).fold(0.0, |worst, error| if error <= worst { worst } else { error })
}

fn golden() -> Value {
    let path = env::var("KERAS_GOLDEN").unwrap_or_else(|_| "tests/golden/keras.json".to_owned());
    serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// Nested lists of numbers as an array: one axis for each level.
fn array(value: &Value) -> Array {
    let (mut shape, mut data) = (Vec::new(), vec![value]);
    while let Some(first) = data[0].as_array() {
        shape.push(first.len());
        data = data.into_iter().flat_map(list).collect();
    }
    let data = data.into_iter().map(|number| number.as_f64().unwrap() as f32).collect();
    Array::new(shape, data).unwrap()
}
