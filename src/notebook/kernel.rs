//! What runs the cells: variables, layers, and the few functions of NumPy and Keras that the cells call.
//!
//! It computes with [`nn`](crate::nn) and fails as Python, NumPy and Keras do, in their words. What a cell says beyond its
//! forms is [`Unclear`]; what cannot be answered truly, such as the numbers after a training that left the range of f32, is
//! not answered.

mod arguments;
mod arrays;
mod calls;
mod layers;
mod models;
mod pretty;
mod value;

pub(super) use models::BATCH_SIZE;

use super::reader;
use super::syntax::{Expr, Kind, Statement, Target};
use super::unclear::{Form, Unclear, Unexpected};
use crate::nn::Array;
use layers::Layer;
use models::Model;

pub(super) use arrays::dot;
pub(super) use models::Fitted;
use value::Numbers;
pub(super) use value::Value;

/// What a cell showed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Output {
    /// What was printed and, last, the value of the last line, as NumPy and Keras write it.
    pub text: String,
    /// The arrays in it.
    pub captions: Vec<Caption>,
    /// Why it ended early.
    pub trouble: Option<Trouble>,
}

/// The shape of an array that a cell showed or took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// What the array is, and so what its axes mean.
    pub role: Role,
    /// Its shape as Python writes it: `(1, 1)`.
    pub shape: String,
}

/// What an array is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// X, of shape (samples, n_in).
    Inputs,
    /// Y, of shape (samples, units).
    Labels,
    /// The weights, of shape (n_in, units).
    Kernel,
    /// The biases, of shape (units,).
    Bias,
    /// x·kernel + bias, of shape (samples, units).
    Sum,
    /// What a layer makes of it, of shape (samples, units).
    Prediction,
    /// Anything else.
    Other,
}

/// Why a cell ended before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Python, NumPy or Keras refused, in these words: `ValueError: …`.
    Raised(String),
    /// This page does not understand it.
    Unclear(Unclear),
    /// The training left the range of numbers; what Keras has then is not known here.
    Diverged,
    /// All the training and predicting of the cells would take too long for a page.
    TooLong,
}

/// [`Trouble`] before the text is at hand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Stop {
    Raised(String),
    Unclear(Unexpected),
    Diverged,
    TooLong,
}

impl From<Unexpected> for Stop {
    fn from(unexpected: Unexpected) -> Self {
        Self::Unclear(unexpected)
    }
}

impl Stop {
    fn raised<T>(error: impl ToString) -> Result<T, Self> {
        Err(Self::Raised(error.to_string()))
    }

    fn unclear<T>(at: usize, expected: &[Form]) -> Result<T, Self> {
        Err(Unexpected::new(at, expected).into())
    }
}

type Done<T> = Result<T, Stop>;

/// The memory of a notebook that has run some cells.
#[derive(Debug, Clone)]
pub(super) struct Kernel {
    variables: Vec<(String, Value)>,
    layers: Vec<Layer>,
    models: Vec<Model>,
    /// How many layers and models Keras has had to find a name for.
    named: [usize; 2],
    seed: u32,
    /// How many layers have been built since the seed was set.
    drawn: u64,
    precision: usize,
    fitted: Option<Fitted>,
    /// Samples × epochs × parameters that were trained or gone through.
    work: usize,
    output: Output,
}

/// So much work may one run of all cells be: a slider that is dragged runs them for every frame.
const MOST_WORK: usize = 20_000_000;

impl Default for Kernel {
    fn default() -> Self {
        Self {
            variables: Vec::new(),
            layers: Vec::new(),
            models: Vec::new(),
            named: [0; 2],
            seed: 0,
            drawn: 0,
            precision: super::numpy::DEFAULT_PRECISION,
            fitted: None,
            work: 0,
            output: Output::default(),
        }
    }
}

impl Kernel {
    /// Runs a cell.
    pub(super) fn run(&mut self, text: &str) -> Output {
        self.output = Output::default();
        let done = reader::read(text).map_err(Stop::from).and_then(|statements| self.run_statements(&statements));
        let trouble = done.err().map(|stop| match stop {
            Stop::Raised(words) => Trouble::Raised(words),
            Stop::Unclear(unexpected) => Trouble::Unclear(unexpected.in_text(text)),
            Stop::Diverged => Trouble::Diverged,
            Stop::TooLong => Trouble::TooLong,
        });
        Output { trouble, ..std::mem::take(&mut self.output) }
    }

    /// Counts work before it is done.
    fn spend(&mut self, work: usize) -> Done<()> {
        self.work = self.work.saturating_add(work);
        if self.work > MOST_WORK { Err(Stop::TooLong) } else { Ok(()) }
    }

    /// The value of a variable.
    pub(super) fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    pub(super) fn precision(&self) -> usize {
        self.precision
    }

    pub(super) fn seed(&self) -> u32 {
        self.seed
    }

    pub(super) fn fitted(&self) -> Option<Fitted> {
        self.fitted
    }

    fn run_statements(&mut self, statements: &[Statement]) -> Done<()> {
        for (i, Statement { target, value: expr }) in statements.iter().enumerate() {
            let value = self.value(expr)?;
            match target {
                Target::Nowhere if i + 1 == statements.len() && value != Value::Nothing => {
                    let text = pretty::pretty(&value, self.precision).ok_or_else(|| unprintable(expr.at))?;
                    self.show(&text, &[&value], expr.at)?;
                }
                Target::Nowhere => {}
                Target::Name(name) => self.assign(name, value),
                Target::Names(names) => self.unpack(names, value, expr.at)?,
            }
        }
        Ok(())
    }

    /// Puts a line of output down, and what there is to say about the arrays in it.
    fn show(&mut self, line: &str, values: &[&Value], at: usize) -> Done<()> {
        if self.output.text.len() + line.len() > LONGEST_OUTPUT {
            return Stop::unclear(at, &[Form::Simpler]);
        }
        self.output.text += line;
        self.output.text.push('\n');
        for numbers in values.iter().flat_map(|value| value.arrays()) {
            self.note(numbers.role, &numbers.array);
        }
        Ok(())
    }

    fn note(&mut self, role: Role, array: &Array) {
        let caption = Caption { role, shape: array.shape_text() };
        // What has lost an axis, or won one, is no longer told by the axes of its role.
        let axes = if role == Role::Bias { 1 } else { 2 };
        if role != Role::Other && array.shape().len() == axes && !self.output.captions.contains(&caption) {
            self.output.captions.push(caption);
        }
    }

    fn assign(&mut self, name: &str, mut value: Value) {
        let role = match name {
            "X_train" => Role::Inputs,
            "Y_train" => Role::Labels,
            _ => Role::Other,
        };
        if let (Value::Array(numbers), true) = (&mut value, role != Role::Other) {
            numbers.role = role;
            self.note(role, &numbers.array.clone());
        }
        match self.variables.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => *old = value,
            None => self.variables.push((name.to_owned(), value)),
        }
    }

    fn unpack(&mut self, names: &[String], value: Value, at: usize) -> Done<()> {
        let (Value::List(items) | Value::Tuple(items)) = value else {
            return Stop::unclear(at, &[Form::Code(".get_weights()")]);
        };
        let (wanted, got) = (names.len(), items.len());
        if got < wanted {
            return Stop::raised(format!("ValueError: not enough values to unpack (expected {wanted}, got {got})"));
        }
        if got > wanted {
            return Stop::raised(format!("ValueError: too many values to unpack (expected {wanted})"));
        }
        for (name, item) in names.iter().zip(items) {
            self.assign(name, item);
        }
        Ok(())
    }

    fn value(&mut self, expr: &Expr) -> Done<Value> {
        let at = expr.at;
        Ok(match &expr.kind {
            Kind::Number(number) => Value::Number(number.value, number.whole),
            Kind::Text(text) => Value::Text(text.clone()),
            Kind::Switch(on) => Value::Switch(*on),
            Kind::Template(pieces) => Value::Text(self.template(pieces)?),
            Kind::Rounded(of, digits) => {
                let of = self.value(of)?;
                Value::Text(of.rounded(*digits).unwrap_or_else(|| Stop::unclear(at, &[Form::Float32]))?)
            }
            Kind::Name(name) => self.named_value(name, at)?,
            Kind::List(items) => bounded(Value::List(self.values(items)?), at)?,
            Kind::Tuple(items) => bounded(Value::Tuple(self.values(items)?), at)?,
            Kind::Call(callee, arguments) => self.call(callee, arguments)?,
            Kind::Attribute(..) if path(expr).is_some_and(|path| path == FLOAT32) => Value::Text("float32".to_owned()),
            Kind::Attribute(..) if in_module(expr) => return Stop::unclear(at, &[Form::Code(FLOAT32)]),
            Kind::Attribute(of, name) => match (self.value(of)?, name.as_str()) {
                (Value::Array(numbers), "shape") => Value::Tuple(shape(&numbers.array)),
                (Value::Tensor(numbers), "shape") => Value::TensorShape(shape(&numbers.array)),
                _ => {
                    return Stop::unclear(
                        at,
                        &[Form::Code("w.shape"), Form::Code("b.shape"), Form::Code("X_train.shape")],
                    );
                }
            },
            Kind::Index(of, places) => {
                let of = self.value(of)?;
                let places = self.values(places)?;
                arrays::index(&of, &places, at)?
            }
            Kind::Slice(of, from, to) => arrays::slice(&self.value(of)?, *from, *to, at)?,
            Kind::Sum(left, right) => {
                let (one, other) = (self.value(left)?, self.value(right)?);
                arrays::sum((one, left.at), (other, right.at))?
            }
        })
    }

    fn values(&mut self, exprs: &[Expr]) -> Done<Vec<Value>> {
        exprs.iter().map(|expr| self.value(expr)).collect()
    }

    /// A variable, or the `NameError` of one that a cell sets which has not been run.
    fn named_value(&self, name: &str, at: usize) -> Done<Value> {
        match self.variable(name) {
            Some(value) => Ok(value.clone()),
            None if VARIABLES.contains(&name) => Stop::raised(format!("NameError: name '{name}' is not defined")),
            None => Err(Unexpected::one_of(at, &VARIABLES).into()),
        }
    }

    fn template(&mut self, pieces: &[Expr]) -> Done<String> {
        let mut text = String::new();
        for piece in pieces {
            let value = self.value(piece)?;
            text += &match value {
                // Formatting a float32 goes through a Python float, which has digits for 64 bits; so does an array without axes.
                Value::Scalar(number) => value::float(number.into()),
                Value::Array(Numbers { ref array, is_float32: true, .. }) if array.shape().is_empty() => {
                    value::float(array.data()[0].into())
                }
                // A tensor in a text is its numbers.
                Value::Tensor(Numbers { ref array, .. }) => super::numpy::str(array, self.precision),
                _ => value.str(self.precision).ok_or_else(|| unprintable(piece.at))?,
            };
            if text.len() > LONGEST_OUTPUT {
                return Stop::unclear(piece.at, &[Form::Simpler]);
            }
            for numbers in value.arrays() {
                self.note(numbers.role, &numbers.array);
            }
        }
        Ok(text)
    }
}

/// The variables of the cells: one of these that is not there has not been made yet, and any other is not known here.
const VARIABLES: [&str; 12] =
    ["X_train", "Y_train", "linear_layer", "a1", "w", "b", "z", "set_w", "set_b", "model", "logistic_layer", "history"];

/// The longest text that a cell makes. A few lines could make one without end, each twice as long as the one before it.
const LONGEST_OUTPUT: usize = 64 * 1024;

/// The value, unless it is a list without end, made in the same way.
fn bounded(value: Value, at: usize) -> Done<Value> {
    const MOST: usize = 10_000;
    // Python itself prints no list that is a thousand deep.
    const DEEPEST: usize = 100;
    if value.size() > MOST || value.depth() > DEEPEST { Stop::unclear(at, &[Form::Simpler]) } else { Ok(value) }
}

const FLOAT32: &str = "np.float32";

fn unprintable(at: usize) -> Stop {
    Unexpected::new(at, &[Form::Float32, Form::Code("linear_layer.get_weights()")]).into()
}

fn shape(array: &Array) -> Vec<Value> {
    array.shape().iter().map(|n| Value::Number(*n as f64, true)).collect()
}

/// Whether it is a name of NumPy, Keras or the like, which are no variables.
fn in_module(expr: &Expr) -> bool {
    const MODULES: [&str; 4] = ["np.", "keras.", "tf.", "plt."];
    path(expr).is_some_and(|path| MODULES.iter().any(|module| path.starts_with(module)))
}

/// `np.array` of `np.array(…)`: names with points between them.
fn path(expr: &Expr) -> Option<String> {
    match &expr.kind {
        Kind::Name(name) => Some(name.clone()),
        Kind::Attribute(of, name) => Some(format!("{}.{name}", path(of)?)),
        _ => None,
    }
}
