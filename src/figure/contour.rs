//! Lines of equal height on a grid, by marching squares.
//!
//! By hand, since a square whose corners lie in one band, as most do, is passed at a glance: the library for it takes longer
//! than a frame lasts.

use super::Point;

/// A side of a square: of the corner at its lower or left end the number, twice, and one more where it goes up.
type Side = usize;

/// A piece of a line, from one side of a square to another.
type Piece = [(Side, Point); 2];

/// The lines along which the values, `columns` to a row, pass each of the rising `edges`; in parts of the grid, from (0, 0)
/// at the first value to (1, 1) at the last. `bands` says of each value how many edges lie below it.
pub(super) fn lines(values: &[f32], columns: usize, bands: &[u8], edges: &[f64]) -> Vec<Vec<Point>> {
    let rows = values.len() / columns.max(1);
    let part = |at: f64, count: usize| at / (count - 1) as f64;
    let mut pieces: Vec<Vec<Piece>> = vec![Vec::new(); edges.len()];
    for row in 0..rows.saturating_sub(1) {
        for column in 0..columns - 1 {
            let first = row * columns + column;
            // Round the square.
            let corners = [first, first + 1, first + columns + 1, first + columns];
            let of = corners.map(|corner| bands[corner]);
            let (low, high) = of.iter().fold((u8::MAX, 0), |(low, high), band| (low.min(*band), high.max(*band)));
            for (at, edge) in edges.iter().enumerate().take(usize::from(high)).skip(usize::from(low)) {
                let is_above = of.map(|band| usize::from(band) > at);
                // Where the value on a side is that of the edge, if it rises evenly from corner to corner.
                let crossing = |side: usize| {
                    let ends = [corners[side], corners[(side + 1) % 4]];
                    let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
                    let (start, end) = (f64::from(values[from]), f64::from(values[to]));
                    let along = ((edge - start) / (end - start)).clamp(0.0, 1.0);
                    let (x, y) = ((from % columns) as f64, (from / columns) as f64);
                    let goes_up = to > from + 1;
                    let (x, y) = if goes_up { (x, y + along) } else { (x + along, y) };
                    (2 * from + usize::from(goes_up), (part(x, columns), part(y, rows)))
                };
                // Two sides; or all four where opposite corners are above: then two pieces, round two of the corners.
                let mut sides = (0..4).filter(|side| is_above[*side] != is_above[(side + 1) % 4]);
                while let (Some(one), Some(other)) = (sides.next(), sides.next()) {
                    pieces[at].push([crossing(one), crossing(other)]);
                }
            }
        }
    }
    let mut joints = Joints { at: vec![[NONE; 2]; 2 * values.len()] };
    pieces.iter().flat_map(|pieces| joints.joined(pieces)).collect()
}

/// No piece.
const NONE: u32 = u32::MAX;

/// The pieces that meet at each side: at most two of one edge.
struct Joints {
    at: Vec<[u32; 2]>,
}

impl Joints {
    /// Lines that are as long as they can be.
    fn joined(&mut self, pieces: &[Piece]) -> Vec<Vec<Point>> {
        for (number, piece) in (0..).zip(pieces) {
            for (side, _) in piece {
                let place = &mut self.at[*side];
                place[usize::from(place[0] != NONE)] = number;
            }
        }
        let mut used = vec![false; pieces.len()];
        let mut lines = Vec::new();
        // Lines with ends first, from one of these; what is then left goes round.
        for with_ends in [true, false] {
            for number in 0..pieces.len() {
                let end = (0..2).find(|end| !with_ends || self.at[pieces[number][*end].0][1] == NONE);
                if let Some(end) = end.filter(|_| !used[number]) {
                    lines.push(self.follow(pieces, number, end, &mut used));
                }
            }
        }
        for (side, _) in pieces.iter().flatten() {
            self.at[*side] = [NONE; 2];
        }
        lines
    }

    /// From one end of a piece through all that hang together.
    fn follow(&self, pieces: &[Piece], mut number: usize, mut end: usize, used: &mut [bool]) -> Vec<Point> {
        let mut line = vec![pieces[number][end].1];
        loop {
            used[number] = true;
            let (side, point) = pieces[number][1 - end];
            line.push(point);
            let next = self.at[side].into_iter().find(|next| *next != NONE && *next as usize != number);
            match next {
                Some(next) if !used[next as usize] => {
                    number = next as usize;
                    end = usize::from(pieces[number][1].0 == side);
                }
                _ => return line,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: usize = 41;

    /// Lines of a height over [0, 1] × [0, 1].
    fn of(height: impl Fn(f64, f64) -> f64, edges: &[f64]) -> Vec<Vec<Point>> {
        let part = |at: usize| at as f64 / (SIZE - 1) as f64;
        let values: Vec<f32> = (0..SIZE * SIZE).map(|at| height(part(at % SIZE), part(at / SIZE)) as f32).collect();
        let band = |value: &f32| edges.iter().filter(|edge| f64::from(*value) > **edge).count() as u8;
        let bands: Vec<u8> = values.iter().map(band).collect();
        lines(&values, SIZE, &bands, edges)
    }

    #[test]
    fn a_hill_has_rings_and_each_is_one_line_that_closes() {
        let hill = |x: f64, y: f64| 1.0 - (x - 0.5).hypot(y - 0.5);
        let rings = of(hill, &[0.6, 0.8]);
        assert_eq!(rings.len(), 2);
        for (ring, radius) in rings.iter().zip([0.4, 0.2]) {
            assert_eq!(ring.first(), ring.last());
            for (x, y) in ring {
                let error = (x - 0.5).hypot(y - 0.5) - radius;
                assert!(error.abs() < 2e-3, "({x}, {y}) is off the circle by {error}");
            }
        }
    }

    #[test]
    fn a_slope_has_straight_lines_from_border_to_border() {
        let lines = of(|x, y| x + 0.5 * y, &[0.25, 0.75, 1.25]);
        assert_eq!(lines.len(), 3);
        for (line, edge) in lines.iter().zip([0.25, 0.75, 1.25]) {
            let is_on_border = |(x, y): &Point| [*x, *y].iter().any(|part| *part == 0.0 || *part == 1.0);
            assert!(line.first().is_some_and(is_on_border) && line.last().is_some_and(is_on_border));
            for (x, y) in line {
                let error = x + 0.5 * y - edge;
                assert!(error.abs() < 1e-6, "({x}, {y}) is off the line by {error}");
            }
        }
    }

    #[test]
    fn a_pass_between_two_hills_loses_no_piece() {
        let saddle = |x: f64, y: f64| (x - 0.4987) * (y - 0.5011);
        let lines = of(saddle, &[0.0]);
        assert_eq!(lines.len(), 2, "a cross is two lines");
        let ends: Vec<&Point> = lines.iter().flat_map(|line| [line.first(), line.last()]).flatten().collect();
        let is_on_border = |(x, y): &&&Point| [*x, *y].iter().any(|part| *part == 0.0 || *part == 1.0);
        assert_eq!(ends.iter().filter(is_on_border).count(), 4, "{ends:?}");
    }

    #[test]
    fn a_plain_and_a_grid_of_one_have_no_lines() {
        assert!(of(|_, _| 3.0, &[1.0, 5.0]).is_empty());
        assert!(lines(&[3.0], 1, &[1], &[1.0]).is_empty());
        assert!(lines(&[], 0, &[], &[1.0]).is_empty());
    }
}
