//! The dense layer against real Keras: `tests/golden/keras.json`, which `tests/golden/make.py` wrote.
//!
//! With `KERAS_GOLDEN=path` in the environment another run of that script is held against the same bounds. Keras itself sums
//! in another order or with fused operations on another processor. For training to agree to the last bit, such a run wants
//! `TF_ENABLE_ONEDNN_OPTS=0`; for its forward passes see [`Rounding`].

#![allow(clippy::unwrap_used, reason = "all of this file is a test; clippy only sees that of the #[test] functions")]

use std::{env, fs};

use serde_json::Value;
use wxplusb::nn::{Activation, Array, Dense, Fit, Loss, Network, Sgd, Step, Unbuilt, WeightsError};

#[test]
fn every_forward_pass_is_that_of_keras() {
    println!("{:22} {:>6} {:>9} {:>6}", "forward", "ulps", "relative", "bound");
    for case in list(&golden()["forward"]) {
        let activation = Activation::from_name(text(&case["activation"])).unwrap();
        let (kernel, bias) = (array(&case["kernel"]), array(&case["bias"]));
        let (x, expected) = (array(&case["x"]), array(&case["y"]));
        let shape = kernel.shape_text();
        let mut layer = Unbuilt::new(kernel.shape()[1], activation).build(kernel.shape()[0], 0);
        layer.set_weights(&[kernel, bias]).unwrap();
        let mut actual = vec![f32::NAN; expected.data().len()];
        layer.forward(x.data(), &mut actual);

        let bound = match activation {
            Activation::Linear | Activation::Relu => 1e-6,
            Activation::Sigmoid => 3e-6,
            // Keras's own tanh is that coarse.
            Activation::Tanh => 4e-5,
        };
        let rounding = Rounding::of(&layer, x.data());
        let mut difference = Difference::default();
        for (i, (actual, expected)) in actual.iter().zip(expected.data()).enumerate() {
            difference.note(*actual, *expected);
            let error = (f64::from(*actual) - f64::from(*expected)).abs();
            let allowed = bound * f64::from(expected.abs()) + rounding.of_output(i);
            assert!(
                error <= allowed,
                "{activation:?} {shape}: actual {actual:e}, expected {expected:e}, error {error:e}, allowed {allowed:e}"
            );
        }
        let name = format!("{} {shape}", activation.name());
        println!("{name:22} {:6} {:9.1e} {bound:6.0e}", difference.ulps, difference.relative);
    }
}

#[test]
fn every_training_run_is_that_of_keras_at_every_snapshot() {
    println!("{:30} {:>6} {:>9} {:>6}   {:>6} {:>9}", "training", "ulps", "relative", "bound", "ulps", "relative");
    for case in list(&golden()["train"]) {
        let mut network = network(case);
        let (x, y) = (array(&case["x"]), array(&case["y"]));
        let loss = Loss::from_name(text(&case["loss"])).unwrap();
        let learning_rate = number(&case["learning_rate"]);
        let mut fit = Fit::new(loss, Sgd { learning_rate }, Some(whole(&case["batch_size"])));

        let (mut weights, mut losses) = (Difference::default(), Difference::default());
        for snapshot in list(&case["snapshots"]) {
            let mut step = Step::Diverged;
            while fit.epochs_done() < whole(&snapshot["epoch"]) {
                step = fit.epoch(&mut network, x.data(), y.data());
            }
            let Step::Epoch { loss } = step else {
                panic!("{}: {step:?}", case["name"]);
            };
            losses.note(loss, number(&snapshot["loss_during"]));
            for (actual, expected) in network.weights().iter().zip(list(&snapshot["weights"])) {
                let expected = array(expected);
                assert_eq!(actual.shape(), expected.shape());
                for (actual, expected) in actual.data().iter().zip(expected.data()) {
                    weights.note(*actual, *expected);
                }
            }
        }

        // One linear layer: to the last bit.
        let bound = match network.layers() {
            [layer] if layer.activation() == Activation::Linear => 0.0,
            [_] => 1e-6,
            _ => 1e-5,
        };
        println!(
            "{:30} {:6} {:9.1e} {bound:6.0e}   {:6} {:9.1e}",
            text(&case["name"]),
            weights.ulps,
            weights.relative,
            losses.ulps,
            losses.relative
        );
        assert!(weights.relative <= bound && losses.relative <= 1e-6, "{}", case["name"]);
    }
}

#[test]
fn a_wrong_call_of_set_weights_answers_in_keras_own_words() {
    let golden = &golden()["set_weights"];
    let (kernel, bias) = (Array::from([[200.0]]), Array::from([100.0]));
    let check = |expected: &Value, actual: Result<(), WeightsError>| {
        let actual = actual.err().map(|error| error.to_string());
        assert_eq!(actual.as_deref(), expected.as_str());
    };

    let unbuilt = Unbuilt::new(1, Activation::Linear);
    assert!(unbuilt.weights().is_empty());
    check(&golden["unbuilt_set"], unbuilt.set_weights(&[kernel.clone(), bias.clone()]));

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
            // A bare number is no array and cannot come here: the notebook answers in Python's words.
            "[200, 100]" => continue,
            other => panic!("a case this test does not know: {other}"),
        };
        check(&case["says"], Dense::neuron(0.0, Some(0.0), Activation::Linear).set_weights(&given));
    }
}

/// How far the outputs of another run of Keras may lie away because that run rounded its sums differently.
///
/// Each of the n_in + 1 terms of a z may be off by half a unit of its last place; where large terms cancel, that is much of
/// the z that is left. Nothing is allowed for the golden in this repository, and nothing for a single input, where Keras has
/// one way only.
struct Rounding(Vec<f64>);

impl Rounding {
    fn of(layer: &Dense, x: &[f32]) -> Self {
        if env::var_os("KERAS_GOLDEN").is_none() || layer.n_in() == 1 {
            return Self(Vec::new());
        }
        let mut outputs = Vec::new();
        for x in x.chunks(layer.n_in()) {
            let mut z = vec![0.0; layer.units()];
            layer.pre_activation(x, &mut z);
            for (unit, z) in z.into_iter().enumerate() {
                let weights = layer.kernel().iter().skip(unit).step_by(layer.units());
                let bias = layer.bias().map_or(0.0, |b| b[unit].abs());
                let terms = bias + x.iter().zip(weights).map(|(x, w)| (x * w).abs()).sum::<f32>();
                let slope = layer.activation().derivative(z);
                outputs.push(f64::from(slope * terms * f32::EPSILON) * x.len() as f64);
            }
        }
        Self(outputs)
    }

    fn of_output(&self, i: usize) -> f64 {
        self.0.get(i).copied().unwrap_or(0.0)
    }
}

/// The largest difference seen, in units of the last place and relative to what was expected.
#[derive(Default)]
struct Difference {
    ulps: u32,
    relative: f64,
}

impl Difference {
    fn note(&mut self, actual: f32, expected: f32) {
        // Floats of one sign stand in the order of their bits; negative ones are turned round to go on below zero.
        let place = |value: f32| {
            let size = i64::from(value.abs().to_bits());
            if value.is_sign_negative() { -size } else { size }
        };
        let ulps = (place(actual) - place(expected)).unsigned_abs();
        self.ulps = self.ulps.max(u32::try_from(ulps).unwrap_or(u32::MAX));
        if actual != expected {
            let (actual, expected) = (f64::from(actual), f64::from(expected));
            let relative = ((actual - expected) / expected).abs();
            // A NaN counts as infinitely wrong.
            self.relative = self.relative.max(if relative.is_nan() { f64::INFINITY } else { relative });
        }
    }
}

fn network(case: &Value) -> Network {
    let layers: Vec<Unbuilt> = list(&case["layers"])
        .iter()
        .map(|layer| {
            let activation = Activation::from_name(text(&layer["activation"])).unwrap();
            let use_bias = case["use_bias"].as_bool().unwrap();
            Unbuilt { use_bias, ..Unbuilt::new(whole(&layer["units"]), activation) }
        })
        .collect();
    let start: Vec<Array> = list(&case["start"]).iter().map(array).collect();
    let mut network = Network::build(start[0].shape()[0], &layers, 0).unwrap();
    network.set_weights(&start).unwrap();
    network
}

fn golden() -> Value {
    let path = env::var("KERAS_GOLDEN").unwrap_or_else(|_| "tests/golden/keras.json".to_owned());
    serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap()
}

/// Nested lists of numbers as an array: one axis for each level.
fn array(value: &Value) -> Array {
    let (mut shape, mut data) = (Vec::new(), vec![value]);
    while let Some(first) = data[0].as_array() {
        shape.push(first.len());
        data = data.into_iter().flat_map(list).collect();
    }
    Array::new(shape, data.into_iter().map(number).collect()).unwrap()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn number(value: &Value) -> f32 {
    value.as_f64().unwrap() as f32
}

fn whole(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
