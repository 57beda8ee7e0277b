//! The examples with the curve of the neuron and its errors.

use crate::nn::Activation;
use crate::state::{Grip, Param, State};

use super::neuron::{bounds, sample};
use super::picture::Picture;
use super::{Axis, Figure, Ink, Mark, Point, Shape, Shared, Stroke};

/// Beyond so many examples their errors would be a smear, their places no handles, and a label would find no room between them.
pub const FEW_EXAMPLES: usize = 200;

/// The examples, the prediction as a curve, and the error of each example as a line or a square between the two.
#[must_use]
pub fn examples(state: &State) -> Figure {
    let neuron = state.neuron();
    let training = &state.training;
    let points = training.examples.points();
    let (low, high, ticks) = bounds_with_labels(state);
    let mut picture = Picture::new(state, Axis::with_ticks(low, high, ticks));
    picture.still.push(Mark::Cloud { points: Shared(points.clone()), binary: training.examples.are_binary() });

    let draws_squares = training.squares && state.has_squares();
    if points.len() <= FEW_EXAMPLES {
        for (at, point) in points.iter().enumerate() {
            let (x, y) = (f64::from(point.x), f64::from(point.y));
            let predicted = f64::from(neuron.a(point.x));
            if draws_squares && picture.contains((x, y)) && picture.contains((x, predicted)) && y != predicted {
                picture.marks.push(Mark::Square { from: (x, predicted), to: (x, y), ink: Ink::Error });
            }
            picture.segment((x, y), (x, predicted), Ink::Error, Stroke::Error);
            picture.grip(Grip::Example(at), (x, y));
        }
    }
    let curve = sample(neuron, &picture.x);
    let ink = if neuron.activation == Activation::Linear { Ink::Sum } else { Ink::Output };
    picture.curve(&curve, ink, neuron.activation.formula());
    picture.beside = Some(Grip::NewExample);
    picture.finish()
}

/// The vertical axis: that of the activation, and wider where it is bounded but the labels are not.
fn bounds_with_labels(state: &State) -> (f64, f64, f64) {
    let (low, high, ticks) = bounds(state);
    match (state.activation, state.training.examples.extent()) {
        (activation, Some(extent)) if activation.is_bounded() => {
            let (least, most) = (f64::from(extent.low.y), f64::from(extent.high.y));
            let room = 0.05 * (most.max(high) - least.min(low));
            let low = if least < low { least - room } else { low };
            let high = if most > high { most + room } else { high };
            (low, high, ticks)
        }
        _ => (low, high, ticks),
    }
}

/// How many examples lie outside the axes of [`examples`].
#[must_use]
pub fn examples_out_of_sight(state: &State) -> usize {
    let (low, high, _) = bounds_with_labels(state);
    let x = state.span(Param::X);
    let outside =
        |point: &&crate::data::Point| !x.contains(point.x) || f64::from(point.y) < low || f64::from(point.y) > high;
    state.training.examples.points().iter().filter(outside).count()
}

/// The loss over the epochs of the run.
#[must_use]
pub fn loss_curve(state: &State) -> Figure {
    let run = &state.training.run;
    let log = state.training.log_loss;
    // A loss of zero has no logarithm: it lies on the lower edge.
    let height = |loss: f64| if log { libm::log10(loss.max(1e-12)) } else { loss };
    let mut curve: Vec<Point> =
        run.path().iter().map(|place| (f64::from(place.epoch), height(f64::from(place.loss)))).collect();
    // Without examples there is no loss, and a bare chart.
    let is_measured = !state.training.examples.points().is_empty();
    let here = if is_measured { f64::from(state.loss()) } else { 1.0 };
    let last = (f64::from(run.epochs()), height(here));
    if curve.is_empty() {
        curve.push(last);
    }
    let highest = curve.iter().map(|point| point.1).fold(last.1, f64::max);
    let lowest = curve.iter().map(|point| point.1).fold(last.1, f64::min);
    let y = if log {
        Axis::logarithmic(libm::floor(lowest), libm::floor(highest) + 1.0)
    } else {
        Axis::from_zero(highest, 4.0)
    };
    let x = Axis::from_zero(f64::from(run.epochs()).max(10.0), 5.0);
    let mut picture = Picture::with_axes(x, y);
    picture.curve(&curve, Ink::Error, "");
    if is_measured {
        picture.dot(last, Ink::Error, Shape::Disc, String::new(), super::Side::Above);
    }
    picture.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(link: &str) -> usize {
        let state = State::open(&crate::link::parse(link).0);
        examples(&state).marks.iter().filter(|mark| matches!(mark, Mark::Square { .. })).count()
    }

    #[test]
    fn squares_stand_for_the_terms_of_a_squared_loss() {
        assert_eq!(squares("data=houses&w=150&b=120&squares=1"), 2);
        assert_eq!(squares("data=logistic&loss=mse&squares=1"), 6);
        assert_eq!(squares("data=logistic&loss=bce&squares=1"), 0);
    }
}
