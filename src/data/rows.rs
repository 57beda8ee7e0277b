//! A pasted text as rows of cells, each with its line number.

use csv::{ReaderBuilder, StringRecord};

/// Columns further right are not looked at: a table that wide is not two columns of numbers with something beside them.
const WIDEST: usize = 20;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Tab,
    Semicolon,
    Comma,
    /// One or more spaces, also before the first cell.
    Spaces,
}

impl Separator {
    /// Rarest inside a number first.
    pub(super) const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Comma, Self::Spaces];

    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Spaces => b' ',
        }
    }
}

/// How rows fall into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) separator: Separator,
    /// Whether a cell in double quotes may hold separators and line ends. One quote that never closes would swallow the rest
    /// of the text, so this can be off.
    pub(super) quotes: bool,
}

/// A row with something in it.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Where it starts, counted from 1.
    pub(super) line: usize,
    fields: StringRecord,
    skip_empty: bool,
}

impl Row {
    /// The cells from the left, without surrounding blanks and quotes.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(bare).filter(|cell| !(self.skip_empty && cell.is_empty())).take(WIDEST)
    }
}

/// The rows of a text that has only `\n` as line ends; blank rows, and rows of nothing but separators, are left out.
pub(super) fn rows(text: &str, split: Split) -> impl Iterator<Item = Row> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(split.separator.byte())
        .quoting(split.quotes)
        .from_reader(text.as_bytes());
    let mut line = 1;
    let mut counted = 0;
    // A record fails only for uneven lengths, invalid UTF-8 or a reader's error, none of which can happen here.
    let records = reader.into_records().map_while(Result::ok).map(move |fields| {
        let after_last =
            fields.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(counted);
        // csv counts the blank lines before a record as its own.
        let blank = text.as_bytes().iter().skip(after_last).take_while(|byte| **byte == b'\n').count();
        let start = after_last + blank;
        line += text.as_bytes()[counted..start].iter().filter(|byte| **byte == b'\n').count();
        counted = start;
        Row { line, fields, skip_empty: split.separator == Separator::Spaces }
    });
    records.filter(|row| row.cells().any(|cell| !cell.is_empty()))
}

/// A field without the blanks around it, and without the quotes that csv leaves where a blank stands before them.
fn bare(field: &str) -> &str {
    let field = field.trim();
    field.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(field).trim()
}

#[cfg(test)]
mod tests {
    use super::{Separator, Split, rows};

    fn check(text: &str, separator: Separator, quotes: bool, expected: &[(usize, &[&str])]) {
        let rows: Vec<_> = rows(text, Split { separator, quotes }).collect();
        let actual: Vec<_> = rows.iter().map(|row| (row.line, row.cells().collect::<Vec<_>>())).collect();
        let expected: Vec<_> = expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(actual, expected, "{text:?}");
    }

    #[test]
    fn every_row_knows_its_line() {
        check("1,2\n3,4", Separator::Comma, true, &[(1, &["1", "2"]), (2, &["3", "4"])]);
        check("\n\n1,2\n\n \n,,\n3,4\n", Separator::Comma, true, &[(3, &["1", "2"]), (7, &["3", "4"])]);
        check("\"a\nb\",c\n\n1,2\n", Separator::Comma, true, &[(1, &["a\nb", "c"]), (4, &["1", "2"])]);
        check("", Separator::Comma, true, &[]);
    }

    #[test]
    fn spaces_come_in_runs_and_other_separators_one_by_one() {
        check("  1   2 \n3 4", Separator::Spaces, true, &[(1, &["1", "2"]), (2, &["3", "4"])]);
        check("\"a b\"  c", Separator::Spaces, true, &[(1, &["a b", "c"])]);
        check("1\t\t2\t", Separator::Tab, true, &[(1, &["1", "", "2", ""])]);
    }

    #[test]
    fn quotes_hold_separators_together_unless_they_are_off() {
        check("\"1,5\",2", Separator::Comma, true, &[(1, &["1,5", "2"])]);
        check("1, \"2\"", Separator::Comma, true, &[(1, &["1", "2"])]);
        check("\"1,2\n\"3\",4\n", Separator::Comma, false, &[(1, &["\"1", "2"]), (2, &["3", "4"])]);
        check("\"say \"\"x\"\"\",y", Separator::Comma, true, &[(1, &["say \"x\"", "y"])]);
    }
}
