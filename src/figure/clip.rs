//! Cutting lines at the edges of the axes.
//!
//! Done here, in data coordinates, because a drawing library that moves outside points to the edge instead gives a steep
//! line flat shoulders along the top and bottom: a wrong lesson.

use super::{Axis, Point};

/// The part of the segment inside the axes (Liang and Barsky, 1984); nothing if it passes outside.
pub(super) fn segment(from: Point, to: Point, x: &Axis, y: &Axis) -> Option<(Point, Point)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (slope, room) in [(-dx, from.0 - x.min), (dx, x.max - from.0), (-dy, from.1 - y.min), (dy, y.max - from.1)] {
        if slope == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if slope < 0.0 {
            enter = enter.max(room / slope);
        } else {
            leave = leave.min(room / slope);
        }
    }
    // Rounding may leave a cut point a hair outside.
    let inside = |(px, py): Point| (px.clamp(x.min, x.max), py.clamp(y.min, y.max));
    let at = |t: f64| inside((from.0 + t * dx, from.1 + t * dy));
    (enter <= leave).then(|| {
        let start = if enter == 0.0 { inside(from) } else { at(enter) };
        let end = if leave == 1.0 { inside(to) } else { at(leave) };
        (start, end)
    })
}

/// The visible pieces of a curve through `points`, in order.
pub(super) fn curve(points: &[Point], x: &Axis, y: &Axis) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    for pair in points.windows(2) {
        let Some((start, end)) = segment(pair[0], pair[1], x, y) else {
            continue;
        };
        match pieces.last_mut() {
            Some(piece) if piece.last() == Some(&start) => piece.push(end),
            _ => pieces.push(vec![start, end]),
        }
    }
    // A curve that only touches an edge leaves a piece without length.
    pieces.retain(|piece| piece.iter().any(|point| *point != piece[0]));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(min: f64, max: f64) -> Axis {
        Axis::with_ticks(min, max, 1.0)
    }

    #[test]
    fn a_steep_line_stops_at_the_edge_instead_of_bending_along_it() {
        let (x, y) = (axis(-5.0, 5.0), axis(-10.0, 10.0));
        for w in [3.0, -8.0, 1e3, -1e6] {
            let pieces = curve(&[(-5.0, -5.0 * w), (5.0, 5.0 * w)], &x, &y);
            let [piece] = pieces.as_slice() else {
                panic!("one piece for w = {w}, not {pieces:?}");
            };
            assert_eq!(piece.len(), 2, "no extra corner for w = {w}");
            for (px, py) in piece {
                assert_eq!(py.abs(), 10.0, "it ends on the edge for w = {w}");
                let error = (px * w - py).abs();
                assert!(error < 1e-6, "({px}, {py}) lies on the line for w = {w}, off by {error}");
            }
        }
    }

    #[test]
    fn a_line_outside_leaves_nothing() {
        let (x, y) = (axis(0.0, 1.0), axis(0.0, 1.0));
        assert_eq!(segment((0.0, 2.0), (1.0, 2.0), &x, &y), None);
        assert_eq!(segment((-2.0, 0.0), (0.0, 2.5), &x, &y), None);
        assert_eq!(segment((2.0, -1.0), (2.0, 5.0), &x, &y), None);
    }

    #[test]
    fn a_line_inside_is_left_alone() {
        let (x, y) = (axis(0.0, 1.0), axis(0.0, 1.0));
        let line = ((0.1, 0.2), (0.9, 0.3));
        assert_eq!(segment(line.0, line.1, &x, &y), Some(line));
    }

    #[test]
    fn a_curve_that_leaves_and_returns_is_two_pieces() {
        let (x, y) = (axis(0.0, 4.0), axis(0.0, 1.0));
        let hill = [(0.0, 0.5), (1.0, 0.5), (2.0, 3.0), (3.0, 0.5), (4.0, 0.5)];
        let pieces = curve(&hill, &x, &y);
        assert_eq!(pieces.len(), 2);
        assert!(pieces.iter().flatten().all(|(_, y)| (0.0..=1.0).contains(y)));
    }
}
