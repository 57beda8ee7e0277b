//! The dense-layer core as a bare WebAssembly module, for what must hold in a browser as it does natively.
//!
//! Both functions can be called from either side: [`keras_bits`] shows every bit, [`thread_recipe`] is there to be timed.

mod golden;

use wasm_bindgen::prelude::wasm_bindgen;
use wxplusb::nn::{Activation, Dense, Fit, Loss, Network, Sgd};

/// What the core makes of each case in the text of a `keras.json`, one line a forward pass or training snapshot.
///
/// A line is what was computed, a colon, and the bits of each number in hexadecimal: `sigmoid (1, 3), 1 of 20: 3ee1e47d …`.
/// A training line has all weights first and the loss of the epoch last. The error says what in the text is not understood.
#[wasm_bindgen]
pub fn keras_bits(golden: &str) -> Result<String, String> {
    golden::bits(golden)
}

/// Trains one linear neuron with mse on full batches, and returns w, b and then the loss of every epoch.
#[wasm_bindgen]
pub fn thread_recipe(x: &[f32], y: &[f32], w: f32, b: f32, learning_rate: f32, epochs: usize) -> Vec<f32> {
    let mut network = Network::from(Dense::neuron(w, Some(b), Activation::Linear));
    let mut numbers = Vec::with_capacity(2 + epochs);
    numbers.extend([w, b]);
    Fit::new(Loss::Mse, Sgd { learning_rate }, None).epochs(&mut network, x, y, epochs, |loss| numbers.push(loss));
    for (number, trained) in numbers.iter_mut().zip(network.weights().iter().flat_map(|array| array.data())) {
        *number = *trained;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::thread_recipe;

    #[test]
    fn the_thread_recipe_ends_where_keras_ends() {
        let numbers = thread_recipe(&[1.0, 2.0], &[300.0, 500.0], -1.03, 0.0, 0.01, 1000);
        assert_eq!(numbers.len(), 1002);
        assert_eq!(numbers[..3], [197.48221, 104.07387, 171_341.66]);
    }
}
