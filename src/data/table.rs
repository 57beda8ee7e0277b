//! Tables of points as text: what a spreadsheet or a CSV file gives, and CSV to take away.

use super::cell::{self, Unusable};
use super::layout::Layout;
use super::rows::Row;
use super::{LONGEST, Point, shortened};
use crate::number;

/// The most rows that are read from one text, header and blank rows not counted.
pub const ROW_LIMIT: usize = 100_000;

/// How many refused rows are kept with their reason; the others are counted.
pub const NAMED_ROWS: usize = 20;

/// What a text held.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The rows that could be used, in their order.
    pub points: Vec<Point>,
    /// What the first row calls x and y, if it is a header; blanks within a name become one space, long names are shortened.
    pub header: Option<[String; 2]>,
    /// Which columns x and y are from, counted from 1, where there are further columns of numbers.
    pub columns: Option<[usize; 2]>,
    /// The first [`NAMED_ROWS`] rows that could not be used.
    pub refused: Vec<RefusedRow>,
    /// How many more could not be used.
    pub more_refused: usize,
    /// How many rows after the first [`ROW_LIMIT`] were left out unread.
    pub cut: usize,
}

/// A row that is not among the points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// The line of the text on which the row starts, counted from 1, blank lines and header included.
    pub line: usize,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why a row was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The row ends before its second number.
    TooFewColumns,
    /// One of its two cells gives no number.
    Cell {
        /// Where it stands, counted from 1.
        column: usize,
        /// What it holds, shortened.
        got: String,
        /// Why that is none.
        why: Unusable,
    },
}

/// Reads a table with x and y in two columns, as a spreadsheet puts it on the clipboard or a CSV file holds it.
///
/// * Cells are separated by tabs, semicolons, commas or runs of spaces: whichever makes most rows hold two numbers.
/// * x and y are the first two columns of numbers, so names may stand before and between them; if there are further ones, it is
///   told which were taken.
///   A column counts if it has at least half as many numbers as the one with the most.
/// * The first row is a header if its two cells are names: neither a number, nor what seems meant as one and cannot be read.
/// * Numbers are as [`number::read`] takes them, true minus included. `1,5` is 1.5 where the comma cannot be anything else:
///   not the separator, and somewhere in the two columns not followed by exactly three digits. If points and commas are
///   mixed, the less frequent ones are refused.
/// * Quotes, Windows and old Mac line ends, a byte-order mark, trailing separators and blank rows are understood.
///
/// Rows that cannot be used are told, and do no harm to the others.
#[must_use]
pub fn read(text: &str) -> Reading {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let layout = Layout::of(&text);
    let mut rows = layout.rows(&text).peekable();
    let columns = layout.has_more.then(|| layout.columns.map(|at| at + 1));
    let mut reading = Reading { columns, ..Reading::default() };
    if let Some(header) = rows.peek().and_then(|row| header(layout.pair(row)?)) {
        reading.header = Some(header);
        rows.next();
    }
    for row in rows.by_ref().take(ROW_LIMIT) {
        match point(layout, &row) {
            Ok(point) => reading.points.push(point),
            Err(reason) if reading.refused.len() < NAMED_ROWS => {
                reading.refused.push(RefusedRow { line: row.line, reason });
            }
            Err(_) => reading.more_refused += 1,
        }
    }
    reading.cut = rows.count();
    reading
}

/// Writes CSV that every spreadsheet and [`read`] understand: a comma, `\n` after each row, the shortest texts that stand
/// for these float32 values.
///
/// Points within ±[`VALUE_LIMIT`](super::VALUE_LIMIT) are read back as the same points, unless names that are numbers make the
/// header look like one of them.
#[must_use]
pub fn write(points: &[Point], header: Option<&[String; 2]>) -> String {
    let header = header.map(|names| names.each_ref().map(|name| one_line(name)));
    let rows = points.iter().map(|point| [number::plain(point.x), number::plain(point.y)]);
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in header.into_iter().chain(rows) {
        // Two fields in every row, into memory: there is nothing that could fail, here or below.
        writer.write_record(row).unwrap_or_default();
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn header(pair: [&str; 2]) -> Option<[String; 2]> {
    let is_named = pair.iter().any(|cell| !cell.is_empty());
    let are_names = pair.iter().all(|cell| cell.is_empty() || cell::is_name(cell));
    (is_named && are_names).then(|| pair.map(|cell| shortened(&one_line(cell), LONGEST)))
}

fn point(layout: Layout, row: &Row) -> Result<Point, Reason> {
    let [x, y] = layout.pair(row).ok_or(Reason::TooFewColumns)?;
    if let Some((column, got)) = layout.torn(row) {
        return Err(Reason::Cell { column: column + 1, got, why: Unusable::UnclearMark });
    }
    let value = |cell: &str, at: usize| {
        let refused = |why| Reason::Cell { column: layout.columns[at] + 1, got: shortened(cell, LONGEST), why };
        cell::value(cell, layout.mark).map_err(refused)
    };
    Ok(Point { x: value(x, 0)?, y: value(y, 1)? })
}

/// A name as it stands beside an axis: a cell may break its text into lines.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{NAMED_ROWS, ROW_LIMIT, Reading, Reason, RefusedRow, Unusable, read, write};
    use crate::data::{Point, Set, VALUE_LIMIT};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn points(pairs: &[(f32, f32)]) -> Vec<Point> {
        pairs.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
    }

    fn names(x: &str, y: &str) -> Option<[String; 2]> {
        Some([x.to_owned(), y.to_owned()])
    }

    #[test]
    fn the_houses_are_read_however_they_are_written() {
        for text in [
            "1,300\n2,500\n",
            "1,300\n2,500",
            "1, 300\n 2 , 500 ",
            "1;300\n2;500",
            "1\t300\n2\t500\n",
            "1 300\n2   500",
            "   1 300\n   2 500   ",
            "1,300\r\n2,500\r\n",
            "1,300\r2,500\r",
            "\u{feff}1,300\n2,500",
            "\n\n1,300\n\n  \n,,\n2,500\n\n",
            "1,300,\n2,500,\n",
            "1;300;;\n2;500;;\n",
            "1\t300\t\n2\t500\t",
            "\"1\",\"300\"\n\"2\",\"500\"",
            "\"1\", \"300\"\n\"2\", \"500\"",
            "'Ann',1,300,yes\n'Bob',2,500,no",
            "2024-01-31,1,300\n2024-02-29,2,500",
            "1,0;300,0\n2,0;500,0",
            "1,0\t300\n2,0\t500",
            "1,0 300\n2,0 500",
            "\"1,0\",\"300,0\"\n\"2,0\",\"500,0\"",
            "1.0e0,3e2\n+2,500.",
            "\u{a0}1\t300\u{a0}\n2\t500",
        ] {
            let expected = Reading { points: Set::Houses.points(), ..Reading::default() };
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_first_row_without_numbers_is_a_header() {
        for (text, header) in [
            ("x,y\n1,300\n2,500", names("x", "y")),
            (
                "Size (1000 sqft), Price (in 1000s of dollars)\n1,300\n2,500",
                names("Size (1000 sqft)", "Price (in 1000s of dollars)"),
            ),
            ("\"Size, 1000 sqft\",Price\n1,300\n2,500", names("Size, 1000 sqft", "Price")),
            ("\"Size\n(1000 sqft)\"\tPrice\n1\t300\n2\t500", names("Size (1000 sqft)", "Price")),
            ("size  price\n1  300\n2  500", names("size", "price")),
            ("Größe;Preis\n1,0;300\n2,0;500", names("Größe", "Preis")),
            ("\n\nName\tSize\tPrice\nAnn\t1\t300\nBob\t2\t500", names("Size", "Price")),
            (",y\n1,300\n2,500", names("", "y")),
        ] {
            let expected = Reading { points: Set::Houses.points(), header, ..Reading::default() };
            assert_eq!(read(text), expected, "{text:?}");
        }
        assert_eq!(read("x,y"), Reading { header: names("x", "y"), ..Reading::default() });
        for (text, columns) in [("1 2 3 4 5", [1, 2]), ("Ann;1;2;x;3\nBob;4;5;y;6", [2, 3])] {
            assert_eq!(read(text).columns, Some(columns), "{text}");
        }
        let long = format!("{},y\n1,2", "x".repeat(100));
        assert_eq!(read(&long).header, names(&("x".repeat(59) + "…"), "y"));
    }

    #[test]
    fn a_true_minus_is_a_minus() {
        assert_eq!(read("−1,−300\n-2,500").points, points(&[(-1.0, -300.0), (-2.0, 500.0)]));
    }

    fn refused(line: usize, column: usize, got: String, why: Unusable) -> RefusedRow {
        RefusedRow { line, reason: Reason::Cell { column, got, why } }
    }

    #[test]
    fn bad_rows_are_named_with_their_line_and_the_good_ones_kept() {
        let cell = |column, got: &str, why| refused(1, column, got.into(), why).reason;
        let not_a_number = |column, got| cell(column, got, Unusable::NotANumber);
        let unclear = |column, got| cell(column, got, Unusable::UnclearMark);
        let other = |column, got| cell(column, got, Unusable::OtherMark);
        let too_large = |column, got| cell(column, got, Unusable::TooLarge);
        for (text, good, bad) in [
            (
                "x,y\n1,2\n3,big\n\n4\n5,6",
                points(&[(1.0, 2.0), (5.0, 6.0)]),
                vec![(3, not_a_number(2, "big")), (5, Reason::TooFewColumns)],
            ),
            ("1,2\r\n,4\r\n5,\r\n", points(&[(1.0, 2.0)]), vec![(2, not_a_number(1, "")), (3, not_a_number(2, ""))]),
            ("1,2\nx,y", points(&[(1.0, 2.0)]), vec![(2, not_a_number(1, "x"))]),
            ("a,1,2\nb,3,?\n", points(&[(1.0, 2.0)]), vec![(2, not_a_number(3, "?"))]),
            (
                "1,1000000\n2,1000001\n1e39,3",
                points(&[(1.0, 1e6)]),
                vec![(2, too_large(2, "1000001")), (3, too_large(1, "1e39"))],
            ),
            (
                "NaN,1\ninf,2\n3,4",
                points(&[(3.0, 4.0)]),
                vec![(1, not_a_number(1, "NaN")), (2, not_a_number(1, "inf"))],
            ),
            ("1,234\t5,678\n1\t2", points(&[(1.0, 2.0)]), vec![(1, unclear(1, "1,234"))]),
            ("\"2,104\",\"399,900\"\n\"985\",\"1\"", points(&[(985.0, 1.0)]), vec![(1, unclear(1, "2,104"))]),
            ("1,5;2\n2,5;3.5\n3;4,5", points(&[(1.5, 2.0), (3.0, 4.5)]), vec![(2, other(2, "3.5"))]),
            ("1.5;2\n2,5;3.5\n3;4.5", points(&[(1.5, 2.0), (3.0, 4.5)]), vec![(2, other(1, "2,5"))]),
            (
                "\"oops,1\n1,2\n3,4\n5,6",
                points(&[(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]),
                vec![(1, not_a_number(1, "\"oops"))],
            ),
            // What seems meant as a number is no header.
            ("1.234,50;2.345,60\n1;2", points(&[(1.0, 2.0)]), vec![(1, not_a_number(1, "1.234,50"))]),
            ("-inf;-Infinity\n1;2", points(&[(1.0, 2.0)]), vec![(1, not_a_number(1, "-inf"))]),
            ("n/a\tn/a\n1\t2", points(&[(1.0, 2.0)]), vec![(1, not_a_number(1, "n/a"))]),
            ("$300;price\n1;2", points(&[(1.0, 2.0)]), vec![(1, not_a_number(1, "$300"))]),
            ("-;-\n1;2", points(&[(1.0, 2.0)]), vec![(1, not_a_number(1, "-"))]),
            ("1\n2\n", vec![], vec![(1, Reason::TooFewColumns), (2, Reason::TooFewColumns)]),
            ("hello", vec![], vec![(1, Reason::TooFewColumns)]),
            ("", vec![], vec![]),
        ] {
            let refused: Vec<_> = bad.into_iter().map(|(line, reason)| RefusedRow { line, reason }).collect();
            let reading = read(text);
            assert_eq!((reading.points, reading.refused), (good, refused), "{text:?}");
        }
    }

    #[test]
    fn a_thousand_rows_with_thirty_bad_ones_name_the_first_twenty() {
        let row = |i: usize| if i % 33 == 7 { format!("{i}\tbad\n") } else { format!("{i}\t{}\n", i * 2) };
        let reading = read(&("x\ty\n".to_owned() + &(0..1000).map(row).collect::<String>()));
        assert_eq!(reading.points.len(), 969);
        assert_eq!((reading.refused.len(), reading.more_refused, reading.cut), (NAMED_ROWS, 11, 0));
        let lines: Vec<_> = reading.refused.iter().map(|row| row.line).collect();
        assert_eq!(lines, (0..NAMED_ROWS).map(|i| 33 * i + 7 + 2).collect::<Vec<_>>());
    }

    #[test]
    fn rows_beyond_the_limit_are_counted_and_left_out() {
        let text = "x,y\n".to_owned() + &"1.25,-300.5\n".repeat(ROW_LIMIT + 5);
        let start = std::time::Instant::now();
        let reading = read(&text);
        println!("{} rows in {:?}", ROW_LIMIT + 5, start.elapsed());
        assert_eq!((reading.points.len(), reading.refused.len(), reading.cut), (ROW_LIMIT, 0, 5));
        assert_eq!(reading.points[ROW_LIMIT - 1], Point { x: 1.25, y: -300.5 });
    }

    #[test]
    fn csv_is_written_as_spreadsheets_expect_it() {
        let houses = Set::Houses.points();
        assert_eq!(write(&houses, None), "1,300\n2,500\n");
        assert_eq!(write(&houses, names("x", "y").as_ref()), "x,y\n1,300\n2,500\n");
        assert_eq!(
            write(&points(&[(0.1, -1e-6)]), names("Size, \"big\"", "a\nb").as_ref()),
            "\"Size, \"\"big\"\"\",a b\n0.1,-0.000001\n"
        );
        assert_eq!(write(&[], None), "");
    }

    /// Text that is nearly a table.
    fn nearly_tables() -> impl Strategy<Value = String> {
        let cells = select(vec![
            "", "1", "-2.5", "−3", "1,5", "1,234", "1e7", "1e99", "NaN", "x", "größe", "\"", "\"1", "\"a,b\"", "\"\"",
            "\u{a0}",
        ]);
        let ends = select(vec![",", ",", ";", "\t", " ", "  ", "\n", "\n", "\r\n", "\r", "\u{feff}", "\0"]);
        vec((cells, ends), 0..60).prop_map(|parts| parts.into_iter().flat_map(|(cell, end)| [cell, end]).collect())
    }

    /// A value with two decimals: enough to show that a comma is a decimal one.
    fn hundredths() -> impl Strategy<Value = f32> {
        (-99_999i32..99_999).prop_map(|hundredths| hundredths as f32 / 100.0)
    }

    /// What must hold for any text.
    fn check_sound(text: &str) -> Result<(), TestCaseError> {
        let reading = read(text);
        let lines = text.split(['\n', '\r']).count();
        let rows =
            reading.points.len() + reading.refused.len() + reading.more_refused + usize::from(reading.header.is_some());
        prop_assert!(rows <= lines, "{} rows in {} lines", rows, lines);
        prop_assert!(reading.points.iter().all(|p| p.x.abs() <= VALUE_LIMIT && p.y.abs() <= VALUE_LIMIT));
        prop_assert!(reading.refused.is_sorted_by(|a, b| a.line < b.line));
        prop_assert!(reading.refused.iter().all(|row| (1..=lines).contains(&row.line)));
        prop_assert!(reading.more_refused == 0 || reading.refused.len() == NAMED_ROWS);
        // What was understood can be written, and means the same again.
        prop_assert_eq!(read(&write(&reading.points, None)).points, reading.points);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn any_text_is_read_without_harm(text in "(?s).{0,80}") {
            check_sound(&text)?;
        }

        #[test]
        fn nearly_a_table_is_read_without_harm(text in nearly_tables()) {
            check_sound(&text)?;
        }

        #[test]
        fn what_is_written_is_read_back(
            points in vec((-VALUE_LIMIT..=VALUE_LIMIT, prop_oneof![-1e-3f32..1e-3, hundredths()]), 1..50),
            header in proptest::option::of(["\\p{L}\\PC{0,20}", "\\p{L}[0-9 ,;\"]{0,9}"]),
        ) {
            let points: Vec<_> = points.into_iter().map(|(x, y)| Point { x, y }).collect();
            prop_assert_eq!(read(&write(&points, header.as_ref())).points, points);
        }

        #[test]
        fn good_and_bad_rows_are_told_apart_under_every_separator_and_mark(
            rows in vec((hundredths(), hundredths(), proptest::option::weighted(0.2, any::<bool>())), 1..30),
            separator in select(vec![",", ";", "\t", " ", "   "]),
            comma in any::<bool>(),
            header in any::<bool>(),
            end in select(vec!["\n", "\r\n", "\n\n"]),
        ) {
            let cell = |value: f32| {
                let text = format!("{value:.2}");
                match (comma, separator) {
                    (false, _) => text,
                    (true, ",") => format!("\"{}\"", text.replace('.', ",")),
                    (true, _) => text.replace('.', ","),
                }
            };
            let mut text = if header { format!("size{separator}price{end}") } else { String::new() };
            // One good row first, so that the mark is known.
            let first = (1.25, 2.5, None);
            let (mut good, mut bad) = (Vec::new(), Vec::new());
            for (at, (x, y, spoilt)) in std::iter::once(first).chain(rows).enumerate() {
                let (left, right) = match spoilt {
                    None => (cell(x), cell(y)),
                    Some(true) => ("oops".to_owned(), cell(y)),
                    Some(false) => (cell(x), "1e7".to_owned()),
                };
                text += &format!("{left}{separator}{right}{end}");
                let line = (at + usize::from(header)) * end.matches('\n').count() + 1;
                match spoilt {
                    None => good.push(Point { x, y }),
                    Some(true) => bad.push(refused(line, 1, left, Unusable::NotANumber)),
                    Some(false) => bad.push(refused(line, 2, right, Unusable::TooLarge)),
                }
            }
            let reading = read(&text);
            prop_assert_eq!(reading.points, good);
            prop_assert_eq!(reading.header, if header { names("size", "price") } else { None });
            prop_assert_eq!(reading.more_refused, bad.len().saturating_sub(NAMED_ROWS));
            bad.truncate(NAMED_ROWS);
            prop_assert_eq!(reading.refused, bad);
        }
    }
}
