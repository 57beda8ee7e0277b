//! The words and signs of a cell.

use super::{Read, Unexpected};
use crate::notebook::syntax::Number;
use crate::notebook::unclear::Form;
use crate::number;

/// A word or sign, and where it begins.
#[derive(Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) at: usize,
    pub(super) what: What<'a>,
}

/// What kind of word or sign.
#[derive(Debug, PartialEq)]
pub(super) enum What<'a> {
    Number(Number),
    /// What stands between the quotes.
    Text(&'a str),
    /// The same with an `f` before the first quote.
    Template(&'a str),
    Name(&'a str),
    Symbol(char),
    /// The end of a line, outside of all brackets.
    NewLine,
}

/// All words and signs; blanks, comments and the line breaks between brackets are no more.
pub(super) fn tokens(text: &str) -> Read<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let (mut at, mut open) = (0, 0_usize);
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (what, length) = match first {
            ' ' | '\t' | '\r' => (None, 1),
            '\n' => ((open == 0).then_some(What::NewLine), 1),
            '#' => (None, rest.find('\n').unwrap_or(rest.len())),
            '\'' | '"' => {
                let text = quoted(at, rest)?;
                (Some(What::Text(text)), text.len() + 2)
            }
            'f' if rest[1..].starts_with(['\'', '"']) => {
                let text = quoted(at + 1, &rest[1..])?;
                (Some(What::Template(text)), text.len() + 3)
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                (Some(What::Name(&rest[..length])), length)
            }
            '0'..='9' => number(at, rest)?,
            '.' if rest[1..].starts_with(|c: char| c.is_ascii_digit()) => number(at, rest)?,
            '(' | ')' | '[' | ']' | ',' | '.' | '=' | '+' | '-' | ':' => {
                match first {
                    '(' | '[' => open += 1,
                    ')' | ']' => open = open.saturating_sub(1),
                    _ => {}
                }
                (Some(What::Symbol(first)), 1)
            }
            _ => return Err(Unexpected::new(at, &[Form::Value])),
        };
        tokens.extend(what.map(|what| Token { at, what }));
        at += length;
    }
    Ok(tokens)
}

/// What stands between the quotes that `rest` begins with. Python's backslashes are not understood.
fn quoted(at: usize, rest: &str) -> Read<&str> {
    let (quote, name) = if rest.starts_with('"') { ('"', "\"") } else { ('\'', "'") };
    let inside = &rest[1..];
    let end = inside.find([quote, '\n', '\\']).unwrap_or(inside.len());
    if inside[end..].starts_with(quote) { Ok(&inside[..end]) } else { Err(Unexpected::one_of(at + 1 + end, &[name])) }
}

/// Larger ints would lose their last digits in the f64 that holds them.
pub(in crate::notebook) const LARGEST_WHOLE: f64 = 9e15;

/// `200`, `200.`, `.5`, `1e-6`, `1_000`; not `007` and `0x10`.
fn number(at: usize, rest: &str) -> Read<(Option<What<'_>>, usize)> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit() && c != '_').unwrap_or(text.len());
    let mut end = digits(rest);
    let mut whole = true;
    if rest[end..].starts_with('.') {
        whole = false;
        end += 1;
        end += digits(&rest[end..]);
    }
    if let Some(exponent) = rest[end..].strip_prefix(['e', 'E']) {
        whole = false;
        let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        end = rest.len() - power.len() + digits(power);
    }
    let text = &rest[..end];
    let goes_on = rest[end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    let is_octal = whole && text.len() > 1 && text.starts_with('0');
    // An underscore stands between two digits.
    let stray = text
        .split('_')
        .any(|part| !part.starts_with(|c: char| c.is_ascii_digit()) || !part.ends_with(|c: char| c.is_ascii_digit()));
    let stray = stray && text.contains('_');
    match number::nearest::<f64>(&text.replace('_', "")) {
        Some(value) if value.is_finite() && !(goes_on || is_octal || stray || (whole && value > LARGEST_WHOLE)) => {
            Ok((Some(What::Number(Number { value, whole })), end))
        }
        _ => Err(Unexpected::new(at, &[Form::Number])),
    }
}
