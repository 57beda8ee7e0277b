//! The two pictures of a neuron: z = wx + b, and below it a = activation(z), on one x axis.

use crate::nn::Activation;
use crate::number::{exact, round_up, rounded};
use crate::state::{Grip, Neuron, Param, Ruler, Span, State};

use super::picture::Picture;
use super::{Axis, Figure, Ink, Mark, Point, Shape, Side, Stroke};

/// Significant digits of a computed number in a label.
const DIGITS: usize = 4;
/// The rise of a triangle that is not seen, as a part of the plot's height.
const FLAT: f64 = 0.01;

/// z = wx + b: the line with (0, b), the slope triangle, the boundary and the probe.
#[must_use]
pub fn line(state: &State) -> Figure {
    let neuron = state.neuron();
    let y = state.ruler(Ruler::Y);
    let mut picture = Picture::new(state, Axis::with_ticks(f64::from(y.min), f64::from(y.max), 5.0));
    let z = |x: f64| f64::from(neuron.w) * x + f64::from(neuron.b);

    picture.boundary(neuron);
    // Of the labels, those of b and w have the first choice of a place, and the run of the triangle the last: elsewhere it
    // would be taken for another number.
    picture.label((0.0, z(0.0)), format!("b = {}", exact(neuron.b)), Ink::Bias, Side::Left);
    let triangle = Triangle::of(state, &picture, z);
    if let Some(triangle) = &triangle {
        picture.triangle(triangle, neuron.w);
    }
    picture.segment((0.0, 0.0), (0.0, z(0.0)), Ink::Bias, Stroke::Bar);
    let (left, right) = (picture.x.min, picture.x.max);
    let ends = [(left, z(left)), (right, z(right))];
    picture.curve(&ends, Ink::Sum, "z = wx + b");

    let probe = f64::from(state.value(Param::X));
    picture.segment((probe, 0.0), (probe, z(probe)), Ink::Guide, Stroke::Dotted);
    picture.dot((0.0, z(0.0)), Ink::Bias, Shape::Disc, String::new(), Side::Left);
    if let Some(Triangle { tip, .. }) = triangle {
        picture.dot(tip, Ink::Weight, Shape::Diamond, String::new(), Side::Right);
        if state.training.use_weight {
            picture.grip(Grip::Slope { x: tip.0 }, tip);
        }
    }
    let sum = rounded(f64::from(neuron.z(state.value(Param::X))), DIGITS);
    picture.dot((probe, z(probe)), Ink::Sum, Shape::Ring, format!("z = {sum}"), Side::Right);
    // The leg of a flat triangle lies under the line.
    let is_flat = |rise: f64| libm::fabs(rise) < FLAT * (picture.y.max - picture.y.min);
    if let Some(Triangle { foot, corner, tip }) = triangle
        && !is_flat(tip.1 - corner.1)
    {
        let under = if tip.1 < corner.1 { Side::OnlyAbove } else { Side::OnlyBelow };
        picture.label(middle(foot, corner), rounded(corner.0 - foot.0, DIGITS), Ink::Weight, under);
    }
    if state.use_bias {
        picture.grip(Grip::Bias, (0.0, z(0.0)));
    }
    picture.grip(Grip::Probe, (probe, z(probe)));
    picture.beside = Some(Grip::Probe);
    picture.finish()
}

/// a = activation(z): the curve with its boundary, the tangent there and the probe.
#[must_use]
pub fn output(state: &State) -> Figure {
    let neuron = state.neuron();
    let (low, high, ticks) = bounds(state);
    let mut picture = Picture::new(state, Axis::with_ticks(low, high, ticks));

    picture.boundary(neuron);
    let points = sample(neuron, &picture.x);
    let tangent = neuron
        .boundary()
        .zip(neuron.boundary_slope())
        .map(|(at, slope)| Tangent::of(&picture, at, slope, neuron.activation));
    if let Some(tangent) = &tangent {
        picture.segment(tangent.from, tangent.to, Ink::Weight, Stroke::Dashed);
    }
    picture.curve(&points, Ink::Output, neuron.activation.formula());

    let x = state.value(Param::X);
    let probe = (f64::from(x), f64::from(neuron.a(x)));
    picture.segment((probe.0, low.max(0.0)), probe, Ink::Guide, Stroke::Dotted);
    if let Some(at) = neuron.boundary() {
        let place = (at, f64::from(neuron.activation.value(0.0)));
        picture.dot(place, Ink::Guide, Shape::Speck, format!("−b/w = {}", rounded(at, DIGITS)), Side::Right);
    }
    picture.dot(probe, Ink::Output, Shape::Ring, format!("a = {}", rounded(probe.1, DIGITS)), Side::Right);
    picture.grip(Grip::Probe, probe);
    picture.beside = Some(Grip::Probe);
    if let Some(tangent) = tangent {
        picture.label(tangent.at, tangent.text, Ink::Weight, tangent.side);
    }
    picture.finish()
}

/// The vertical axis of a: its ends, and about how many numbers stand along it.
pub(super) fn bounds(state: &State) -> (f64, f64, f64) {
    match state.activation {
        Activation::Sigmoid => (-0.1, 1.1, 3.0),
        Activation::Tanh => (-1.2, 1.2, 4.0),
        // These have no bounds of their own: the same ruler as the line above.
        Activation::Linear | Activation::Relu => {
            let Span { min, max, .. } = state.ruler(Ruler::Y);
            (f64::from(min), f64::from(max), 4.0)
        }
    }
}

/// What only the pictures of a neuron draw.
impl Picture {
    /// The vertical line x = −b/w, which runs through both plots.
    fn boundary(&mut self, neuron: Neuron) {
        if let Some(at) = neuron.boundary() {
            self.segment((at, self.y.min), (at, self.y.max), Ink::Guide, Stroke::Dashed);
        }
    }

    /// 1 across, w up: the two legs, and what they measure.
    fn triangle(&mut self, Triangle { foot, corner, tip }: &Triangle, w: f32) {
        let run = tip.0 - foot.0;
        let rise = tip.1 - foot.1;
        self.marks.push(Mark::Area { points: vec![*foot, *corner, *tip], ink: Ink::Weight });
        self.segment(*foot, *corner, Ink::Weight, Stroke::Dotted);
        self.segment(*corner, *tip, Ink::Weight, Stroke::Bar);
        // For a run of 1 the rise is w itself; for another run it is said which.
        let rise_text = if run == 1.0 {
            format!("w = {}", exact(w))
        } else {
            format!("{} · w = {}", rounded(run, DIGITS), rounded(rise, DIGITS))
        };
        self.label(middle(*corner, *tip), rise_text, Ink::Weight, Side::Right);
    }
}

fn middle(a: Point, b: Point) -> Point {
    ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
}

/// The tangent at the boundary, as long as it stays beside the curve, and its slope as a formula.
struct Tangent {
    from: Point,
    to: Point,
    at: Point,
    text: String,
    side: Side,
}

impl Tangent {
    fn of(picture: &Picture, boundary: f64, slope: f64, activation: Activation) -> Self {
        let middle = f64::from(activation.value(0.0));
        let half = 0.5 * (picture.y.max - picture.y.min);
        let reach = (half / slope.abs()).min(0.18 * (picture.x.max - picture.x.min));
        let end = |along: f64| (boundary + along, middle + slope * along);
        let formula = if activation == Activation::Sigmoid { "slope w/4" } else { "slope w" };
        Self {
            from: end(-reach),
            to: end(reach),
            at: end(0.55 * reach),
            text: format!("{formula} = {}", rounded(slope, DIGITS)),
            side: if slope > 0.0 { Side::Left } else { Side::Right },
        }
    }
}

/// The slope triangle: from `foot` on the line, across to `corner`, up or down to `tip` on the line.
struct Triangle {
    foot: Point,
    corner: Point,
    tip: Point,
}

impl Triangle {
    /// The triangle that starts at x = 0, one unit wide where that fits the plot, otherwise as wide as a round number allows.
    fn of(state: &State, picture: &Picture, z: impl Fn(f64) -> f64) -> Option<Self> {
        let width = picture.x.max - picture.x.min;
        let foot = (0.0, z(0.0));
        if !picture.contains(foot) {
            return None;
        }
        // To the left where the vertical axis stands at the right edge.
        let direction = if picture.x.max > 0.0 { 1.0 } else { -1.0 };
        let fits = |run: f64| picture.contains((direction * run, z(direction * run)));
        let usual = if (3.0..=40.0).contains(&width) { 1.0 } else { round_up(width / 12.0) };
        // The widest round run at which the tip is in sight; for w = 10⁶ on an axis to 10 that is 0.00001.
        let steepest = libm::fabs(f64::from(state.neuron().w)).max(1e-12);
        let room = (picture.y.max - picture.y.min) / steepest;
        let run = [usual, round_up(room.min(usual) / 2.5), round_up(room.min(usual) / 20.0)]
            .into_iter()
            .find(|run| fits(*run))?;
        let x = direction * run;
        Some(Self { foot, corner: (x, foot.1), tip: (x, z(x)) })
    }
}

/// The curve of the output: 200 even steps, and finer ones where z is small, so that a steep sigmoid keeps its shape.
pub(super) fn sample(neuron: Neuron, x: &Axis) -> Vec<Point> {
    let (w, b) = (f64::from(neuron.w), f64::from(neuron.b));
    let even = (0..=200).map(|i| x.min + (x.max - x.min) * f64::from(i) / 200.0);
    let turn = if w < 0.0 { -1.0 } else { 1.0 };
    let near_zero = (-80..=80).map(|z| (turn * f64::from(z) / 8.0 - b) / w);
    let mut near_zero = near_zero.filter(|at| at.is_finite() && x.contains(*at)).peekable();
    let mut places = Vec::with_capacity(362);
    for at in even {
        while let Some(before) = near_zero.next_if(|before| *before < at) {
            places.push(before);
        }
        places.push(at);
    }
    places.extend(near_zero);
    places
        .into_iter()
        // The sum in float64: at w = 10⁶ neighbouring places differ by less than a float32 can tell.
        .map(|x| (x, f64::from(neuron.activation.value((w * x + b) as f32))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;
    use proptest::prelude::*;

    fn opened(w: f32, b: f32) -> State {
        State::open(&[Action::Set(Param::W, w), Action::Set(Param::B, b)])
    }

    fn labels(figure: &Figure) -> Vec<&str> {
        let text = |mark: &'_ Mark| matches!(mark, Mark::Label { .. });
        figure
            .marks
            .iter()
            .filter(|mark| text(mark))
            .map(|mark| match mark {
                Mark::Label { text, .. } => text.as_str(),
                _ => "",
            })
            .collect()
    }

    #[test]
    fn the_logistic_lab_is_labelled_with_its_numbers() {
        let state = opened(2.0, -4.5);
        assert_eq!(labels(&line(&state)), ["b = −4.5", "w = 2", "z = −0.5", "1", "z = wx + b"]);
        assert_eq!(labels(&output(&state)), ["−b/w = 2.25", "a = 0.3775", "slope w/4 = 0.5", "a = σ(z)"]);
    }

    #[test]
    fn a_flat_line_has_no_leg_to_be_measured() {
        for (w, is_there) in [(0.0, false), (0.1, false), (-0.5, true), (0.5, true)] {
            assert_eq!(labels(&line(&opened(w, -1.0))).contains(&"1"), is_there, "w = {w}");
        }
    }

    #[test]
    fn without_weight_there_is_no_boundary_and_no_tangent() {
        let state = opened(0.0, 3.0);
        assert_eq!(labels(&output(&state)), ["a = 0.9526", "a = σ(z)"]);
        assert!(!output(&state).marks.iter().any(|mark| matches!(mark, Mark::Curve { stroke: Stroke::Dashed, .. })));
    }

    #[test]
    fn without_weight_the_line_cannot_be_turned() {
        let mut state = opened(2.0, 3.0);
        state.apply(Action::UseWeight(false));
        assert!(line(&state).grips.iter().all(|(grip, _)| !matches!(grip, Grip::Slope { .. })));
    }

    #[test]
    fn without_bias_the_line_is_pinned_to_the_origin_and_cannot_be_lifted() {
        let mut state = opened(2.0, 3.0);
        state.apply(Action::UseBias(false));
        let figure = line(&state);
        assert!(labels(&figure).contains(&"b = 0"));
        assert!(figure.grips.iter().all(|(grip, _)| *grip != Grip::Bias));
    }

    #[test]
    fn tangents_belong_to_the_activations_that_bend_smoothly() {
        for (activation, formula) in [
            (Activation::Sigmoid, Some("slope w/4 = 0.375")),
            (Activation::Tanh, Some("slope w = 1.5")),
            (Activation::Linear, None),
            (Activation::Relu, None),
        ] {
            let mut state = State::default();
            state.apply(Action::Activate(activation));
            let figure = output(&state);
            let found = labels(&figure).into_iter().find(|label| label.starts_with("slope"));
            assert_eq!(found, formula, "{activation:?}");
        }
    }

    #[test]
    fn a_very_steep_line_still_has_a_triangle_with_a_tip_in_sight() {
        let mut state = State::default();
        for w in [12.0, -35.0, 1e6, -1e6] {
            state.apply(Action::Set(Param::W, w));
            let figure = line(&state);
            assert!(figure.grips.iter().any(|(grip, _)| matches!(grip, Grip::Slope { .. })), "w = {w}");
        }
    }

    #[test]
    fn a_steep_sigmoid_rises_through_many_points() {
        let state = opened(1e6, 0.0);
        let rising = sample(state.neuron(), &output(&state).x);
        let between = rising.iter().filter(|(_, a)| (0.01..0.99).contains(a)).count();
        assert!(between > 50, "{between} points between 0.01 and 0.99");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn nothing_is_drawn_outside_the_axes(actions in crate::testing::actions(10)) {
            let mut state = State::default();
            for action in actions {
                state.apply(action);
            }
            for figure in [line(&state), output(&state), super::super::examples(&state), super::super::loss_curve(&state)] {
                for mark in &figure.marks {
                    let points = match mark {
                        Mark::Curve { points, .. } | Mark::Area { points, .. } => points.clone(),
                        Mark::Dot { at, .. } | Mark::Label { at, .. } => vec![*at],
                        Mark::Square { from, to, .. } => vec![*from, *to],
                        // These fill the frame and are cut there where they are drawn.
                        Mark::Cloud { .. } | Mark::Terrain(_) => Vec::new(),
                    };
                    for (x, y) in points {
                        prop_assert!(figure.x.contains(x) && figure.y.contains(y), "{mark:?} in {:?} {:?}", (figure.x.min, figure.x.max), (figure.y.min, figure.y.max));
                    }
                }
            }
        }
    }
}
