//! Where the data lies in a picture: pixels to data and back.

use crate::figure::{Figure, Point};

/// Room for the numbers along the vertical axis. The same in every figure, so that stacked plots share one x axis.
pub(super) const LEFT: f64 = 50.0;
/// Half a number of the horizontal axis.
pub(super) const RIGHT: f64 = 18.0;
/// Half a number of the vertical axis.
const TOP: f64 = 10.0;
/// Room for the numbers along the horizontal axis.
const BOTTOM: f64 = 24.0;

/// The rectangle that the axes enclose, in CSS pixels inside the picture, and the data at its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Left edge, where x is smallest.
    pub left: f64,
    /// Top edge, where y is largest.
    pub top: f64,
    /// Right edge, where x is largest.
    pub right: f64,
    /// Bottom edge, where y is smallest.
    pub bottom: f64,
    /// Its left and right end.
    pub x: (f64, f64),
    /// Its lower and upper end.
    pub y: (f64, f64),
}

impl Frame {
    /// The frame of a figure drawn `width` × `height` CSS pixels large.
    #[must_use]
    pub fn of((width, height): (f64, f64), figure: &Figure) -> Self {
        Self {
            left: LEFT,
            top: TOP,
            // Never inside out, however small the picture.
            right: (width - RIGHT).max(LEFT + 1.0),
            bottom: (height - BOTTOM).max(TOP + 1.0),
            x: (figure.x.min, figure.x.max),
            y: (figure.y.min, figure.y.max),
        }
    }

    /// The place of data coordinates, in CSS pixels.
    #[must_use]
    pub fn pixel_at(&self, x: f64, y: f64) -> Point {
        self.part((x - self.x.0) / (self.x.1 - self.x.0), (y - self.y.0) / (self.y.1 - self.y.0))
    }

    /// The place of parts of its width and height, counted from below.
    #[must_use]
    pub fn part(&self, across: f64, up: f64) -> Point {
        (self.left + across * (self.right - self.left), self.bottom - up * (self.bottom - self.top))
    }

    /// Where a square of this side ends that begins at `x`, both in CSS pixels: on the right, or on the left if only there it has
    /// room. One that has room on neither side ends at the further edge.
    pub(super) fn beside(&self, x: f64, side: f64) -> f64 {
        let (right, left) = (x + side, x - side);
        if right <= self.right || self.right - x >= x - self.left && left < self.left {
            right.min(self.right)
        } else {
            left.max(self.left)
        }
    }

    /// The data coordinates under a place in CSS pixels: the inverse of [`Frame::pixel_at`].
    #[must_use]
    pub fn data_at(&self, px: f64, py: f64) -> Point {
        let across = (px - self.left) / (self.right - self.left);
        let up = (self.bottom - py) / (self.bottom - self.top);
        (self.x.0 + across * (self.x.1 - self.x.0), self.y.0 + up * (self.y.1 - self.y.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure;
    use crate::state::State;

    #[test]
    fn data_at_undoes_pixel_at() {
        let figure = figure::line(&State::default());
        let frame = Frame::of((640.0, 300.0), &figure);
        for (x, y) in [(-5.0, -10.0), (0.0, 0.0), (1.25, 3.5), (5.0, 10.0)] {
            let (px, py) = frame.pixel_at(x, y);
            let (back_x, back_y) = frame.data_at(px, py);
            assert!((back_x - x).abs() < 1e-12 && (back_y - y).abs() < 1e-12, "({x}, {y}) → ({back_x}, {back_y})");
        }
    }

    #[test]
    fn a_square_is_whole_where_either_side_has_room_for_it() {
        let frame = Frame::of((50.0 + 300.0 + 18.0, 200.0), &figure::line(&State::default()));
        assert_eq!((frame.left, frame.right), (50.0, 350.0));
        for (x, side, end) in [
            (100.0, 80.0, 180.0),
            (100.0, 250.0, 350.0),
            (300.0, 80.0, 220.0),
            (300.0, 250.0, 50.0),
            (180.0, 500.0, 350.0),
            (220.0, 500.0, 50.0),
        ] {
            assert_eq!(frame.beside(x, side), end, "{side} from {x}");
        }
    }

    #[test]
    fn larger_y_is_higher_up() {
        let frame = Frame::of((640.0, 300.0), &figure::line(&State::default()));
        assert!(frame.pixel_at(0.0, 5.0).1 < frame.pixel_at(0.0, -5.0).1);
    }
}
