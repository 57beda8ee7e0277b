//! The gradients of random networks against slopes measured in f64: two losses a small step apart, divided by the step.

#![allow(clippy::unwrap_used, reason = "all of this file is a test; clippy only sees that of the #[test] functions")]

use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_assume, proptest};
use proptest::sample::select;
use wxplusb::nn::{Activation, Array, Gradient, Loss, Network, Trace, Unbuilt};

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 600,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_gradient_is_the_slope_that_two_nearby_losses_show(case in cases()) {
        let Case { network, loss, x, y } = case;
        let weights: Vec<Vec<f64>> = network.weights().iter().map(|w| in_f64(w.data())).collect();
        let here = reference(&network, &weights, loss, &x, &y);

        prop_assume!(!here.near_an_end);

        // One loss and one gradient from the core …
        let (mut traces, mut gradients): (Vec<Trace>, Vec<Gradient>) = Default::default();
        network.forward(&x, &mut traces);
        let last = traces.last_mut().unwrap();
        let f = network.output().activation();
        let value = f64::from(loss.value(f, &last.z, &y));
        loss.gradient(f, &last.z, &y, &mut last.dz);
        network.backward(&x, &mut traces, &mut gradients);
        prop_assert!((value - here.loss).abs() <= 1e-4 * here.loss.max(0.1), "loss: actual {value}, expected {}", here.loss);

        // … and every component of the latter from two losses of the reference.
        let largest = gradients.iter().flat_map(|g| g.kernel.iter().chain(&g.bias)).fold(0.0, |m: f32, g| m.max(g.abs()));
        let gradients = gradients.iter().flat_map(|g| [&g.kernel, &g.bias]).filter(|g| !g.is_empty());
        for (array, gradient) in gradients.enumerate() {
            prop_assert!(gradient.len() == weights[array].len());
            for (i, actual) in gradient.iter().enumerate() {
                let beside = |step: f64| {
                    let mut moved = weights.clone();
                    moved[array][i] += step;
                    reference(&network, &moved, loss, &x, &y)
                };
                let step = 1e-5;
                let (below, above) = (beside(-step), beside(step));
                // At a corner of relu or at the end of the clipped range there is no one slope.
                prop_assume!(below.sides == here.sides && above.sides == here.sides);
                let expected = (above.loss - below.loss) / (2.0 * step);
                let error = (f64::from(*actual) - expected).abs();
                prop_assert!(
                    error <= 1e-4 * f64::from(largest).max(0.1),
                    "array {array}, number {i}: actual {actual}, expected {expected}, error {error:e}"
                );
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Case {
    network: Network,
    loss: Loss,
    x: Vec<f32>,
    y: Vec<f32>,
}

/// Networks of one to three layers with one to five inputs and units each, with weights and data of about the size of 1.
fn cases() -> impl Strategy<Value = Case> {
    let layer = (1_usize..=5, select(&Activation::ALL), any::<bool>())
        .prop_map(|(units, activation, use_bias)| Unbuilt { use_bias, ..Unbuilt::new(units, activation) });
    let sizes = (1_usize..=5, vec(layer, 1..=3), 1_usize..=5, any::<u64>());
    let networks = sizes.prop_flat_map(|(n_in, layers, samples, seed)| {
        let network = Network::build(n_in, &layers, seed).unwrap();
        let biases = vec(-1.0_f32..1.0, network.parameter_count());
        let outputs = network.output().units();
        let data = (vec(-2.0_f32..2.0, samples * n_in), vec(0.0_f32..=1.0, samples * outputs));
        (Just(network), biases, data, select(&Loss::ALL))
    });
    networks.prop_map(|(mut network, biases, (x, y), loss)| {
        // Kernels come from their initialisation; biases, which start at zero, are drawn.
        let mut biases = biases.into_iter();
        let weights: Vec<Array> = network
            .weights()
            .into_iter()
            .map(|array| match array.shape() {
                [units] => Array::new(vec![*units], biases.by_ref().take(*units).collect()).unwrap(),
                _ => array,
            })
            .collect();
        network.set_weights(&weights).unwrap();
        Case { network, loss, x, y }
    })
}

struct Reference {
    loss: f64,
    /// On which side of its corner each relu is, and each output that is clipped.
    sides: Vec<usize>,
    /// Whether such an output is so near the end of its range that its logarithm is too steep to measure.
    near_an_end: bool,
}

/// The loss of the network with other weights, written a second time: in f64, unit by unit, straight from the formulas.
fn reference(network: &Network, weights: &[Vec<f64>], loss: Loss, x: &[f32], y: &[f32]) -> Reference {
    let (mut sum, mut sides, mut near_an_end) = (0.0, Vec::new(), false);
    let outputs = network.output().units();
    for (x, y) in x.chunks(network.n_in()).zip(y.chunks(outputs)) {
        let mut a = in_f64(x);
        let mut weights = weights.iter();
        for layer in network.layers() {
            let kernel = weights.next().unwrap();
            let bias = layer.bias().map(|_| weights.next().unwrap());
            a = (0..layer.units())
                .map(|unit| {
                    let products = a.iter().enumerate().map(|(i, a)| a * kernel[i * layer.units() + unit]);
                    let z = products.sum::<f64>() + bias.map_or(0.0, |bias| bias[unit]);
                    match layer.activation() {
                        Activation::Linear => z,
                        Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
                        Activation::Tanh => z.tanh(),
                        Activation::Relu => {
                            sides.push(usize::from(z > 0.0));
                            z.max(0.0)
                        }
                    }
                })
                .collect();
        }
        for (a, y) in a.iter().zip(y) {
            let y = f64::from(*y);
            sum += match loss {
                Loss::Mse => (a - y).powi(2),
                Loss::HalfMse => (a - y).powi(2) / 2.0,
                Loss::BinaryCrossentropy => {
                    // The ends of the range as f32 has them.
                    let (low, high) = (f64::from(1e-7_f32), f64::from(1.0 - 1e-7_f32));
                    if network.output().activation() != Activation::Sigmoid {
                        sides.push(usize::from(*a > low) + usize::from(*a > high));
                        near_an_end |= (*a > 0.0 && *a < 0.01) || (*a > 0.99 && *a < 1.0);
                    }
                    let a = a.clamp(low, high);
                    -(y * a.ln() + (1.0 - y) * (1.0 - a).ln())
                }
            };
        }
    }
    Reference { loss: sum / y.len() as f64, sides, near_an_end }
}

fn in_f64(values: &[f32]) -> Vec<f64> {
    values.iter().copied().map(f64::from).collect()
}
