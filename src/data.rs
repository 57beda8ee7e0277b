//! Data points: named sets of them, tables and lists read and written, and what they look like as a whole.
//!
//! * [`Set`] is the built-in data, each chosen for one thing that it teaches.
//! * [`read`] takes a table as people paste it, and says which rows it could not use; [`write()`] makes one.
//! * [`points_text`] and [`read_points_text`] are the short form for a link.
//! * [`sampled`] is a part of very many that looks like all of them.
//! * [`Extent`], [`Spread`] and [`Scaling`] describe x and y, and change the unit of x.
//!
//! Values that come from outside are finite and within ±[`VALUE_LIMIT`].

mod sets;

mod cell;
mod layout;
mod rows;
mod table;

mod list;

mod sample;
mod summary;

pub use cell::Unusable;
pub use list::{LIST_LIMIT, ListError, points_text, read_points_text};
pub use sample::sampled;
pub use sets::{Measure, NOISY_B, NOISY_W, Set};
pub use summary::{Extent, Scaling, Spread};
pub use table::{NAMED_ROWS, ROW_LIMIT, Reading, Reason, RefusedRow, read, write};

/// The furthest from zero that a value read from outside may be.
pub const VALUE_LIMIT: f32 = 1e6;

/// So many letters of a cell are told.
const LONGEST: usize = 60;

/// One sample: the input x and what should come out, y.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The input.
    pub x: f32,
    /// The label: a measured value, or 0 or 1 for a class.
    pub y: f32,
}

/// Whether every y is 0 or 1, so that the points are two classes. False for no points.
#[must_use]
pub fn is_binary(points: &[Point]) -> bool {
    !points.is_empty() && points.iter().all(|point| point.y == 0.0 || point.y == 1.0)
}

/// What came, shortened to so many letters: what a sentence can carry.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    if text.chars().nth(longest).is_none() {
        text.to_owned()
    } else {
        text.chars().take(longest - 1).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, is_binary, shortened};

    #[test]
    fn only_zeros_and_ones_are_classes() {
        for (ys, expected) in [
            (&[0.0, 1.0, 1.0][..], true),
            (&[1.0, 1.0], true),
            (&[-0.0], true),
            (&[0.0, 0.5, 1.0], false),
            (&[0.0, 2.0], false),
            (&[f32::NAN], false),
            (&[], false),
        ] {
            let points: Vec<_> = ys.iter().map(|y| Point { x: 3.0, y: *y }).collect();
            assert_eq!(is_binary(&points), expected, "{ys:?}");
        }
    }

    #[test]
    fn a_long_text_ends_in_an_ellipsis() {
        assert_eq!(shortened(&"é".repeat(60), 60), "é".repeat(60));
        assert_eq!(shortened(&"é".repeat(61), 60), "é".repeat(59) + "…");
    }
}
