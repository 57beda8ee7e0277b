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

/// The same, and the furthest float32 on its side for a number beyond them all; nothing for what is no number.
#[must_use]
pub fn read_any(text: &str) -> Option<f32> {
    match read(text) {
        Ok(value) => Some(value),
        Err(NotANumber::TooLarge) if text.trim_start().starts_with(['-', '−']) => Some(f32::MIN),
        Err(NotANumber::TooLarge) => Some(f32::MAX),
        Err(NotANumber::Form) => None,
    }
}

/// The float32 or float64 nearest to a decimal number, as Rust's own parser reads it (a property holds them against each
/// other) with a quarter of its size in the page.
pub fn nearest<N: lexical_parse_float::FromLexical>(text: &str) -> Option<N> {
    N::from_lexical(text.as_bytes()).ok()
}

/// The shortest text that [`read`] turns into the same float32, with a hyphen: for links, fields and code.
#[must_use]
pub fn plain(value: f32) -> String {
    let scientific = format!("{value:e}");
    match Digits::of(&scientific) {
        Some(digits) if digits.decimal_length() <= scientific.len() + 4 => digits.decimal(),
        _ => scientific,
    }
}

/// The shortest decimal text that stands for a float64, without an exponent: for attributes that others read.
#[must_use]
pub fn decimal(value: f64) -> String {
    let scientific = format!("{value:e}");
    Digits::of(&scientific).map_or_else(|| scientific.clone(), |digits| digits.decimal())
}

/// The digits of a number in scientific form, from which its decimal form is laid out. Both forms have the same digits, and
/// the part of the standard library that makes the second one anew is not loaded with the page.
struct Digits<'a> {
    sign: &'a str,
    whole: &'a str,
    fraction: &'a str,
    power: i32,
}

impl<'a> Digits<'a> {
    /// Nothing for what is not finite.
    fn of(scientific: &'a str) -> Option<Self> {
        let (mantissa, power) = scientific.split_once('e')?;
        let (sign, mantissa) = mantissa.split_at(usize::from(mantissa.starts_with('-')));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        Some(Self { sign, whole, fraction, power: power.parse().ok()? })
    }

    fn decimal_length(&self) -> usize {
        let (digits, power) = (1 + self.fraction.len(), self.power.unsigned_abs() as usize);
        let length =
            if self.power < 0 { power + 1 + digits } else { digits.max(power + 1) + usize::from(digits > power + 1) };
        self.sign.len() + length
    }

    fn decimal(&self) -> String {
        let Self { sign, whole, fraction, power } = *self;
        let places = power.unsigned_abs() as usize;
        let mut text = sign.to_owned();
        if power < 0 {
            text += "0.";
            text.extend(std::iter::repeat_n('0', places - 1));
            return text + whole + fraction;
        }
        let (left, right) = fraction.split_at(places.min(fraction.len()));
        text += whole;
        text += left;
        text.extend(std::iter::repeat_n('0', places - left.len()));
        if !right.is_empty() {
            text += ".";
        }
        text + right
    }
}

/// The exact float32 as [`plain`] writes it, with a true minus sign: for prose.
#[must_use]
pub fn exact(value: f32) -> String {
    plain(value).replace('-', "−")
}

/// A computed value to at most `digits` significant digits, and all of its whole part, without trailing zeros, with a true
/// minus sign: for prose.
///
/// Values of 10⁹ and more, or below 10⁻⁶, are written with an exponent, as Python does (`1.5e−07` is `1.5e−7` here).
#[must_use]
pub fn rounded(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "?".into() } else { exact(value as f32) };
    }
    let count = digits.max(1);
    // Rounding through the exponent form keeps the digits significant: 0.00123456 and 123456 alike.
    let scientific = format!("{value:.*e}", count - 1);
    let Some(digits) = Digits::of(&scientific) else { return scientific };
    let text = match digits.power {
        // All digits of a whole number, also where these are more.
        power if (count as i32..9).contains(&power) => (value.round_ties_even() as i64).to_string(),
        power if (-6..9).contains(&power) => trim_zeros(&digits.decimal()).to_owned(),
        power => format!("{}e{power}", trim_zeros(scientific.split('e').next().unwrap_or_default())),
    };
    // Rounded to nothing, a negative number has no sign.
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

/// The numbers of so many digits just below and above a positive value; twice the value where it is one itself.
#[must_use]
pub fn around(value: f64, digits: i32) -> [f64; 2] {
    let power = format!("{value:e}").split_once('e').and_then(|(_, power)| power.parse::<i32>().ok()).unwrap_or(0);
    let unit = 10_f64.powi(power + 1 - digits);
    let count = value / unit;
    // What is off by the last bits of a float is meant.
    [libm::floor(count + 1e-6) * unit, libm::ceil(count - 1e-6) * unit]
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
    use proptest::prelude::*;

    #[test]
    fn a_limit_has_a_neighbour_on_each_side() {
        for (value, [low, high]) in [
            (0.308_907_2, ["0.3089", "0.309"]),
            (0.291_796, ["0.2917", "0.2918"]),
            (0.2, ["0.2", "0.2"]),
            (1234.56, ["1234", "1235"]),
            (1e-7, ["1e−7", "1e−7"]),
        ] {
            assert_eq!(around(value, 4).map(|side| rounded(side, 4)), [low, high], "{value}");
        }
    }

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

    /// How the standard library lays it out.
    fn by_the_library(value: f64, digits: usize) -> String {
        let scientific = format!("{value:.*e}", digits - 1);
        let (mantissa, power) = scientific.split_once('e').expect("it is finite");
        let power: i32 = power.parse().expect("a whole number");
        let decimals = usize::try_from(digits as i32 - 1 - power).unwrap_or(0);
        let text = match power {
            _ if value == 0.0 => "0".to_owned(),
            -6..9 => trim_zeros(&format!("{value:.decimals$}")).to_owned(),
            _ => format!("{}e{power}", trim_zeros(mantissa)),
        };
        text.replace('-', "−")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn numbers_are_laid_out_as_the_standard_library_does(bits in any::<u32>(), double in any::<u64>(), power in -9..12i32, digits in 1..10usize) {
            let value = f32::from_bits(bits);
            let (decimal, scientific) = (format!("{value}"), format!("{value:e}"));
            let is_decimal = decimal.len() <= scientific.len() + 4;
            prop_assert_eq!(plain(value), if is_decimal { decimal } else { scientific });
            // Around the sizes that are shown, among them ties and whole numbers.
            let size = f64::powi(10.0, power);
            for value in [double as f64 / u64::MAX as f64 * size, (double % 4001) as f64 / 2.0 - 1000.0, f64::from_bits(double)] {
                prop_assert_eq!(super::decimal(value), format!("{value}"));
                if value.is_finite() {
                    prop_assert_eq!(rounded(value, digits), by_the_library(value, digits), "{:e}", value);
                }
            }
        }
    }

    #[test]
    fn rulers_step_in_ones_twos_and_fives() {
        for (value, next) in [(1.0, 1.0), (1.1, 2.0), (200.0, 200.0), (201.0, 500.0), (0.03, 0.05), (0.001, 0.001)] {
            assert_eq!(round_up(value), next, "{value}");
        }
    }
}
