//! What a cell imports: the modules of the cells, under the names by which the cells call them.

use super::token::What;
use super::{Read, Reader};
use crate::notebook::unclear::{Form, Unexpected};

/// Modules that are imported whole, each with its short name, if it has one.
const WHOLE: [(&str, &str); 4] = [("numpy", "np"), ("keras", ""), ("tensorflow", "tf"), ("matplotlib.pyplot", "plt")];

/// What is imported from a module.
const FROM: [(&str, &[&str]); 7] = [
    ("keras", &["Input", "Sequential"]),
    ("keras.layers", &["Dense", "Input"]),
    ("keras.models", &["Sequential"]),
    ("keras.optimizers", &["SGD"]),
    ("keras.losses", &["MeanSquaredError", "BinaryCrossentropy"]),
    ("keras.activations", &["linear", "sigmoid", "tanh", "relu"]),
    ("tensorflow", &["keras"]),
];

impl Reader<'_> {
    /// `import numpy as np`, `from keras.layers import Dense, Input`.
    pub(super) fn import(&mut self) -> Read<()> {
        if self.takes_word("from") {
            self.some()?;
        } else {
            self.next += 1;
            self.whole()?;
        }
        self.line_end()
    }

    fn whole(&mut self) -> Read<()> {
        let (at, module) = (self.at(), self.path()?);
        let Some((_, short)) = WHOLE.into_iter().find(|(name, _)| *name == module) else {
            return Err(Unexpected::one_of(at, &["numpy as np", "keras"]));
        };
        if short.is_empty() {
            return Ok(());
        }
        if !self.takes_word("as") {
            return self.expected(&[Form::Code("as")]);
        }
        let at = self.at();
        if self.name()? == short { Ok(()) } else { Err(Unexpected::one_of(at, &[short])) }
    }

    fn some(&mut self) -> Read<()> {
        let (at, path) = (self.at(), self.path()?);
        // TensorFlow has Keras in it.
        let module = path.strip_prefix("tensorflow.").unwrap_or(&path);
        let Some((_, names)) = FROM.into_iter().find(|(name, _)| *name == module) else {
            return Err(Unexpected::one_of(at, &FROM.map(|(name, _)| name)));
        };
        if !self.takes_word("import") {
            return self.expected(&[Form::Code("import")]);
        }
        loop {
            let at = self.at();
            if !names.contains(&self.name()?) {
                return Err(Unexpected::one_of(at, names));
            }
            if !self.takes(',') {
                return Ok(());
            }
        }
    }

    /// `keras.layers`.
    fn path(&mut self) -> Read<String> {
        let mut path = self.name()?.to_owned();
        while self.takes('.') {
            path.push('.');
            path += self.name()?;
        }
        Ok(path)
    }

    /// Whether this word comes next; then goes past it.
    fn takes_word(&mut self, word: &str) -> bool {
        let takes = self.peek().is_some_and(|token| token.what == What::Name(word));
        self.next += usize::from(takes);
        takes
    }
}
