//! What a notebook would print: NumPy's arrays and Keras's `model.summary()`, to the last character.

pub mod numpy;
mod summary;

pub use summary::summary;
