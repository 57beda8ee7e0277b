//! How a pasted table is laid out: what separates its cells, which two columns count, which mark stands before decimals.

use super::cell::{Form, Mark, Number};
use super::rows::{Row, Separator, Split, rows};
use super::table::ROW_LIMIT;
use std::cmp::Reverse;

/// One layout for a whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    split: Split,
    /// Which columns hold x and y, counted from 0; the first is further left.
    pub(super) columns: [usize; 2],
    pub(super) mark: Mark,
    /// Whether there are further columns of numbers.
    pub(super) has_more: bool,
    /// Whether most rows have a cell behind y, be it empty.
    has_third: bool,
}

impl Layout {
    /// The layout under which most rows hold two numbers. Among those as good, the one with the fewest other cells in these
    /// rows: `1,5 2,5` is two decimals rather than a 1, a `5 2` and a 5.
    pub(super) fn of(text: &str) -> Self {
        let tallies = splits(text).into_iter().map(|split| Tally::of(text, split));
        let best = tallies.min_by_key(|tally| (Reverse(tally.pairs), tally.words));
        best.map_or(
            Self {
                split: Split { separator: Separator::Comma, quotes: true },
                columns: [0, 1],
                mark: Mark::Point,
                has_more: false,
                has_third: false,
            },
            |tally| {
                let (columns, has_more) = tally.numeric_columns();
                let cells = |at: usize| tally.columns.get(at).map_or(0, |column| column.cells);
                let has_third = 2 * cells(columns[1] + 1) >= cells(0);
                Self { split: tally.split, columns, mark: tally.mark(columns), has_more, has_third }
            },
        )
    }

    pub(super) fn rows(self, text: &str) -> impl Iterator<Item = Row> {
        rows(text, self.split)
    }

    /// The cells of x and y, where the row has them.
    pub(super) fn pair(self, row: &Row) -> Option<[&str; 2]> {
        let [left, right] = self.columns;
        let mut cells = row.cells();
        let x = cells.nth(left)?;
        Some([x, cells.nth(right - left - 1)?])
    }

    /// Where few rows go on behind y, a number that its own comma may have taken apart, `4,700`: in which column, and as it
    /// stood there.
    pub(super) fn torn(self, row: &Row) -> Option<(usize, String)> {
        let is_split = |head: &str, tail: &str| {
            let is_whole = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit());
            let head = head.trim_start_matches(['-', '−']);
            (1..=3).contains(&head.len()) && tail.len() == 3 && is_whole(head) && is_whole(tail)
        };
        if self.split.separator != Separator::Comma || self.has_third {
            return None;
        }
        let [left, right] = self.columns;
        let cells: Vec<&str> = row.cells().collect();
        // One number more than in the others.
        cells.get(right + 1).and_then(|cell| Number::of(cell))?;
        [left, right].into_iter().find_map(|at| {
            let (head, tail) = (cells[at], cells[at + 1]);
            (Number::of(head).is_some() && is_split(head, tail)).then(|| (at, format!("{head},{tail}")))
        })
    }
}

/// The ways to split a text that make any difference to it.
fn splits(text: &str) -> Vec<Split> {
    let has = |byte: u8| text.as_bytes().contains(&byte);
    let quotings = if has(b'"') { &[true, false][..] } else { &[true] };
    let separators = Separator::ALL.into_iter().filter(|separator| has(separator.byte()));
    separators.flat_map(|separator| quotings.iter().map(move |quotes| Split { separator, quotes: *quotes })).collect()
}

/// What a text holds if it is split in this way.
struct Tally {
    split: Split,
    /// Rows with two numbers or more.
    pairs: usize,
    /// Cells in these rows that are neither a number nor empty.
    words: usize,
    columns: Vec<Column>,
}

/// The numbers in one column.
#[derive(Clone, Copy, Default)]
struct Column {
    cells: usize,
    numbers: usize,
    points: usize,
    /// With a comma that may be a decimal one.
    commas: usize,
    /// With a comma that can only be a decimal one.
    sure_commas: usize,
}

impl Tally {
    fn of(text: &str, split: Split) -> Self {
        let mut tally = Self { split, pairs: 0, words: 0, columns: Vec::new() };
        // One more, for a header.
        for row in rows(text, split).take(ROW_LIMIT + 1) {
            let (mut numbers, mut words) = (0, 0);
            for (at, cell) in row.cells().enumerate() {
                if at == tally.columns.len() {
                    tally.columns.push(Column::default());
                }
                tally.columns[at].cells += 1;
                match Number::of(cell) {
                    Some(number) => {
                        numbers += 1;
                        tally.columns[at].add(number.form);
                    }
                    None => words += usize::from(!cell.is_empty()),
                }
            }
            if numbers >= 2 {
                tally.pairs += 1;
                tally.words += words;
            }
        }
        tally
    }

    /// The first two columns of numbers, and whether there are more. Where there are fewer, the leftmost others take their
    /// place, so that it can be said what is wrong with them.
    fn numeric_columns(&self) -> ([usize; 2], bool) {
        let most = self.columns.iter().map(|column| column.numbers).max().unwrap_or(0);
        // Half as many as the fullest column: a gap here and there does not hand the place on to the next column.
        let is_numeric = |at: &usize| self.columns.get(*at).is_some_and(|column| 2 * column.numbers >= most.max(1));
        let (numeric, others): (Vec<_>, Vec<_>) = (0..self.columns.len().max(2)).partition(is_numeric);
        let has_more = numeric.len() > 2;
        let chosen: Vec<_> = numeric.into_iter().chain(others).take(2).collect();
        ([chosen[0].min(chosen[1]), chosen[0].max(chosen[1])], has_more)
    }

    /// The comma only if somewhere it can be nothing else, and if points are in the minority.
    fn mark(&self, columns: [usize; 2]) -> Mark {
        let sum = |count: fn(&Column) -> usize| -> usize {
            columns.iter().filter_map(|at| self.columns.get(*at)).map(count).sum()
        };
        let is_comma =
            sum(|column| column.sure_commas) > 0 && sum(|column| column.commas) > sum(|column| column.points);
        if is_comma { Mark::Comma } else { Mark::Point }
    }
}

impl Column {
    fn add(&mut self, form: Form) {
        self.numbers += 1;
        match form {
            Form::Whole => {}
            Form::Point => self.points += 1,
            Form::Comma => {
                self.commas += 1;
                self.sure_commas += 1;
            }
            Form::CommaOrThousands => self.commas += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, Mark, Separator};

    #[test]
    fn the_layout_that_understands_most_rows_wins() {
        use Separator::{Comma, Semicolon, Spaces, Tab};
        for (text, separator, columns, mark) in [
            ("1,2", Comma, [0, 1], Mark::Point),
            ("1, 2", Comma, [0, 1], Mark::Point),
            ("1 , 2", Comma, [0, 1], Mark::Point),
            ("1\t2", Tab, [0, 1], Mark::Point),
            ("1;2", Semicolon, [0, 1], Mark::Point),
            ("1 2", Spaces, [0, 1], Mark::Point),
            ("Size (1000 sqft), Price; or so\n1, 300", Comma, [0, 1], Mark::Point),
            ("the size\tthe price\n1\t300", Tab, [0, 1], Mark::Point),
            ("1,5;2,5", Semicolon, [0, 1], Mark::Comma),
            ("1,5\t2", Tab, [0, 1], Mark::Comma),
            ("1,5 2,5", Spaces, [0, 1], Mark::Comma),
            ("size price\n1,25 2,50\noops 0,00", Spaces, [0, 1], Mark::Comma),
            ("\"1,5\",\"2,5\"", Comma, [0, 1], Mark::Comma),
            ("1,234;2,345", Semicolon, [0, 1], Mark::Point),
            ("1,234;2,345\n0,5;1", Semicolon, [0, 1], Mark::Comma),
            ("1,5;2.5\n1;2.5", Semicolon, [0, 1], Mark::Point),
            ("Ann,1,2\nBob,3,4", Comma, [1, 2], Mark::Point),
            ("1,Ann,2\n3,Bob,4", Comma, [0, 2], Mark::Point),
            ("1,2,3\n4,,6\n7,8,9", Comma, [0, 1], Mark::Point),
            ("a,b,1\nc,d,2", Comma, [0, 2], Mark::Point),
            ("1,a\n2,b", Comma, [0, 1], Mark::Point),
            ("1\n2", Comma, [0, 1], Mark::Point),
            ("", Comma, [0, 1], Mark::Point),
        ] {
            let layout = Layout::of(text);
            assert_eq!((layout.split.separator, layout.columns, layout.mark), (separator, columns, mark), "{text:?}");
        }
    }

    #[test]
    fn a_comma_that_may_stand_within_a_number_is_seen() {
        let text = "1,2\n2,4,700\n-4,700,1\n3,5,\n6,7,note\n8,9,70\n10,11,1e3\n1.5,300,7\n12,13\n14,15\n16,17\n18,19\n20,21\n22,23\n24,25\n26,27";
        let layout = Layout::of(text);
        let torn: Vec<_> = layout.rows(text).filter_map(|row| Some((row.line, layout.torn(&row)?))).collect();
        assert_eq!(torn, [(2, (1, "4,700".to_owned())), (3, (0, "-4,700".to_owned()))]);
        // A third column that others have too, and another separator.
        for text in ["1,2,300\n4,5,600", "1;2\n3;4;700\n5;6", "x,y,year\n1,300,1999\n2,500,\n3,700,"] {
            let layout = Layout::of(text);
            assert!(layout.rows(text).all(|row| layout.torn(&row).is_none()), "{text}");
        }
    }

    #[test]
    fn quotes_are_quotes_unless_one_of_them_swallows_rows() {
        for (text, quotes) in [("\"1\",\"2\"\n3,4", true), ("\"a\nb\",c\n1,2", true), ("\"oops,1\n1,2\n3,4", false)] {
            assert_eq!(Layout::of(text).split.quotes, quotes, "{text:?}");
        }
    }
}
