//! The loss over all (w, b) that the sliders reach: bands of equal loss, their edges, the path of the training, the minimum.

use std::sync::Arc;

use crate::data;
use crate::nn::Surface;
use crate::number::rounded;
use crate::state::{Grip, Param, Span, State};

use super::picture::Picture;
use super::{Axis, Figure, Ink, Mark, Point, Shape, Shared, Side, Stroke, clip, contour};

/// Cells along each side of the grid.
const CELLS: usize = 128;
/// The steps of a run that are marked one by one.
const STEPS: usize = 60;
/// The examples that a map looks at, where each costs time: 16384 cells times 100,000 examples would be a minute, and the
/// map of an even part of them looks the same.
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
    /// The (w, b) with the least loss, where there is one and it lies in the ranges.
    pub minimum: Option<(f64, f64)>,
    /// The edges of the bands as lines, in parts of the grid: from (0, 0) at the lowest w and b to (1, 1).
    pub lines: Vec<Vec<Point>>,
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
        if surface.is_bowl() {
            surface.fill(examples.inputs(), examples.labels(), &mut losses);
        } else {
            let few = |values| data::sampled(values, ENOUGH);
            surface.fill(&few(examples.inputs()), &few(examples.labels()), &mut losses);
        }
        let lowest = f64::from(losses.iter().copied().fold(f32::INFINITY, f32::min));
        let highest = f64::from(losses.iter().copied().fold(0.0, f32::max));
        // Even steps of the fourth root of what lies above the lowest: the valley shows its floor and its walls alike.
        let rise = highest - lowest;
        let edges: Vec<f64> =
            (1..BANDS).map(|band| lowest + rise * libm::pow(band as f64 / BANDS as f64, 4.0)).collect();
        let band = |loss: &f32| edges.partition_point(|edge| f64::from(*loss) > *edge) as u8;
        let bands: Vec<u8> = losses.iter().map(band).collect();
        let lines = contour::lines(&losses, CELLS, &bands, &edges);
        let is_in = |span: Span, value: f64| (f64::from(span.min)..=f64::from(span.max)).contains(&value);
        let minimum = state.best().filter(|best| is_in(w, best.0) && is_in(b, best.1));
        Self { columns: CELLS, bands, edges, minimum, lines }
    }

    /// Whether all places have the same loss, as they do without examples.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.edges.first() == self.edges.last()
    }
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
    if state.counts(Param::W) || state.counts(Param::B) {
        picture.grip(Grip::Weights, here);
        picture.beside = Some(Grip::Weights);
    }
    picture.finish()
}

/// The terrain with its contour lines, and the minimum where there is one.
fn ground(state: &State, terrain: &Arc<Terrain>) -> Picture {
    let (w, b) = (state.span(Param::W), state.span(Param::B));
    let axis = |min: f32, max: f32| Axis::with_ticks(f64::from(min), f64::from(max), 5.0);
    let mut picture = Picture::with_axes(axis(w.min, w.max), axis(b.min, b.max));
    if !terrain.is_flat() {
        picture.still.push(Mark::Terrain(Shared(terrain.clone())));
    }
    if let Some((w, b)) = terrain.minimum {
        let text = format!("({}, {})", rounded(w, 5), rounded(b, 5));
        picture.dot((w, b), Ink::Sum, Shape::Cross, text, Side::Right);
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Action, View};

    #[test]
    fn contour_lines_run_where_the_loss_is_that_of_an_edge() {
        let state = State::open(&crate::link::parse("view=train&data=houses").0);
        let terrain = Terrain::of(&state);
        let examples = &state.training.examples;
        let loss_at = |(along, up): Point| {
            let at = |span: Span, part: f64| f64::from(span.min) + part * f64::from(span.width());
            let (w, b) = (at(state.span(Param::W), along), at(state.span(Param::B), up));
            let square = |(x, y): (&f32, &f32)| (w * f64::from(*x) + b - f64::from(*y)).powi(2);
            examples.inputs().iter().zip(examples.labels()).map(square).sum::<f64>() / examples.inputs().len() as f64
        };
        let steep = terrain.edges.last().copied().unwrap() / CELLS as f64;
        let mut seen = std::collections::HashSet::new();
        for end in terrain.lines.iter().flatten() {
            let loss = loss_at(*end);
            let off = |edge: &f64| (edge - loss).abs();
            let (at, edge) = terrain.edges.iter().enumerate().min_by(|a, b| off(a.1).total_cmp(&off(b.1))).unwrap();
            assert!(off(edge) < 0.05 * steep, "at {end:?} the loss is {loss}, the next edge {edge}");
            seen.insert(at);
        }
        assert!(seen.len() > BANDS - 3, "nearly every edge is in sight: {seen:?}");
    }

    #[test]
    fn a_minimum_beyond_the_ranges_is_not_on_the_map() {
        for (link, minimum) in [
            ("data=houses&act=linear&loss=mse", Some((200.0, 100.0))),
            ("data=houses&act=linear&loss=mse&bmax=99", None),
            // A curve can always be steeper.
            ("data=logistic&act=sigmoid&loss=bce", None),
        ] {
            let state = State::open(&crate::link::parse(&format!("view=train&{link}")).0);
            assert_eq!(Terrain::of(&state).minimum, minimum, "{link}");
        }
    }

    #[test]
    fn a_map_of_many_examples_is_that_of_all_of_them_in_whatever_order() {
        // Two classes that take turns, as in a table that was sorted by x.
        let points = (0..600_u16).map(|at| data::Point { x: f32::from(at) / 300.0 - 1.0, y: f32::from(at % 2) });
        let mut state = State::open(&[Action::UsePoints(points.collect()), Action::Show(View::Train)]);
        let terrain = Terrain::of(&state);
        for (w, b) in [(-5.0, -5.0), (5.0, 5.0), (0.0, 0.0)] {
            state.apply(Action::Set(Param::W, w));
            state.apply(Action::Set(Param::B, b));
            let loss = f64::from(state.loss());
            let band = terrain.edges.partition_point(|edge| loss > *edge);
            let cell = |param, value: f32| {
                let span = state.span(param);
                ((value - span.min) / span.width() * (CELLS - 1) as f32).round() as usize
            };
            let mapped = terrain.bands[cell(Param::B, b) * CELLS + cell(Param::W, w)];
            assert!(band.abs_diff(usize::from(mapped)) <= 1, "w = {w}, b = {b}: band {band}, on the map {mapped}");
        }
    }
}
