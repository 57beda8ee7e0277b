//! How NumPy prints arrays of float32, as of version 2.4.
//!
//! The digits are the shortest that name the number among all f32, cut to a precision; the numbers of an array share one
//! notation and one width. Follows `numpy/_core/arrayprint.py` with the default options except for the precision.

use crate::nn::Array;
use crate::number::nearest;

/// NumPy's default precision: at most so many digits after the point. The lab sets 2.
pub const DEFAULT_PRECISION: usize = 8;

/// `str(array)`, what `print` shows: `[[-1.03]]`, `[0.]`.
pub fn str(array: &Array, precision: usize) -> String {
    match array.data() {
        [number] if array.shape().is_empty() => scalar(*number),
        _ => body(array, precision, " ", 0, LINE_WIDTH),
    }
}

/// `repr(array)`, what a cell shows that ends in an array: `array([[-1.03]], dtype=float32)`.
pub fn repr(array: &Array, precision: usize) -> String {
    let prefix = "array(";
    let text = prefix.to_owned() + &body(array, precision, ", ", prefix.len(), LINE_WIDTH - ")".len()) + ",";
    let size = array.data().len();
    let hidden = size > THRESHOLD || (size == 0 && array.shape().len() > 1);
    let shape = if hidden { format!("shape={}, ", array.shape_text()) } else { String::new() };
    let ending = shape + "dtype=float32)";
    let last_line = text.rsplit('\n').next().map_or(0, str::len);
    let gap =
        if last_line + 1 + ending.len() > LINE_WIDTH { format!("\n{:1$}", "", prefix.len()) } else { " ".to_owned() };
    text + &gap + &ending
}

/// `str` of one number taken out of an array, as in `print(w[0, 0])`: `200.0`, `1e-07`, in all its digits.
pub fn scalar(number: f32) -> String {
    // In f64, where the f32 next to 10⁻⁴ lies below it.
    let size = f64::from(number.abs());
    if !number.is_finite() {
        non_finite(number).to_owned()
    } else if size == 0.0 || (1e-4..1e6).contains(&size) {
        let text = with_point(&cut_plain(number, usize::from(u8::MAX)));
        if text.ends_with('.') { text + "0" } else { text }
    } else {
        with_two_digit_exponent(&cut_exponent(number, usize::from(u8::MAX)))
    }
}

/// Lines are broken to stay within so many characters.
const LINE_WIDTH: usize = 75;
/// Arrays with more numbers than this show only the first and the last few along each axis.
const THRESHOLD: usize = 1000;
/// How many are the first and the last few.
const EDGE: usize = 3;

/// The brackets and what is in them. `indent` is the width of what stands before the opening bracket.
fn body(array: &Array, precision: usize, separator: &str, indent: usize, line_width: usize) -> String {
    if array.data().is_empty() {
        return "[]".to_owned();
    }
    let edge = if array.data().len() > THRESHOLD { EDGE } else { usize::MAX };
    let mut visible = Vec::new();
    collect_visible(array.shape(), array.data(), edge, &mut visible);
    let layout = Layout { notation: Notation::of(&visible, precision), separator, edge };
    layout.block(array.shape(), array.data(), indent, line_width)
}

/// The numbers that the shortened form shows: the first and the last `edge` along each axis.
fn collect_visible(shape: &[usize], data: &[f32], edge: usize, into: &mut Vec<f32>) {
    let Some((count, inner)) = shape.split_first() else {
        return into.extend(data);
    };
    for (i, part) in data.chunks(data.len() / count).enumerate() {
        if i < edge || count - i <= edge {
            collect_visible(inner, part, edge, into);
        }
    }
}

struct Layout<'a> {
    notation: Notation,
    separator: &'a str,
    edge: usize,
}

impl Layout<'_> {
    /// One bracketed block: a row of numbers, or rows of blocks.
    fn block(&self, shape: &[usize], data: &[f32], indent: usize, width: usize) -> String {
        let Some((count, inner)) = shape.split_first() else {
            return data.iter().map(|number| self.notation.write(*number)).collect();
        };
        let indent = indent + 1;
        let items = data.chunks(data.len() / count).enumerate().filter_map(|(i, part)| {
            if i < self.edge || count - i <= self.edge {
                Some(self.block(inner, part, indent, width - 1))
            } else {
                (i == self.edge).then(|| "...".to_owned())
            }
        });
        let text = if inner.is_empty() {
            self.row(items, indent, width - 1)
        } else {
            let line_end = self.separator.trim_end().to_owned() + &"\n".repeat(inner.len());
            items.collect::<Vec<_>>().join(&format!("{line_end}{:indent$}", ""))
        };
        format!("[{text}]")
    }

    /// Words side by side, broken into lines of `width` characters that begin below the first word.
    fn row(&self, words: impl Iterator<Item = String>, indent: usize, width: usize) -> String {
        let (mut text, mut line) = (String::new(), String::new());
        for word in words {
            if !line.is_empty() && indent + line.len() + self.separator.len() + word.len() > width {
                text += &format!("{}\n{:indent$}", (line + self.separator).trim_end(), "");
                line = String::new();
            }
            if !line.is_empty() {
                line += self.separator;
            }
            line += &word;
        }
        text + &line
    }
}

/// How the numbers of one array are written, so that they stand in columns.
struct Notation {
    /// `1.23e+04` with so many digits after the point; without it plain, and cut to the precision.
    exponent: Option<usize>,
    precision: usize,
    /// Characters before the point, sign included.
    left: usize,
    /// Characters after the point, an exponent included.
    right: usize,
}

impl Notation {
    fn of(numbers: &[f32], precision: usize) -> Self {
        let finite = || numbers.iter().copied().filter(|number| number.is_finite());
        let sizes = || finite().map(f32::abs).filter(|size| *size > 0.0);
        let (largest, smallest) = (sizes().fold(0.0, f32::max), sizes().fold(f32::INFINITY, f32::min));
        // 10⁶ because an f32 has six sure decimal digits; NumPy before 2.3 went on to 10⁸.
        let exponent = largest > 0.0 && (largest >= 1e6 || smallest < 1e-4 || largest / smallest > 1000.0);

        let cut = if exponent { cut_exponent } else { cut_plain };
        let (mut left, mut right) = (0, 0);
        for number in finite() {
            let text = cut(number, precision);
            let mantissa = text.split('e').next().unwrap_or_default();
            let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
            left = left.max(whole.len());
            right = right.max(fraction.len());
        }
        let digits = exponent.then_some(right);
        if exponent {
            right += "e+00".len();
        }
        for number in numbers.iter().copied().filter(|number| !number.is_finite()) {
            left = left.max(non_finite(number).len().saturating_sub(right + 1));
        }
        Self { exponent: digits, precision, left, right }
    }

    fn write(&self, number: f32) -> String {
        let width = self.left + 1 + self.right;
        let text = match self.exponent {
            _ if !number.is_finite() => return format!("{:>width$}", non_finite(number)),
            Some(digits) => with_two_digit_exponent(&with_point(&exponential(number, digits))),
            None => with_point(&cut_plain(number, self.precision)),
        };
        let whole = text.find('.').unwrap_or(0);
        let gap = self.left - whole;
        format!("{:gap$}{text:1$}", "", width - gap)
    }
}

/// As many digits after the point as the shortest plain form has, but not more than `precision`, without zeros at the end.
///
/// Written again to that length, because a number halfway between two shortest forms goes to the even one in NumPy and to the
/// upper one in Rust: 18616.8125 is 18616.812.
fn cut_plain(number: f32, precision: usize) -> String {
    let shortest = number.to_string();
    let digits = fraction_digits(&shortest);
    let cut = digits.min(precision);
    let text = format!("{number:.cut$}");
    without_last_zeros(&if cut < digits { text } else { either(text, shortest, |text| nearest(text) == Some(number)) })
        .to_owned()
}

/// The same with an exponent.
fn cut_exponent(number: f32, precision: usize) -> String {
    let digits = fraction_digits(&format!("{number:e}")).min(precision);
    let text = exponential(number, digits);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{}e{exponent}", without_last_zeros(mantissa))
}

/// With an exponent and so many digits after the point.
fn exponential(number: f32, digits: usize) -> String {
    let (text, shortest) = (format!("{number:.digits$e}"), format!("{number:e}"));
    if fraction_digits(&shortest) == digits {
        either(text, shortest, |text| nearest(text) == Some(number))
    } else {
        text
    }
}

/// A text of the same length as the shortest one, or that one if the text is another number, as it is at some powers of two.
pub(super) fn either(text: String, shortest: String, is_it: impl Fn(&str) -> bool) -> String {
    if is_it(&text) { text } else { shortest }
}

/// How many digits stand after the point.
pub(super) fn fraction_digits(text: &str) -> usize {
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    fraction.bytes().take_while(u8::is_ascii_digit).count()
}

fn without_last_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// NumPy's floats always have a point: `200.`, `1.e+10`.
fn with_point(text: &str) -> String {
    match text.split_once('e') {
        _ if text.contains('.') => text.to_owned(),
        Some((mantissa, exponent)) => format!("{mantissa}.e{exponent}"),
        None => format!("{text}."),
    }
}

/// Rust's `1e10` and `1e-7` as `1e+10` and `1e-07`.
fn with_two_digit_exponent(text: &str) -> String {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
    format!("{mantissa}e{sign}{digits:0>2}")
}

/// What is no finite number, in Python's letters.
pub(super) fn non_finite(number: f32) -> &'static str {
    if number.is_nan() {
        "nan"
    } else if number > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}
