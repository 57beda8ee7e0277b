//! One cell of a table: is it a number, and with which decimal mark?

use super::VALUE_LIMIT;
use crate::number::{self, NotANumber};

/// What stands before the decimals in a whole table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

/// How the number in a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Without a mark: `12`, `−3`, `1e-6`.
    Whole,
    /// `1.5`
    Point,
    /// `1,5`, `0,125`: no other meaning is possible.
    Comma,
    /// `1,234`: with a decimal comma a little more than one, with commas between thousands a little more than a thousand.
    CommaOrThousands,
}

/// Why a cell gives no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It is empty, or holds something that is not a decimal number.
    NotANumber,
    /// `1,234` in a table where this may mean 1.234 or 1234.
    UnclearMark,
    /// A decimal mark other than that of the other rows.
    OtherMark,
    /// A number beyond ±[`VALUE_LIMIT`].
    TooLarge,
}

/// A cell that holds a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) form: Form,
    /// The value if the mark means what it seems to mean; `None` beyond ±[`VALUE_LIMIT`].
    value: Option<f32>,
}

impl Number {
    /// Reads a cell without surrounding blanks.
    pub(super) fn of(cell: &str) -> Option<Self> {
        let (form, read) = match cell.split_once(',') {
            Some((before, after)) => {
                // A digit on both sides: the "1," of "1, 2" is a separator's work, and "1,−2" is two numbers.
                let digits = before.ends_with(|c: char| c.is_ascii_digit())
                    && after.starts_with(|c: char| c.is_ascii_digit())
                    && !cell.contains('.');
                let form = if is_thousands(before, after) { Form::CommaOrThousands } else { Form::Comma };
                // A second comma makes it no number at all, since `number::read` knows none.
                (form, digits.then(|| number::read(&cell.replacen(',', ".", 1)))?)
            }
            None => (if cell.contains('.') { Form::Point } else { Form::Whole }, number::read(cell)),
        };
        match read {
            Ok(value) => Some(Self { form, value: Some(value).filter(|value| value.abs() <= VALUE_LIMIT) }),
            Err(NotANumber::TooLarge) => Some(Self { form, value: None }),
            Err(NotANumber::Form) => None,
        }
    }

    fn under(self, mark: Mark) -> Result<f32, Unusable> {
        match (self.form, mark) {
            (Form::Whole, _) | (Form::Point, Mark::Point) | (Form::Comma | Form::CommaOrThousands, Mark::Comma) => {
                self.value.ok_or(Unusable::TooLarge)
            }
            (Form::CommaOrThousands, Mark::Point) => Err(Unusable::UnclearMark),
            (Form::Point, Mark::Comma) | (Form::Comma, Mark::Point) => Err(Unusable::OtherMark),
        }
    }
}

/// The value of a cell in a table with this decimal mark.
pub(super) fn value(cell: &str, mark: Mark) -> Result<f32, Unusable> {
    Number::of(cell).ok_or(Unusable::NotANumber)?.under(mark)
}

/// How tables and programs write that there is no number.
const NOTHING: [&str; 8] = ["n/a", "#n/a", "na", "nan", "null", "none", "inf", "infinity"];

/// Whether a cell can be the name of a column. What begins with a digit, also behind a sign, is meant as a number, however it is
/// written; and no letter at all is no name.
pub(super) fn is_name(cell: &str) -> bool {
    let begins = cell.chars().find(|c| c.is_alphanumeric());
    let word = cell.trim_start_matches(['-', '−', '+']).to_lowercase();
    begins.is_some_and(|c| !c.is_numeric()) && !NOTHING.contains(&word.as_str())
}

/// Whether a comma between these may part thousands: one to three digits that do not begin with 0, then exactly three.
fn is_thousands(before: &str, after: &str) -> bool {
    let digits = before.trim_start_matches(['+', '-', '−']);
    let is_group = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    (1..=3).contains(&digits.len())
        && is_group(digits)
        && !digits.starts_with('0')
        && after.len() == 3
        && is_group(after)
}

#[cfg(test)]
mod tests {
    use super::{Form, Mark, Number, Unusable, value};

    #[test]
    fn a_comma_is_a_decimal_mark_only_where_it_can_be_nothing_else() {
        for (cell, form) in [
            ("12", Some(Form::Whole)),
            ("−3", Some(Form::Whole)),
            ("1e-6", Some(Form::Whole)),
            ("1.5", Some(Form::Point)),
            (".5", Some(Form::Point)),
            ("1,5", Some(Form::Comma)),
            ("-0,125", Some(Form::Comma)),
            ("1,2345", Some(Form::Comma)),
            ("1234,567", Some(Form::Comma)),
            ("1,234e2", Some(Form::Comma)),
            ("1,234", Some(Form::CommaOrThousands)),
            ("−999,000", Some(Form::CommaOrThousands)),
            ("1,", None),
            (",5", None),
            ("1,-5", None),
            ("1,234,567", None),
            ("1,234.5", None),
            ("1.234,5", None),
            ("1 234", None),
            ("", None),
            ("NaN", None),
            ("$300", None),
        ] {
            assert_eq!(Number::of(cell).map(|number| number.form), form, "{cell}");
        }
    }

    #[test]
    fn a_value_needs_the_mark_of_its_table_and_a_size_within_the_limit() {
        for (cell, mark, expected) in [
            ("12", Mark::Comma, Ok(12.0)),
            ("1.5", Mark::Point, Ok(1.5)),
            ("1.5", Mark::Comma, Err(Unusable::OtherMark)),
            ("1,5", Mark::Comma, Ok(1.5)),
            ("1,234", Mark::Comma, Ok(1.234)),
            ("1,234", Mark::Point, Err(Unusable::UnclearMark)),
            ("−1000000", Mark::Point, Ok(-1e6)),
            ("1000001", Mark::Point, Err(Unusable::TooLarge)),
            ("1e39", Mark::Point, Err(Unusable::TooLarge)),
            ("big", Mark::Point, Err(Unusable::NotANumber)),
        ] {
            assert_eq!(value(cell, mark), expected, "{cell} with {mark:?}");
        }
    }
}
