//! Reads the text of a cell: a reader of a closed grammar, not a Python.
//!
//! ```text
//! cell      = { [ import | statement ] newline }
//! import    = "import" path [ "as" name ] | "from" path "import" name { "," name }
//! statement = [ ( name | name "," { name "," } ) "=" ] sum
//! sum       = part { "+" part }
//! part      = atom { "." name | "(" arguments ")" | "[" index "]" }
//! atom      = [ "-" ] number | text | template | "True" | "False" | name | "[" sums "]" | "(" sums ")"
//! ```
//!
//! Blanks, comments, empty lines, line breaks between brackets, either kind of quotes and a comma after the last item are as
//! free as in Python. Which functions there are, the `kernel` knows.
//!
//! By hand: six rules need no parser library, and the weight of the page is counted.

use std::cell::Cell;

use super::syntax::{Argument, Expr, Kind, Number, Statement, Target};
use super::unclear::{Form, Unexpected};
use token::{Token, What, tokens};

mod import;
mod token;

pub(super) use token::LARGEST_WHOLE;

/// The longest text that is read, in bytes: 200 examples fit in a tenth of it.
const LONGEST: usize = 64 * 1024;
/// So many brackets may stand in each other, and so many calls or additions in a row: each is a step into the tree.
const DEEPEST: usize = 12;

type Read<T> = Result<T, Unexpected>;

/// The statements of a cell. Imports change nothing here, so they leave no trace.
pub(super) fn read(text: &str) -> Read<Vec<Statement>> {
    if text.len() > LONGEST {
        return Err(Unexpected::new(0, &[Form::Simpler]));
    }
    let mut reader = Reader { tokens: tokens(text)?, next: 0, depth: 0, end: text.len() };
    let mut statements = Vec::new();
    while let Some(token) = reader.peek() {
        match &token.what {
            What::NewLine => reader.next += 1,
            What::Name("import" | "from") => reader.import()?,
            _ => statements.push(reader.statement()?),
        }
    }
    Ok(statements)
}

struct Reader<'a> {
    tokens: Vec<Token<'a>>,
    next: usize,
    depth: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.next)
    }

    fn at(&self) -> usize {
        self.peek().map_or(self.end, |token| token.at)
    }

    fn expected<T>(&self, forms: &[Form]) -> Read<T> {
        Err(Unexpected::new(self.at(), forms))
    }

    /// Whether `symbol` comes next; then goes past it.
    fn takes(&mut self, symbol: char) -> bool {
        let takes = self.peek().is_some_and(|token| token.what == What::Symbol(symbol));
        self.next += usize::from(takes);
        takes
    }

    fn name(&mut self) -> Read<&'a str> {
        match self.peek() {
            Some(Token { what: What::Name(name), .. }) if !KEYWORDS.contains(name) => {
                let name = *name;
                self.next += 1;
                Ok(name)
            }
            _ => self.expected(&[Form::Name]),
        }
    }

    fn line_end(&mut self) -> Read<()> {
        match self.peek() {
            None => Ok(()),
            Some(Token { what: What::NewLine, .. }) => {
                self.next += 1;
                Ok(())
            }
            Some(_) => self.expected(&[Form::NewLine]),
        }
    }

    fn statement(&mut self) -> Read<Statement> {
        let target = self.target();
        let value = self.sum()?;
        self.line_end()?;
        Ok(Statement { target, value })
    }

    /// The names before a `=`, if the line begins with such; else goes nowhere.
    fn target(&mut self) -> Target {
        let start = self.next;
        let mut names = Vec::new();
        let mut comma = false;
        while let Ok(name) = self.name() {
            names.push(name.to_owned());
            if !self.takes(',') {
                break;
            }
            comma = true;
        }
        match names.pop() {
            Some(name) if self.takes('=') => {
                if comma {
                    names.push(name);
                    Target::Names(names)
                } else {
                    Target::Name(name)
                }
            }
            _ => {
                self.next = start;
                Target::Nowhere
            }
        }
    }

    fn sum(&mut self) -> Read<Expr> {
        // Each bracket comes back here, so this is the one place that has to count them.
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.expected(&[Form::Simpler]);
        }
        let mut sum = self.part()?;
        let mut terms = 1;
        while self.takes('+') {
            terms += 1;
            if terms > DEEPEST {
                return self.expected(&[Form::Simpler]);
            }
            let at = sum.at;
            sum = Expr { at, kind: Kind::Sum(Box::new(sum), Box::new(self.part()?)) };
        }
        self.depth -= 1;
        Ok(sum)
    }

    fn part(&mut self) -> Read<Expr> {
        let mut part = self.atom()?;
        for _ in 0..DEEPEST {
            let at = part.at;
            let kind = if self.takes('.') {
                Kind::Attribute(Box::new(part), self.name()?.to_owned())
            } else if self.takes('(') {
                Kind::Call(Box::new(part), self.arguments()?)
            } else if self.takes('[') {
                self.index(part)?
            } else {
                return Ok(part);
            };
            part = Expr { at, kind };
        }
        self.expected(&[Form::Simpler])
    }

    fn arguments(&mut self) -> Read<Vec<Argument>> {
        // In Python too no value without a name comes after one that has one.
        let has_names = Cell::new(false);
        self.items(')', |reader| {
            let at = reader.at();
            let is_named = reader.tokens.get(reader.next + 1).is_some_and(|token| token.what == What::Symbol('='));
            let name = if is_named { Some(reader.name()?.to_owned()) } else { None };
            if !is_named && has_names.get() {
                return reader.expected(&[Form::Code("name=value")]);
            }
            has_names.set(is_named);
            reader.next += usize::from(is_named);
            Ok(Argument { at, name, value: reader.sum()? })
        })
        .map(|(arguments, _)| arguments)
    }

    /// What stands between square brackets after a value: `0, 0` or `1:2`.
    fn index(&mut self, of: Expr) -> Read<Kind> {
        let is_colon = |token: Option<&Token<'_>>| token.is_some_and(|token| token.what == What::Symbol(':'));
        if !is_colon(self.peek()) && !is_colon(self.tokens.get(self.next + 1)) {
            let (places, _) = self.items(']', Self::sum)?;
            return Ok(Kind::Index(Box::new(of), places));
        }
        let from = self.bound()?;
        if !self.takes(':') {
            return self.expected(&[Form::Code(":")]);
        }
        let to = self.bound()?;
        if self.takes(']') { Ok(Kind::Slice(Box::new(of), from, to)) } else { self.expected(&[Form::Code("]")]) }
    }

    /// An end of a slice: a whole number, or nothing.
    fn bound(&mut self) -> Read<Option<usize>> {
        match self.peek() {
            Some(Token { what: What::Number(Number { value, whole: true }), .. }) => {
                let value = *value;
                self.next += 1;
                Ok(Some(value as usize))
            }
            Some(Token { what: What::Symbol(':' | ']'), .. }) => Ok(None),
            _ => self.expected(&[Form::WholeNumber, Form::Code("]")]),
        }
    }

    /// Items with commas between them, up to and with the closing bracket; and whether a comma came last.
    fn items<T>(&mut self, close: char, item: impl Fn(&mut Self) -> Read<T>) -> Read<(Vec<T>, bool)> {
        let mut items = Vec::new();
        let mut comma = false;
        while !self.takes(close) {
            if !items.is_empty() && !comma {
                let bracket = if close == ')' { ")" } else { "]" };
                return self.expected(&[Form::Code(","), Form::Code(bracket)]);
            }
            items.push(item(self)?);
            comma = self.takes(',');
        }
        Ok((items, comma))
    }

    fn atom(&mut self) -> Read<Expr> {
        let at = self.at();
        let Some(token) = self.tokens.get(self.next) else { return self.expected(&[Form::Value]) };
        let kind = match &token.what {
            What::Number(number) => Kind::Number(*number),
            What::Text(text) => Kind::Text((*text).to_owned()),
            What::Template(text) => self.template(at, text)?,
            What::Name("True") => Kind::Switch(true),
            What::Name("False") => Kind::Switch(false),
            What::Name(name) if *name == "None" || !KEYWORDS.contains(name) => Kind::Name((*name).to_owned()),
            What::Symbol('-') => return self.negative(at),
            What::Symbol('[') => {
                self.next += 1;
                let (items, _) = self.items(']', Self::sum)?;
                return Ok(Expr { at, kind: Kind::List(items) });
            }
            What::Symbol('(') => {
                self.next += 1;
                let (mut items, comma) = self.items(')', Self::sum)?;
                // `(1)` is 1, `(1,)` is a tuple.
                let kind = match items.pop() {
                    Some(only) if items.is_empty() && !comma => only.kind,
                    last => {
                        items.extend(last);
                        Kind::Tuple(items)
                    }
                };
                return Ok(Expr { at, kind });
            }
            _ => return self.expected(&[Form::Value]),
        };
        self.next += 1;
        Ok(Expr { at, kind })
    }

    fn negative(&mut self, at: usize) -> Read<Expr> {
        self.next += 1;
        match self.peek() {
            Some(Token { what: What::Number(Number { value, whole }), .. }) => {
                // An int has no negative zero.
                let value = if *whole { 0.0 - value } else { -value };
                let kind = Kind::Number(Number { value, whole: *whole });
                self.next += 1;
                Ok(Expr { at, kind })
            }
            _ => self.expected(&[Form::Number]),
        }
    }

    /// `w = {w}` between the quotes of an f-string that begins at `at`.
    fn template(&self, at: usize, text: &str) -> Read<Kind> {
        // The f and the quote.
        let start = at + 2;
        let (mut pieces, mut from) = (Vec::new(), 0);
        while let Some(open) = text[from..].find(['{', '}']).map(|open| from + open) {
            let Some(close) = text[open..].find('}').map(|close| open + close) else {
                return Err(Unexpected::one_of(start + text.len(), &["}"]));
            };
            pieces.push(Expr { at: start + from, kind: Kind::Text(text[from..open].to_owned()) });
            let inside = &text[(open + 1).min(close)..close];
            let (inside, digits) = match inside.split_at(colon(inside)) {
                (value, "") => (value, None),
                (value, format) => match format.as_bytes() {
                    [b':', b'.', digit @ b'0'..=b'9', b'f'] => (value, Some(usize::from(digit - b'0'))),
                    _ => return Err(Unexpected::one_of(start + open + 1 + value.len(), &["}", ":.2f"])),
                },
            };
            let at = start + open + 1;
            let mut tokens = tokens(inside).map_err(|error| Unexpected { at: at + error.at, ..error })?;
            tokens.iter_mut().for_each(|token| token.at += at);
            let mut reader = Reader { tokens, next: 0, depth: self.depth, end: at + inside.len() };
            let value = reader.sum()?;
            if reader.peek().is_some() {
                return Err(Unexpected::one_of(reader.at(), &["}"]));
            }
            let value = Expr { at, ..value };
            pieces.push(match digits {
                Some(digits) => Expr { at, kind: Kind::Rounded(Box::new(value), digits) },
                None => value,
            });
            from = close + 1;
        }
        pieces.push(Expr { at: start + from, kind: Kind::Text(text[from..].to_owned()) });
        Ok(Kind::Template(pieces))
    }
}

/// Where the format of a value between braces begins, or the end: in brackets a colon is that of a slice.
fn colon(inside: &str) -> usize {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, letter) in inside.char_indices() {
        match letter {
            '\'' | '"' if quote.is_none_or(|open| open == letter) => {
                quote = if quote.is_some() { None } else { Some(letter) }
            }
            _ if quote.is_some() => {}
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return at,
            _ => {}
        }
    }
    inside.len()
}

/// Words of Python that are no names, so that the place of a loop is the place of its `for`.
const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(50_000))]
        #[test]
        fn arbitrary_text_never_panics_and_is_refused_within_itself(
            characters in vec(prop_oneof![3 => proptest::char::range(' ', '~'), 1 => any::<char>()], 0..24),
        ) {
            check(&String::from_iter(characters));
        }

        #[test]
        fn words_and_signs_in_any_order_never_panic(words in vec(select(WORDS.as_slice()), 0..16)) {
            check(&words.concat());
        }
    }

    const WORDS: [&str; 27] = [
        "np", "w", "f\"", "\"", "'", "{", "}", "=", "(", ")", "[", "]", ",", ".", ":", "+", "-", "1", "2.5", "1e", "_",
        "#", "\n", "é", "import", "from", " ",
    ];

    fn check(text: &str) {
        if let Err(unexpected) = read(text) {
            assert!(text.is_char_boundary(unexpected.at), "{unexpected:?} in {text}");
            let unclear = unexpected.in_text(text);
            assert!(unclear.line <= text.matches('\n').count() + 1, "{unclear:?} in {text}");
        }
    }

    #[test]
    fn what_is_nested_or_chained_without_end_is_refused_and_overflows_nothing() {
        for piece in ["[", "(", "f(", "x[", "1+", "x.", "-", "f\"{"] {
            assert!(read(&piece.repeat(5000)).is_err(), "{piece}");
        }
        assert!(read(&format!("x{}", ".y".repeat(5000))).is_err());
        assert!(read(&"x\n".repeat(40_000)).is_err(), "longer than any cell");
    }
}
