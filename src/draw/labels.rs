//! Finds each label a place where it covers neither another label nor a line.

use super::Frame;
use crate::figure::{FEW_EXAMPLES, Figure, Ink, Mark, Point, Shape, Side, Stroke};

/// A label with its box, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed<'a> {
    pub(super) text: &'a str,
    pub(super) ink: Ink,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// How wide a text is at most in the usual fonts, in font sizes. Measuring would touch the page at every move.
fn width(text: &str) -> f64 {
    let letter = |letter| match letter {
        ' ' | '.' | ',' | '·' | '/' | '(' | ')' => 0.36,
        '−' | '+' | '=' | 'w' => 0.83,
        'm' => 0.98,
        _ => 0.64,
    };
    text.chars().map(letter).sum()
}

/// Whether a number with its middle there, in CSS pixels, stands clear of the one before it; it is the one before the next one
/// then. `end` is where the next one may begin, a third of a letter's height away.
pub(super) fn stands_clear(number: &str, middle: f64, size: f64, end: &mut f64) -> bool {
    let half = width(number) * size / 2.0;
    let is_clear = middle - half >= *end;
    if is_clear {
        *end = middle + half + size / 3.0;
    }
    is_clear
}

/// Paper on each side of the letters, in CSS pixels.
pub(super) const MARGIN: f64 = 3.0;

/// Places the labels of a figure in their order, which is that of their importance.
///
/// A label may cover a line where there is no better place; one that could only stand on another label or on a
/// dot is left out: its number stands beside the picture too.
pub(super) fn place<'a>(figure: &'a Figure, frame: &Frame, size: f64) -> Vec<Placed<'a>> {
    let lines = obstacles(figure, frame);
    let dots = dots(figure, frame);
    let mut placed: Vec<Placed<'a>> = Vec::new();
    for mark in &figure.marks {
        let Mark::Label { at, text, ink, side } = mark else { continue };
        let width = width(text) * size + 2.0 * MARGIN;
        let height = size + 4.0;
        let at = frame.pixel_at(at.0, at.1);
        let boxes = candidates(at, *side, width, height).map(|(left, top)| {
            let left = left.clamp(frame.left + 1.0, (frame.right - width - 1.0).max(frame.left + 1.0));
            let top = top.clamp(frame.top + 1.0, (frame.bottom - height - 1.0).max(frame.top + 1.0));
            Placed { text, ink: *ink, left, top, width, height }
        });
        let cost = |label: &Placed<'_>| {
            let over_dots = dots.iter().filter(|(dot, radius)| label.covers(*dot, *radius)).count();
            let over_lines: usize =
                lines.iter().filter(|line| label.crosses(line.from, line.to)).map(|line| line.weight).sum();
            OVER_DOT * over_dots + over_lines
        };
        let free = boxes.into_iter().filter(|label| !placed.iter().any(|other| label.meets(other)));
        let mut best = None;
        let mut least = if matches!(side, Side::OnlyAbove | Side::OnlyBelow) { OVER_LINE } else { OVER_DOT };
        for label in free {
            let cost = cost(&label);
            if cost < least {
                (best, least) = (Some(label), cost);
            }
            // None of the others can be better.
            if least == 0 {
                break;
            }
        }
        placed.extend(best);
    }
    placed
}

/// What it costs to cover a dot: more than several lines.
const OVER_DOT: usize = 40;
/// What it costs to cover a line that is meant to be read.
const OVER_LINE: usize = 5;

/// Upper left corners to try: the wanted side first, then round the place, then the same further away.
fn candidates((x, y): Point, side: Side, width: f64, height: f64) -> impl Iterator<Item = Point> {
    let corner = move |(across, down, away): (i8, i8, f64)| {
        let start =
            |at: f64, side: i8, length: f64| at + f64::from(side) * away + (f64::from(side) - 1.0) / 2.0 * length;
        (start(x, across, width), start(y, down, height))
    };
    let order: &[u8] = match side {
        Side::Right => &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        // A line that passes through the place leaves room above or below on this side.
        Side::Left => &[1, 6, 7, 2, 3, 0, 4, 5, 10, 11, 8, 9],
        Side::Above => &[2, 3, 0, 1, 4, 5, 6, 7, 8, 9, 10, 11],
        Side::Below => &[3, 2, 0, 1, 4, 5, 6, 7, 8, 9, 10, 11],
        Side::OnlyAbove => &[2],
        Side::OnlyBelow => &[3],
    };
    order.iter().map(move |place| corner(PLACES[usize::from(*place)]))
}

const NEAR: f64 = 11.0;
const FAR: f64 = 26.0;
/// −1 is left or above, 0 in the middle, 1 right or below, and how far away: right, left, above, below; the corners near the
/// place, and further away.
const PLACES: [(i8, i8, f64); 12] = [
    (1, 0, NEAR),
    (-1, 0, NEAR),
    (0, -1, NEAR),
    (0, 1, NEAR),
    (1, -1, NEAR),
    (1, 1, NEAR),
    (-1, -1, NEAR),
    (-1, 1, NEAR),
    (1, -1, FAR),
    (1, 1, FAR),
    (-1, -1, FAR),
    (-1, 1, FAR),
];

/// A piece of a line that a label should not cover, and how much that would matter.
struct Obstacle {
    from: Point,
    to: Point,
    weight: usize,
}

/// The lines that matter, in pixels. A curve of many points is thinned: labels are larger than its bends.
fn obstacles(figure: &Figure, frame: &Frame) -> Vec<Obstacle> {
    let mut obstacles = Vec::new();
    for mark in &figure.marks {
        let Mark::Curve { points, stroke, .. } = mark else { continue };
        let weight = match stroke {
            Stroke::Strong | Stroke::Bar => 10,
            Stroke::Dashed => OVER_LINE,
            Stroke::Dotted | Stroke::Error | Stroke::Path => 1,
        };
        let stride = (points.len() / 60).max(1);
        let mut thinned: Vec<Point> = points.iter().step_by(stride).map(|(x, y)| frame.pixel_at(*x, *y)).collect();
        thinned.extend(points.last().map(|(x, y)| frame.pixel_at(*x, *y)));
        obstacles.extend(thinned.windows(2).map(|pair| Obstacle { from: pair[0], to: pair[1], weight }));
    }
    obstacles
}

fn dots(figure: &Figure, frame: &Frame) -> Vec<(Point, f64)> {
    let mut dots = Vec::new();
    for mark in &figure.marks {
        if let Mark::Dot { at, shape, .. } = mark {
            let radius = if *shape == Shape::Speck { 3.0 } else { 7.0 };
            dots.push((frame.pixel_at(at.0, at.1), radius));
        }
    }
    for mark in &figure.still {
        let Mark::Cloud { points, .. } = mark else { continue };
        for point in points.0.iter().take(FEW_EXAMPLES) {
            dots.push((frame.pixel_at(point.x.into(), point.y.into()), 5.0));
        }
    }
    dots
}

impl Placed<'_> {
    fn meets(&self, other: &Placed<'_>) -> bool {
        self.left < other.left + other.width
            && other.left < self.left + self.width
            && self.top < other.top + other.height
            && other.top < self.top + self.height
    }

    fn covers(&self, (x, y): Point, radius: f64) -> bool {
        let nearest = (x.clamp(self.left, self.left + self.width), y.clamp(self.top, self.top + self.height));
        let (across, down) = (x - nearest.0, y - nearest.1);
        across * across + down * down < radius * radius
    }

    /// Whether the segment passes through the box: it enters all four half planes before it leaves one.
    fn crosses(&self, from: Point, to: Point) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, step, low, high) in
            [(from.0, dx, self.left, self.left + self.width), (from.1, dy, self.top, self.top + self.height)]
        {
            if step == 0.0 {
                if start < low || start > high {
                    return false;
                }
            } else {
                let (a, b) = ((low - start) / step, (high - start) / step);
                enter = enter.max(a.min(b));
                leave = leave.min(a.max(b));
            }
        }
        enter <= leave
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure;
    use crate::state::{Action, Param, State};

    fn opened(w: f32, b: f32) -> State {
        State::open(&[Action::Set(Param::W, w), Action::Set(Param::B, b)])
    }

    /// As Chromium measures them in DejaVu Sans, one of the widest fonts that stand for `system-ui`.
    #[test]
    fn no_text_is_wider_than_its_paper() {
        for (text, measured) in [
            ("1", 0.636),
            ("b = −5.2", 4.54),
            ("a = 0.8808", 5.59),
            ("a = tanh(z)", 5.67),
            ("0.05 · w = 10", 6.75),
            ("z = wx + b", 5.52),
            ("slope w/4 = 0.375", 9.11),
            ("a = max(0, z)", 6.84),
            ("−b/w = −0.003", 7.80),
            ("−b/w = −1234", 7.49),
            ("b = −1000000", 7.40),
        ] {
            let width = width(text);
            assert!((measured..1.1 * measured + 0.5).contains(&width), "{text}: {width} for {measured}");
        }
    }

    #[test]
    fn a_plot_of_usual_size_shows_every_label() {
        for (w, b) in [(1.5, -1.0), (2.0, -4.5), (-1.03, 0.0), (200.0, 100.0), (0.0, 3.0)] {
            for figure in [figure::line(&opened(w, b)), figure::output(&opened(w, b))] {
                let can_go = |mark: &&Mark| matches!(mark, Mark::Label { side, .. } if *side != Side::OnlyBelow && *side != Side::OnlyAbove);
                let labels = figure.marks.iter().filter(can_go).count();
                let placed = place(&figure, &Frame::of((640.0, 220.0), &figure), 14.0);
                assert_eq!(placed.iter().filter(|label| label.text != "1").count(), labels, "w = {w}, b = {b}");
            }
        }
    }

    #[test]
    fn the_run_of_a_triangle_stands_below_its_leg_or_nowhere() {
        for (w, b, is_there) in [(1.5, -1.0, true), (2.0, -4.5, true), (-1.03, 0.0, false)] {
            let figure = figure::line(&opened(w, b));
            let frame = Frame::of((640.0, 220.0), &figure);
            let run = place(&figure, &frame, 14.0).into_iter().find(|label| label.text == "1");
            assert_eq!(run.is_some(), is_there, "w = {w}, b = {b}");
            let leg = frame.pixel_at(0.5, f64::from(b));
            if let Some(run) = run {
                let off = run.left + run.width / 2.0 - leg.0;
                assert!(
                    off.abs() < 1.0 && (0.0..20.0).contains(&(run.top - leg.1)),
                    "w = {w}, b = {b}: {run:?} at {leg:?}"
                );
            }
        }
    }

    #[test]
    fn of_numbers_along_an_axis_those_stand_that_have_room() {
        let houses = State::open(&[Action::UseSet(crate::data::Set::Houses)]);
        for figure in [figure::line(&opened(1.5, -1.0)), figure::line(&opened(200.0, 100.0)), figure::examples(&houses)]
        {
            let ticks = figure.x.ticks();
            let numbers: Vec<_> = ticks.iter().filter(|tick| !tick.label.is_empty()).collect();
            for across in [110.0, 130.0, 170.0, 195.0, 290.0, 640.0] {
                let frame = Frame::of((across, 200.0), &figure);
                let mut end = f64::NEG_INFINITY;
                let places: Vec<_> = numbers
                    .iter()
                    .map(|tick| (frame.pixel_at(tick.at, 0.0).0, tick.label.as_str()))
                    .filter(|(middle, number)| stands_clear(number, *middle, 12.0, &mut end))
                    .collect();
                let half = |number: &str| width(number) * 6.0;
                for pair in places.windows(2) {
                    let gap = (pair[1].0 - half(pair[1].1)) - (pair[0].0 + half(pair[0].1));
                    assert!(gap >= 4.0, "{across} pixels: {pair:?}");
                }
                assert!(places.len() > 1 && (across < 640.0 || places.len() == numbers.len()), "{across}: {places:?}");
            }
        }
    }

    #[test]
    fn the_formula_of_the_curve_covers_no_example() {
        let mut covered = Vec::new();
        for set in crate::data::Set::ALL {
            let mut state = State::open(&[Action::UseSet(set)]);
            let span = state.span(Param::W);
            for at in 0..=40 {
                let w = span.min + (span.max - span.min) * at as f32 / 40.0;
                state.apply(Action::Set(Param::W, w));
                let figure = figure::examples(&state);
                for size in [(480.0, 250.0), (290.0, 220.0)] {
                    let frame = Frame::of(size, &figure);
                    let placed = place(&figure, &frame, 14.0);
                    let is_covered = |point: &crate::data::Point| {
                        placed.iter().any(|label| label.covers(frame.pixel_at(point.x.into(), point.y.into()), 4.0))
                    };
                    if state.training.examples.points().iter().any(is_covered) {
                        covered.push((set, w, size));
                    }
                }
            }
        }
        assert!(covered.is_empty(), "{covered:?}");
    }

    #[test]
    fn labels_stay_inside_the_frame_and_apart_from_each_other() {
        for (w, b) in [(1.5, -1.0), (2.0, -4.5), (-1.03, 0.0), (200.0, 100.0), (0.0, 3.0), (10.0, 0.0), (-0.3, 9.0)] {
            for size in [(640.0, 300.0), (290.0, 200.0)] {
                for figure in [figure::line(&opened(w, b)), figure::output(&opened(w, b))] {
                    let frame = Frame::of(size, &figure);
                    let placed = place(&figure, &frame, 14.0);
                    for (i, label) in placed.iter().enumerate() {
                        assert!(label.left >= frame.left && label.left + label.width <= frame.right, "{label:?}");
                        assert!(label.top >= frame.top && label.top + label.height <= frame.bottom, "{label:?}");
                        for other in &placed[..i] {
                            assert!(!label.meets(other), "w = {w}, b = {b}, {size:?}: {label:?} meets {other:?}");
                        }
                    }
                }
            }
        }
    }
}
