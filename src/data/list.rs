//! Points in a link: `1,300;2,500`.

use super::{LONGEST, Point, VALUE_LIMIT, shortened};
use crate::number;

/// The most points that a link carries: more make it too long to send.
pub const LIST_LIMIT: usize = 200;

/// What is wrong with a list of points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListError {
    /// This many points, more than [`LIST_LIMIT`].
    TooMany(usize),
    /// Not two numbers within ±[`VALUE_LIMIT`] with a comma between them.
    BadPair {
        /// Which pair, counted from 1.
        position: usize,
        /// What it holds, shortened.
        got: String,
    },
}

/// Writes `x,y;x,y`, each value as the shortest text that stands for this float32; empty for no points.
///
/// [`read_points_text`] takes at most [`LIST_LIMIT`] of them, within ±[`VALUE_LIMIT`].
#[must_use]
pub fn points_text(points: &[Point]) -> String {
    let pair = |point: &Point| format!("{},{}", number::plain(point.x), number::plain(point.y));
    points.iter().map(pair).collect::<Vec<_>>().join(";")
}

/// Reads `x,y;x,y`; blanks around values and a semicolon at the end are forgiven. Pairs that are no points are left out.
///
/// With the points comes what is wrong: that there are too many, of which none is taken, or the first pair that is none.
#[must_use]
pub fn read_points_text(text: &str) -> (Vec<Point>, Option<ListError>) {
    let text = text.trim();
    if text.is_empty() {
        return (Vec::new(), None);
    }
    let pairs = text.strip_suffix(';').unwrap_or(text).split(';');
    let count = pairs.clone().count();
    if count > LIST_LIMIT {
        return (Vec::new(), Some(ListError::TooMany(count)));
    }
    let bad = pairs.clone().enumerate().find(|(_, pair)| point(pair).is_none());
    let error = bad.map(|(at, pair)| ListError::BadPair { position: at + 1, got: shortened(pair, LONGEST) });
    (pairs.filter_map(point).collect(), error)
}

fn point(pair: &str) -> Option<Point> {
    let (x, y) = pair.split_once(',')?;
    let value = |text| number::read(text).ok().filter(|value| value.abs() <= VALUE_LIMIT);
    Some(Point { x: value(x)?, y: value(y)? })
}

#[cfg(test)]
mod tests {
    use super::{LIST_LIMIT, ListError, VALUE_LIMIT, points_text, read_points_text};
    use crate::data::{Point, Set};
    use proptest::prelude::*;

    #[test]
    fn a_list_is_pairs_between_semicolons() {
        let houses = Set::Houses.points();
        assert_eq!(points_text(&houses), "1,300;2,500");
        assert_eq!(points_text(&[]), "");
        for text in ["1,300;2,500", " 1 , 300 ; 2 , 500 ; ", "+1,3e2;2.0,500;"] {
            assert_eq!(read_points_text(text), (houses.clone(), None), "{text}");
        }
        assert_eq!(read_points_text("−1,-2"), (vec![Point { x: -1.0, y: -2.0 }], None));
        assert_eq!(read_points_text(" "), (vec![], None));
    }

    #[test]
    fn the_first_bad_pair_is_named_and_the_others_are_kept() {
        for (text, good, position, got) in [
            ("1,300;2,big;x", "1,300", 2, "2,big"),
            ("1", "", 1, "1"),
            ("1,2,3", "", 1, "1,2,3"),
            ("1,2;;3,4", "1,2;3,4", 2, ""),
            (";", "", 1, ""),
            ("1,2;3,1000001", "1,2", 2, "3,1000001"),
            ("NaN,1;3,4", "3,4", 1, "NaN,1"),
        ] {
            let (points, error) = read_points_text(text);
            assert_eq!(error, Some(ListError::BadPair { position, got: got.into() }), "{text}");
            assert_eq!(points_text(&points), good, "{text}");
        }
    }

    #[test]
    fn a_link_carries_two_hundred_points_and_no_more() {
        let points = |count| points_text(&vec![Point { x: 1.0, y: 2.0 }; count]);
        let read = |count| read_points_text(&points(count));
        assert_eq!((read(LIST_LIMIT).0.len(), read(LIST_LIMIT).1), (LIST_LIMIT, None));
        assert_eq!(read(LIST_LIMIT + 1), (vec![], Some(ListError::TooMany(LIST_LIMIT + 1))));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            points in proptest::collection::vec((-VALUE_LIMIT..VALUE_LIMIT, -1e-3f32..1e-3), 0..=LIST_LIMIT)
        ) {
            let points: Vec<_> = points.into_iter().map(|(x, y)| Point { x, y }).collect();
            prop_assert_eq!(read_points_text(&points_text(&points)), (points, None));
        }

        #[test]
        fn any_text_is_read(text in ".*") {
            let (points, _) = read_points_text(&text);
            prop_assert!(points.iter().all(|point| point.x.abs() <= VALUE_LIMIT && point.y.abs() <= VALUE_LIMIT));
        }
    }
}
