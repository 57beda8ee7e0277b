//! The loss over all (w, b) that the sliders reach: bands of equal loss, their edges, the path of the training, the minimum.

use std::sync::Arc;

use contour::ContourBuilder;

use crate::nn::Surface;
use crate::number::rounded;
use crate::state::{Grip, Param, State};

use super::picture::Picture;
use super::{Axis, Figure, Ink, Mark, Shape, Shared, Side, Stroke, clip};

/// Cells along each side of the grid.
const CELLS: usize = 96;
/// The steps of a run that are marked one by one.
const STEPS: usize = 60;
/// The examples that a map looks at.
const ENOUGH: usize = 300;
/// Bands of colour.
pub const BANDS: usize = 14;

/// The loss on a grid of weights and biases, sorted into bands. It does not depend on where w and b stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Terrain {
    /// Columns of the grid, the first at the lowest w.
    pub columns: usize,
    /// The band of each cell, row by row, the first row at the lowest b; 0 is the lowest loss.
    pub bands: Vec<u8>,
    /// The loss at the upper edge of each band but the last.
    pub edges: Vec<f64>,
    /// The (w, b) with the least loss, where there is one.
    pub minimum: Option<(f64, f64)>,
    /// The edges of the bands as lines, in parts of the grid: from (0, 0) at the lowest w and b to (1, 1).
    pub lines: Vec<Vec<(f64, f64)>>,
}

impl Terrain {
    /// Measures the loss over the ranges of the sliders of w and b.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let (w, b) = (state.span(Param::W), state.span(Param::B));
        let surface = Surface {
            activation: state.activation,
            loss: state.training.loss,
            w: w.min..=w.max,
            b: b.min..=b.max,
            columns: CELLS,
            rows: CELLS,
        };
        let mut losses = vec![0.0; CELLS * CELLS];
        let examples = &state.training.examples;
        surface.fill(&thinned(examples.inputs()), &thinned(examples.labels()), &mut losses);
        let losses: Vec<f64> = losses.into_iter().map(f64::from).collect();
        let lowest = losses.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = losses.iter().copied().fold(0.0, f64::max);
        // Even steps of the fourth root of what lies above the lowest: the valley shows its floor and its walls alike.
        let rise = highest - lowest;
        let edges: Vec<f64> =
            (1..BANDS).map(|band| lowest + rise * libm::pow(band as f64 / BANDS as f64, 4.0)).collect();
        let band = |loss: &f64| edges.iter().filter(|edge| loss > *edge).count() as u8;
        let bands = losses.iter().map(band).collect();
        let lines = if rise > 0.0 { contours(&losses, &edges) } else { Vec::new() };
        Self { columns: CELLS, bands, edges, minimum: state.best(), lines }
    }
}

/// Every so many of many examples: 9216 cells times 100,000 examples would be half a minute, and the map of an even part of
/// them looks the same.
fn thinned(values: &[f32]) -> Vec<f32> {
    values.iter().copied().step_by(values.len().div_ceil(ENOUGH).max(1)).collect()
}

/// The crate measures in cells and puts each value in the middle of its cell.
fn contours(losses: &[f64], edges: &[f64]) -> Vec<Vec<(f64, f64)>> {
    let builder = ContourBuilder::new(CELLS, CELLS, true);
    // It fails only for a grid of another size than said.
    let lines = builder.lines(losses, edges).unwrap_or_default();
    let part = |value: f64| (value - 0.5) / (CELLS - 1) as f64;
    let points = |line: &contour::Line| {
        let strings = line.geometry().0.iter();
        strings.map(|string| string.coords().map(|at| (part(at.x), part(at.y))).collect()).collect::<Vec<Vec<_>>>()
    };
    lines.iter().flat_map(points).collect()
}

/// The terrain with the ways of many trainings, each from its own start.
#[must_use]
pub fn ways(state: &State, terrain: &Arc<Terrain>, ways: &[Vec<(f32, f32)>]) -> Figure {
    let mut picture = ground(state, terrain);
    for way in ways {
        let way: Vec<_> = way.iter().map(|(w, b)| (f64::from(*w), f64::from(*b))).collect();
        for points in clip::curve(&way, &picture.x, &picture.y) {
            picture.still.push(Mark::Curve { points, ink: Ink::Sum, stroke: Stroke::Path });
        }
        if let Some(start) = way.first() {
            picture.dot(*start, Ink::Error, Shape::Disc, String::new(), Side::Right);
        }
    }
    picture.finish()
}

/// The terrain with the path, the minimum where there is one, and the place (w, b) to drag.
#[must_use]
pub fn surface(state: &State, terrain: &Arc<Terrain>) -> Figure {
    let mut picture = ground(state, terrain);
    let path: Vec<_> = state.training.run.path().iter().map(|place| (f64::from(place.w), f64::from(place.b))).collect();
    for points in clip::curve(&path, &picture.x, &picture.y) {
        picture.marks.push(Mark::Curve { points, ink: Ink::Sum, stroke: Stroke::Path });
    }
    // Of a short run each step is seen, so that overshooting looks like what it is.
    if path.len() <= STEPS {
        for at in &path {
            picture.dot(*at, Ink::Sum, Shape::Speck, String::new(), Side::Right);
        }
    }
    let neuron = state.neuron();
    let here = (f64::from(neuron.w), f64::from(neuron.b));
    picture.dot(here, Ink::Error, Shape::Disc, String::new(), Side::Right);
    picture.grip(Grip::Weights, here);
    picture.beside = Some(Grip::Weights);
    picture.finish()
}

/// The terrain with its contour lines, and the minimum where there is one.
fn ground(state: &State, terrain: &Arc<Terrain>) -> Picture {
    let (w, b) = (state.span(Param::W), state.span(Param::B));
    let axis = |min: f32, max: f32| Axis::with_ticks(f64::from(min), f64::from(max), 5.0);
    let mut picture = Picture::with_axes(axis(w.min, w.max), axis(b.min, b.max));
    picture.still.push(Mark::Terrain(Shared(terrain.clone())));
    if let Some((w, b)) = terrain.minimum {
        let text = format!("({}, {})", rounded(w, 5), rounded(b, 5));
        picture.dot((w, b), Ink::Sum, Shape::Cross, text, Side::Right);
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_looks_at_an_even_part_of_very_many_examples() {
        let values: Vec<f32> = (0..100_000u32).map(|i| i as f32).collect();
        let few = thinned(&values);
        assert!((ENOUGH / 2..=ENOUGH).contains(&few.len()), "{}", few.len());
        assert!(few.windows(2).all(|pair| pair[1] - pair[0] == few[1] - few[0]), "evenly");
        assert_eq!(thinned(&values[..ENOUGH]), &values[..ENOUGH], "few are all looked at");
    }
}
