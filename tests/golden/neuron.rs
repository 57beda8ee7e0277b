// The dense layer of this page: the crate wxplusb from its repository.
use wxplusb::nn::{Activation, Dense, Fit, Loss, Network, Sgd};

fn main() {
    let x = [1.0, 2.0];
    let y = [300.0, 500.0];
    let mut network = Network::from(Dense::neuron(200.0, Some(100.0), Activation::Linear));
    println!("{:?}", network.predict(&x));
    let mut fit = Fit::new(Loss::Mse, Sgd { learning_rate: 0.01 }, None);
    fit.epochs(&mut network, &x, &y, 1000, |_loss| ());
    println!("{:?}", network.weights());
}
