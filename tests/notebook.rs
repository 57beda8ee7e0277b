//! What the notebook prints against what NumPy and Keras print: `tests/golden`.

#![allow(clippy::unwrap_used, reason = "all of this file is a test; clippy only sees that of the #[test] functions")]

use std::path::Path;
use std::{env, fs};

use serde_json::Value;
use wxplusb::nn::{Activation, Array, Dense, Network, Unbuilt};
use wxplusb::notebook::numpy::{self, DEFAULT_PRECISION};
use wxplusb::notebook::summary;

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
fn the_summary_of_a_model_is_that_of_keras() {
    let mut layer = Dense::neuron(0.0, Some(0.0), Activation::Sigmoid);
    layer.name = "L1".to_owned();
    let mut network = Network::from(layer);
    network.name = "sequential_12".to_owned();
    assert_eq!(summary(&network), golden("keras.json")["summary"]);

    for case in golden("summary.json").as_array().unwrap() {
        let layers: Vec<Unbuilt> = case["layers"].as_array().unwrap().iter().map(unbuilt).collect();
        let n_in = case["n_in"].as_u64().unwrap() as usize;
        let mut network = Network::build(n_in, &layers, 0).unwrap();
        network.name = case["model"].as_str().unwrap().to_owned();
        let actual = summary(&network);
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
