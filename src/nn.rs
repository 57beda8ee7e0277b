//! A dense layer, as Keras computes it: z = x·w + b, a = f(z).
//!
//! * [`Activation`] is f, with its slope.
//! * [`Dense`] is the layer: a kernel, a bias, an activation. [`Unbuilt`] is the same layer before it has seen its inputs.
//! * [`Array`] is what `get_weights` returns and `set_weights` takes.
//! * [`init`] draws the first weights from a seed.
//!
//! Everything is `f32`, in the order of operations one would write on paper, and uses [`libm`] instead of the platform's
//! functions, so that a native run, a browser and Keras can be compared bit for bit.

mod activation;
mod dense;
pub mod init;
mod weights;

pub use activation::Activation;
pub use dense::{Dense, Unbuilt};
pub use weights::{Array, WeightsError};
