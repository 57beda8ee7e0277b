//! A figure in the making: the drawing moves that all pictures share, each kept inside the axes.

use crate::state::{Grip, Param, State};

use super::{Axis, Figure, Ink, Mark, Point, Shape, Side, Stroke, clip};

/// A figure in the making, with the drawing moves that all pictures share.
pub(super) struct Picture {
    pub(super) x: Axis,
    pub(super) y: Axis,
    pub(super) still: Vec<Mark>,
    pub(super) marks: Vec<Mark>,
    labels: Vec<Mark>,
    /// The formula of the curve.
    name: Option<Mark>,
    grips: Vec<(Grip, Point)>,
    pub(super) beside: Option<Grip>,
}

impl Picture {
    /// On the x axis that all plots share.
    pub(super) fn new(state: &State, y: Axis) -> Self {
        let x = state.span(Param::X);
        Self::with_axes(Axis::with_ticks(f64::from(x.min), f64::from(x.max), 8.0), y)
    }

    pub(super) fn with_axes(x: Axis, y: Axis) -> Self {
        Self {
            x,
            y,
            still: Vec::new(),
            marks: Vec::new(),
            labels: Vec::new(),
            name: None,
            grips: Vec::new(),
            beside: None,
        }
    }

    /// Labels come last, over everything else.
    pub(super) fn finish(mut self) -> Figure {
        self.marks.append(&mut self.labels);
        self.marks.extend(self.name);
        Figure { x: self.x, y: self.y, still: self.still, marks: self.marks, grips: self.grips, beside: self.beside }
    }

    pub(super) fn contains(&self, (x, y): Point) -> bool {
        self.x.contains(x) && self.y.contains(y)
    }

    /// A curve with its formula near its right end. The formula is placed after all other labels.
    pub(super) fn curve(&mut self, points: &[Point], ink: Ink, formula: &str) {
        let pieces = clip::curve(points, &self.x, &self.y);
        if let Some(at) = pieces.last().and_then(|piece| along(piece, 0.9)) {
            // Beside a falling line there is room above its end, beside a rising one below.
            let falls = points.first().map(|p| p.1) > points.last().map(|p| p.1);
            let side = if falls { Side::Above } else { Side::Below };
            self.name = self.labelled(at, formula.into(), ink, side);
        }
        self.marks.extend(pieces.into_iter().map(|points| Mark::Curve { points, ink, stroke: Stroke::Strong }));
    }

    pub(super) fn segment(&mut self, from: Point, to: Point, ink: Ink, stroke: Stroke) {
        if let Some((from, to)) = clip::segment(from, to, &self.x, &self.y)
            && from != to
        {
            self.marks.push(Mark::Curve { points: vec![from, to], ink, stroke });
        }
    }

    /// A dot and its label, where it is in sight.
    pub(super) fn dot(&mut self, at: Point, ink: Ink, shape: Shape, text: String, side: Side) {
        if self.contains(at) {
            self.marks.push(Mark::Dot { at, ink, shape });
            self.label(at, text, ink, side);
        }
    }

    pub(super) fn label(&mut self, at: Point, text: String, ink: Ink, side: Side) {
        let label = self.labelled(at, text, ink, side);
        self.labels.extend(label);
    }

    fn labelled(&self, at: Point, text: String, ink: Ink, side: Side) -> Option<Mark> {
        (!text.is_empty() && self.contains(at)).then_some(Mark::Label { at, text, ink, side })
    }

    pub(super) fn grip(&mut self, grip: Grip, at: Point) {
        if self.contains(at) {
            self.grips.push((grip, at));
        }
    }
}

/// The point a share of the way along a piece, measured by its x.
fn along(piece: &[Point], share: f64) -> Option<Point> {
    let (first, last) = (piece.first()?, piece.last()?);
    let x = first.0 + share * (last.0 - first.0);
    let pair = piece.windows(2).find(|pair| x <= pair[1].0)?;
    let width = pair[1].0 - pair[0].0;
    let part = if width > 0.0 { (x - pair[0].0) / width } else { 1.0 };
    Some((x, pair[0].1 + part * (pair[1].1 - pair[0].1)))
}
