//! A dense layer, as Keras computes it, from its first random weights to its last training step.
//!
//! One neuron takes a number x, multiplies it by its weight w, adds its bias b and bends the sum with an activation f:
//!
//! > z = w·x + b, a = f(z)
//!
//! Many neurons side by side are a [`Dense`] layer, layers in a row a [`Network`].
//!
//! # One training step
//!
//! Two houses: 1000 square feet cost $300,000, 2000 cost $500,000. A layer has just been built and by chance got w = −1.03;
//! its bias starts at b = 0. No activation, so a = z.
//!
//! ```
//! use wxplusb::nn::{Activation, Dense, Fit, Gradient, Loss, Network, Sgd, Step};
//!
//! let (x, y) = ([1.0, 2.0], [300.0, 500.0]);
//! let mut layer = Dense::neuron(-1.03, Some(0.0), Activation::Linear);
//!
//! // 1. Predict: z = w·x + b.
//! let mut z = [0.0; 2];
//! layer.forward(&x, &mut z);
//! assert_eq!(z, [-1.03, -2.06]);
//!
//! // 2. Compare: the mean of the squared errors, (301.03² + 502.06²) / 2.
//! assert_eq!(Loss::Mse.value(layer.activation(), &z, &y), 171_341.66);
//!
//! // 3. Which way is down? ∂L/∂z = 2/n · (z − y) for each house …
//! let mut dz = [0.0; 2];
//! Loss::Mse.gradient(layer.activation(), &z, &y, &mut dz);
//! assert_eq!(dz, [-301.03, -502.06]);
//!
//! //    … and from it ∂L/∂w = Σ x·∂L/∂z and ∂L/∂b = Σ ∂L/∂z, both at the old w and b.
//! let mut gradient = Gradient::default();
//! layer.backward(&x, &dz, &mut gradient);
//! assert_eq!((gradient.kernel[0], gradient.bias[0]), (-1305.15, -803.08997));
//!
//! // 4. Step: new = old − learning rate · gradient.
//! let sgd = Sgd { learning_rate: 0.01 };
//! let w = sgd.step(layer.kernel()[0], gradient.kernel[0]);
//! let b = sgd.step(0.0, gradient.bias[0]);
//! assert_eq!(format!("w = {w:.4}, b = {b:.4}"), "w = 12.0215, b = 8.0309");
//!
//! // `Fit` does these four things, here for one epoch of a single full batch.
//! let mut network = Network::from(layer);
//! let mut fit = Fit::new(Loss::Mse, sgd, None);
//! assert_eq!(fit.epoch(&mut network, &x, &y), Step::Epoch { loss: 171_341.66 });
//! layer = network.layers()[0].clone();
//! assert_eq!((layer.kernel(), layer.bias()), (&[w][..], Some(&[b][..])));
//!
//! // 999 more, and the line has come near to w = 200, b = 100, but not all the way: see `Bowl`.
//! fit.epochs(&mut network, &x, &y, 999, |_loss| ());
//! assert_eq!(network.layers()[0], Dense::neuron(197.48221, Some(104.07387), Activation::Linear));
//! ```
//!
//! # What is where
//!
//! | | |
//! | --- | --- |
//! | [`Activation`] | f and its slope |
//! | [`Dense`], [`Unbuilt`] | the layer, and what it is before it knows its inputs |
//! | [`init`] | its first weights, from a seed |
//! | [`Array`], [`WeightsError`] | what `get_weights` returns, and how `set_weights` complains |
//! | [`Loss`] | how wrong the predictions are, and the slope of that |
//! | [`Gradient`] | what [`Dense::backward`] finds |
//! | [`Network`], [`Trace`] | layers in a row, and what passes through them |
//! | [`Sgd`], [`Fit`], [`Step`] | training, one batch or one epoch a call |
//! | [`Bowl`] | the best line, and the largest learning rate that leads there |
//! | [`logistic_minimum`] | the best logistic neuron, where there is one |
//! | [`Surface`] | the loss over all w and b in view |
//!
//! # Conventions
//!
//! Numbers are `f32`, tables row-major slices with one row a sample, and sums run in the order one would write them: so the
//! training of one linear layer gives the bits that Keras gives. Exponentials come from [`libm`] and not from the platform, so
//! a browser gives the bits that a native run gives.
//!
//! Nothing here fails on odd lengths: each function works on the whole samples that all its arguments have.

mod activation;
mod dense;
pub mod init;
mod weights;

mod gradient;
mod loss;
mod network;

mod fit;
mod neuron;

mod bowl;
mod logistic;
mod moments;
mod surface;

pub use activation::Activation;
pub use bowl::Bowl;
pub use dense::{Dense, Unbuilt};
pub use fit::{Fit, Sgd, Step};
pub use gradient::Gradient;
pub use logistic::logistic_minimum;
pub use loss::Loss;
pub use network::{Network, Trace};
pub use surface::Surface;
pub use weights::{Array, WeightsError};
