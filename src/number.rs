//! Numbers as people type and read them: one strict reader, a few ways to show, and round steps for rulers.

use std::fmt;

/// Why a text was refused by [`read`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotANumber {
    /// Not of the form `-12.5` or `1e-6`.
    Form,
    /// Of the right form, but beyond what a float32 holds.
    TooLarge,
}

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not a number",
            Self::TooLarge => "too large",
        })
    }
}

/// Reads a finite decimal number as float32, the type Keras computes in.
///
/// Takes surrounding blanks, a sign (a hyphen or the true minus `−`), one decimal point and an exponent: `-4.5`, `−4.5`,
/// `.5`, `1e-6`. Refuses what would be read differently elsewhere or is not a value to move: `1,5`, `0x10`, `NaN`, `inf`.
///
/// # Errors
/// [`NotANumber`] says why the text was refused.
pub fn read(text: &str) -> Result<f32, NotANumber> {
    let plain = text.trim().replace('−', "-");
    // Rust's own parser also takes "inf" and "nan" in any case; only the characters of a decimal number may pass.
    let decimal = plain.bytes().all(|c| c.is_ascii_digit() || b"+-.eE".contains(&c));
    let value: f32 = match decimal.then(|| nearest(&plain)) {
        Some(Some(value)) => value,
        _ => return Err(NotANumber::Form),
    };
    // Adding zero turns −0 into 0: a page that shows "−0" has to explain it.
    value.is_finite().then_some(value + 0.0).ok_or(NotANumber::TooLarge)
}

/// The float32 or float64 nearest to a decimal number, as Rust's own parser reads it (a property holds them against each
/// other) with a quarter of its size in the page.
pub fn nearest<N: lexical_parse_float::FromLexical>(text: &str) -> Option<N> {
    N::from_lexical(text.as_bytes()).ok()
}

/// The shortest text that [`read`] turns into the same float32, with a hyphen: for links, fields and code.
#[must_use]
pub fn plain(value: f32) -> String {
    let (decimal, scientific) = (format!("{value}"), format!("{value:e}"));
    if decimal.len() <= scientific.len() + 4 { decimal } else { scientific }
}

/// The exact float32 as [`plain`] writes it, with a true minus sign: for prose.
#[must_use]
pub fn exact(value: f32) -> String {
    plain(value).replace('-', "−")
}

/// A computed value to at most `digits` significant digits without trailing zeros, with a true minus sign: for prose.
///
/// Values of 10⁹ and more, or below 10⁻⁶, are written with an exponent, as Python does (`1.5e−07` is `1.5e−7` here).
#[must_use]
pub fn rounded(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "?".into() } else { exact(value as f32) };
    }
    let digits = digits.max(1);
    // Rounding through the exponent form keeps the digits significant: 0.00123456 and 123456 alike.
    let scientific = format!("{value:.*e}", digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific.as_str(), "0"));
    let power: i32 = exponent.parse().unwrap_or(0);
    let text = if value == 0.0 {
        "0".to_owned()
    } else if (-6..9).contains(&power) {
        let decimals = usize::try_from(digits as i32 - 1 - power).unwrap_or(0);
        trim_zeros(&format!("{value:.decimals$}")).to_owned()
    } else {
        format!("{}e{power}", trim_zeros(mantissa))
    };
    text.replace('-', "−")
}

fn trim_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// The next of …, 0.5, 1, 2, 5, 10, 20, … that is at least `value`. `value` must be positive.
#[must_use]
pub fn round_up(value: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(value)));
    // The small surplus forgives log10 and division their last bits, so that 200 stays 200.
    let digit = [1.0, 2.0, 5.0, 10.0].into_iter().find(|digit| digit * power >= value * (1.0 - 1e-9)).unwrap_or(10.0);
    tidy(digit, power)
}

/// `digit · power` without the float dust of multiplying by a negative power of ten.
fn tidy(digit: f64, power: f64) -> f64 {
    if power < 1.0 { digit / libm::round(1.0 / power) } else { digit * power }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimal_numbers_are_read() {
        for (text, value) in
            [("1.5", 1.5), (" -4.5 ", -4.5), ("−4.5", -4.5), ("1e-6", 1e-6), ("+2", 2.0), (".5", 0.5), ("-0", 0.0)]
        {
            assert_eq!(read(text), Ok(value), "{text}");
        }
        for text in ["", "big", "1,5", "0x10", "NaN", "inf", "-Infinity", "1 2", "--1", "1e", "٣"] {
            assert_eq!(read(text), Err(NotANumber::Form), "{text}");
        }
        assert_eq!(read("1e39"), Err(NotANumber::TooLarge));
        assert!(read("-0").is_ok_and(|zero| zero.is_sign_positive()));
    }

    #[test]
    fn plain_text_reads_back_as_the_same_bits() {
        for value in [0.0, 0.1, -1.03, 1e-6, 1e-30, 123_456.79, -999_999.94, f32::MAX] {
            assert_eq!(read(&plain(value)), Ok(value), "{}", plain(value));
        }
        assert_eq!(plain(1e-6), "0.000001");
        assert_eq!(plain(1e-30), "1e-30");
        assert_eq!(plain(1e6), "1000000");
    }

    #[test]
    fn computed_values_are_shown_to_significant_digits() {
        for (value, text) in [
            (0.0, "0"),
            (2.0, "2"),
            (-0.666_666_7, "−0.666667"),
            (0.002_472_6, "0.0024726"),
            (123_456.789, "123457"),
            (1e9, "1e9"),
            (3.03e-8, "3.03e−8"),
            (999_999.97, "1000000"),
            (f64::NAN, "?"),
        ] {
            assert_eq!(rounded(value, 6), text);
        }
    }

    #[test]
    fn rulers_step_in_ones_twos_and_fives() {
        for (value, next) in [(1.0, 1.0), (1.1, 2.0), (200.0, 200.0), (201.0, 500.0), (0.03, 0.05), (0.001, 0.001)] {
            assert_eq!(round_up(value), next, "{value}");
        }
    }
}
