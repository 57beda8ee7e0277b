//! Leaves out the points of a path that nobody would miss.

/// In units of the path: a sixteenth of a pixel on a canvas.
const HAIR: f64 = 1.0;

type Point = (i32, i32);

/// Tells those points of a path without which it runs the same, to a hair.
///
/// From each point that is told, the next ones must lie in a wedge that hits every point left out within a hair of it
/// (Reumann and Witkam's strip, narrowed as Zhao and Saalfeld do). The flat ends of a sigmoid are then one stroke.
pub fn thinned(path: impl IntoIterator<Item = Point>, mut tell: impl FnMut(Point)) {
    let mut path = path.into_iter();
    let Some(mut start) = path.next() else { return };
    tell(start);
    let mut wedge: Option<Wedge> = None;
    for point in path {
        let reached = wedge.as_mut().is_none_or(|wedge| wedge.take(start, point));
        if !reached && let Some(Wedge { end, .. }) = wedge {
            tell(end);
            start = end;
            wedge = None;
        }
        if wedge.is_none() {
            wedge = Some(Wedge::of(start, point));
        }
    }
    if let Some(Wedge { end, .. }) = wedge {
        tell(end);
    }
}

/// The directions in which a stroke passes all points since its start.
struct Wedge {
    /// The latest of them.
    end: Point,
    length: f64,
    left: (f64, f64),
    right: (f64, f64),
}

impl Wedge {
    fn of(start: Point, end: Point) -> Self {
        let (x, y) = between(start, end);
        let length = (x * x + y * y).sqrt();
        let (across, up) = (-y / length * HAIR, x / length * HAIR);
        Self { end, length, left: (x + across, y + up), right: (x - across, y - up) }
    }

    /// Goes on to `point` if a stroke from `start` to there still passes all others.
    fn take(&mut self, start: Point, point: Point) -> bool {
        let new = Self::of(start, point);
        let to = between(start, point);
        // A path that turns back is longer than what remains.
        if new.length < self.length || !(cross(self.right, to) >= 0.0 && cross(self.left, to) <= 0.0) {
            return false;
        }
        self.end = point;
        self.length = new.length;
        if cross(self.left, new.left) < 0.0 {
            self.left = new.left;
        }
        if cross(self.right, new.right) > 0.0 {
            self.right = new.right;
        }
        true
    }
}

fn between(from: Point, to: Point) -> (f64, f64) {
    (f64::from(to.0 - from.0), f64::from(to.1 - from.1))
}

fn cross(a: (f64, f64), b: (f64, f64)) -> f64 {
    a.0 * b.1 - a.1 * b.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(path: &[Point]) -> Vec<Point> {
        let mut told = Vec::new();
        thinned(path.iter().copied(), |point| told.push(point));
        told
    }

    /// How far a point lies from a piece of a line.
    fn distance(point: Point, from: Point, to: Point) -> f64 {
        let (along, (x, y)) = (between(from, to), between(from, point));
        let square = along.0 * along.0 + along.1 * along.1;
        let share = if square == 0.0 { 0.0 } else { ((x * along.0 + y * along.1) / square).clamp(0.0, 1.0) };
        (x - share * along.0).hypot(y - share * along.1)
    }

    #[test]
    fn what_lies_on_a_line_is_left_out() {
        for (path, expected) in [
            (vec![], vec![]),
            (vec![(3, 4)], vec![(3, 4)]),
            (vec![(0, 0), (10, 0)], vec![(0, 0), (10, 0)]),
            (vec![(0, 0), (100, 0), (200, 1), (400, 1)], vec![(0, 0), (400, 1)]),
            (vec![(0, 0), (100, 0), (100, 80), (0, 80)], vec![(0, 0), (100, 0), (100, 80), (0, 80)]),
            (vec![(0, 0), (100, 0), (40, 0)], vec![(0, 0), (100, 0), (40, 0)]),
            (vec![(0, 0), (0, 0), (100, 0)], vec![(0, 0), (0, 0), (100, 0)]),
        ] {
            assert_eq!(told(&path), expected, "{path:?}");
        }
    }

    #[test]
    fn a_sigmoid_needs_few_of_its_points() {
        let height = |x: i32| (1000.0 / (1.0 + f64::from(-x).mul_add(0.01, 0.0).exp())).round() as i32;
        let path: Vec<Point> = (-1600..=1600).step_by(16).map(|x| (x, height(x))).collect();
        let few = told(&path);
        assert!(few.len() < path.len() / 3, "{} of {}", few.len(), path.len());
    }

    proptest! {
        #[test]
        fn every_point_lies_within_a_hair_of_the_thinned_path(
            path in prop::collection::vec((-60..60, -60..60), 2..40),
        ) {
            let few = told(&path);
            for point in &path {
                let nearest = few.windows(2).map(|pair| distance(*point, pair[0], pair[1])).fold(f64::INFINITY, f64::min);
                prop_assert!(nearest <= 1.5 * HAIR, "{point:?} is {nearest} from {few:?}");
            }
        }
    }
}
