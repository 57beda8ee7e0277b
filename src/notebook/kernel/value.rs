//! What a variable of a cell can hold, and how Python prints it.

use crate::nn::Array;
use crate::notebook::numpy;
use crate::number;

use super::{Role, Stop};

/// A value of Python, as far as the cells have them. Layers and models are held by the [`Kernel`](super::Kernel) and named
/// by their number, because two variables may mean the same layer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Nothing,
    Switch(bool),
    Number(f64, Whole),
    Text(String),
    /// A NumPy array.
    Array(Numbers),
    /// What a layer returns.
    Tensor(Numbers),
    /// One number taken out of an array.
    Scalar(f32),
    List(Vec<Value>),
    Tuple(Vec<Value>),
    /// The shape of a tensor: a tuple that calls itself by name.
    TensorShape(Vec<Value>),
    Layer(usize),
    Model(usize),
    /// `Input(shape=(n,))`.
    Input(usize),
    /// `SGD(learning_rate=…)`.
    Sgd(f32),
    /// What `fit` returns.
    History,
}

/// Whether a number is an `int`.
pub(crate) type Whole = bool;

/// An array and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) array: Array,
    pub(crate) role: Role,
    /// Whether its type is float32. Without `dtype` NumPy takes int64 or float64, in which this page does not compute.
    pub(crate) is_float32: bool,
}

impl Value {
    /// `type(value).__name__`.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Nothing => "NoneType",
            Self::Switch(_) => "bool",
            Self::Number(_, true) => "int",
            Self::Number(_, false) => "float",
            Self::Text(_) => "str",
            Self::Array(_) => "ndarray",
            Self::Tensor(_) => "EagerTensor",
            Self::Scalar(_) => "float32",
            Self::List(_) => "list",
            Self::Tuple(_) => "tuple",
            Self::TensorShape(_) => "TensorShape",
            Self::Layer(_) => "Dense",
            Self::Model(_) => "Sequential",
            Self::Input(_) => "KerasTensor",
            Self::Sgd(_) => "SGD",
            Self::History => "History",
        }
    }

    /// `str(value)`, what `print` shows; nothing for values that this page does not print.
    pub(super) fn str(&self, precision: usize) -> Option<String> {
        Some(match self {
            Self::Text(text) => text.clone(),
            Self::Array(numbers) if numbers.is_float32 => numpy::str(&numbers.array, precision),
            Self::Tensor(Numbers { array, .. }) => {
                let text = numpy::str(array, precision);
                let break_before = if text.contains('\n') { "\n" } else { "" };
                format!("tf.Tensor({break_before}{text}, shape={}, dtype=float32)", array.shape_text())
            }
            Self::Scalar(number) => numpy::scalar(*number),
            Self::TensorShape(items) => Self::Tuple(items.clone()).repr(precision)?,
            other => other.repr(precision)?,
        })
    }

    /// `repr(value)`, what stands in a list that is printed.
    pub(super) fn repr(&self, precision: usize) -> Option<String> {
        Some(match self {
            Self::Nothing => "None".to_owned(),
            Self::Switch(on) => if *on { "True" } else { "False" }.to_owned(),
            Self::Number(value, true) => value.to_string(),
            Self::Number(value, false) => float(*value),
            Self::Text(text) => quoted(text),
            Self::Array(numbers) if numbers.is_float32 => numpy::repr(&numbers.array, precision),
            Self::Tensor(Numbers { array, .. }) => {
                let text = numpy::repr(array, precision);
                let break_before = if text.contains('\n') { "\n" } else { "" };
                format!("<tf.Tensor: shape={}, dtype=float32, numpy={break_before}{text}>", array.shape_text())
            }
            Self::Scalar(number) => format!("np.float32({})", numpy::scalar(*number)),
            Self::List(items) => format!("[{}]", reprs(items, precision)?),
            Self::Tuple(items) if items.len() == 1 => format!("({},)", reprs(items, precision)?),
            Self::Tuple(items) => format!("({})", reprs(items, precision)?),
            Self::TensorShape(items) => format!("TensorShape([{}])", reprs(items, precision)?),
            // Its address is another one each time.
            Self::History => "<keras.src.callbacks.history.History object at 0x…>".to_owned(),
            Self::Array(_) | Self::Layer(_) | Self::Model(_) | Self::Input(_) | Self::Sgd(_) => return None,
        })
    }

    /// `f"{value:.2f}"` with so many digits, or why not; nothing for arrays of a type that is not known here.
    pub(super) fn rounded(&self, digits: usize) -> Option<Result<String, Stop>> {
        let number = match self {
            Self::Number(number, _) => *number,
            Self::Switch(on) => f64::from(u8::from(*on)),
            Self::Scalar(number) => f64::from(*number),
            Self::Text(_) => return Some(Stop::raised("ValueError: Unknown format code 'f' for object of type 'str'")),
            Self::Array(numbers) | Self::Tensor(numbers) => match numbers.array.data() {
                [number] if numbers.array.shape().is_empty() => {
                    if !numbers.is_float32 {
                        return None;
                    }
                    f64::from(*number)
                }
                _ => return Some(unsupported("numpy.ndarray")),
            },
            other => return Some(unsupported(other.type_name())),
        };
        Some(Ok(if number.is_finite() {
            format!("{number:.digits$}")
        } else {
            numpy::non_finite(number as f32).to_owned()
        }))
    }

    /// How many values it consists of.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::List(items) | Self::Tuple(items) | Self::TensorShape(items) => {
                1 + items.iter().map(Self::size).sum::<usize>()
            }
            Self::Array(numbers) | Self::Tensor(numbers) => numbers.array.data().len(),
            _ => 1,
        }
    }

    /// How many lists it has one in the other.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::List(items) | Self::Tuple(items) => 1 + items.iter().map(Self::depth).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// The arrays that it shows when it is printed.
    pub(super) fn arrays(&self) -> Vec<&Numbers> {
        match self {
            Self::Array(numbers) | Self::Tensor(numbers) => vec![numbers],
            Self::List(items) | Self::Tuple(items) => items.iter().flat_map(Self::arrays).collect(),
            _ => Vec::new(),
        }
    }
}

fn unsupported(of: &str) -> Result<String, Stop> {
    Stop::raised(format!("TypeError: unsupported format string passed to {of}.__format__"))
}

fn reprs(items: &[Value], precision: usize) -> Option<String> {
    let texts: Option<Vec<_>> = items.iter().map(|item| item.repr(precision)).collect();
    Some(texts?.join(", "))
}

/// `repr` of a text: what cannot be seen is written in letters.
fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut written = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\n' => written += "\\n",
            '\r' => written += "\\r",
            '\t' => written += "\\t",
            '\\' => written += "\\\\",
            '\0'..' ' | '\x7f'..='\u{a0}' | '\u{ad}' => written += &format!("\\x{:02x}", u32::from(letter)),
            _ if letter == quote => written.extend(['\\', letter]),
            _ => written.push(letter),
        }
    }
    written.push(quote);
    written
}

/// `repr` of a Python float, and how an f-string writes a float32: `200.0`, `-1.0299999713897705`, `1e-07`.
///
/// Written again to the length of the shortest form, because a number halfway between two of these goes to the even one in
/// Python and to the upper one in Rust: the float32 226.4097 is 226.40969848632812. At some powers of two the nearest text of
/// that length is another number, and the shortest form stays.
pub(super) fn float(value: f64) -> String {
    if !value.is_finite() {
        return numpy::non_finite(value as f32).to_owned();
    }
    let is_it = |text: &str| number::nearest(text) == Some(value);
    let size = value.abs();
    if size == 0.0 || (1e-4..1e16).contains(&size) {
        let shortest = format!("{value:?}");
        let digits = numpy::fraction_digits(&shortest);
        return numpy::either(format!("{value:.digits$}"), shortest, is_it);
    }
    let shortest = format!("{value:e}");
    let digits = numpy::fraction_digits(&shortest);
    let text = numpy::either(format!("{value:.digits$e}"), shortest, is_it);
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, digits) = power.strip_prefix('-').map_or(('+', power), |digits| ('-', digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

#[cfg(test)]
mod tests {
    use super::{float, quoted};

    #[test]
    fn floats_are_written_as_python_writes_them() {
        for (value, text) in [
            (200.0, "200.0"),
            (f64::from(-1.03_f32), "-1.0299999713897705"),
            (1e-7, "1e-07"),
            (1.5e-5, "1.5e-05"),
            (0.0001, "0.0001"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            // As far from the next shorter form above as from that below.
            (f64::from(226.4097_f32), "226.40969848632812"),
            (1e15 + 0.3, "1000000000000000.2"),
            (2_f64.powi(-24), "5.960464477539063e-08"),
            (f64::INFINITY, "inf"),
            (-f64::INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(float(value), text);
        }
    }

    #[test]
    fn texts_are_written_as_python_writes_them() {
        for (text, written) in [
            ("w", "'w'"),
            ("it's", "\"it's\""),
            ("it's \"w\"", "'it\\'s \"w\"'"),
            ("[[1.]\n [2.]]", "'[[1.]\\n [2.]]'"),
            ("a\tb\\", "'a\\tb\\\\'"),
            ("1\u{a0}000 é", "'1\\xa0000 é'"),
        ] {
            assert_eq!(quoted(text), written);
        }
    }
}
