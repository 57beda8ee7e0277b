//! How far a drawn curve is from where it belongs.
//!
//! Where the curve is flatter than 45° it is looked for column by column, elsewhere row by row. In each of them the ink of
//! the curve must be one single run as thick as its stroke; columns and rows where a label, a dot or another line of the
//! same ink meets it are passed over, and a [`Trace`] says how many were left to measure.

use crate::{Pixels, Plot, Rgb};

/// Width of the strokes that are measured, in CSS pixels.
const STROKE: f64 = 2.5;
/// Colours nearer to each other than this are one ink: antialiasing rounds.
const SAME: f64 = 24.0;
/// So near to the end of a curve, in CSS pixels, the end of its stroke is what is seen.
const END: f64 = 4.0;

/// A monotone curve in data coordinates, both ways.
pub struct Curve<'a> {
    /// The height at x.
    pub y_at: &'a dyn Fn(f64) -> f64,
    /// The place of a height; `None` where the curve never has it or has it everywhere.
    pub x_at: &'a dyn Fn(f64) -> Option<f64>,
}

/// What was measured along a curve.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Trace {
    /// Columns and rows that were measured.
    pub measured: usize,
    /// Columns and rows in which the curve should be seen.
    pub expected: usize,
    /// The largest error, in CSS pixels across the curve.
    pub error: f64,
    /// Where that was, in CSS pixels.
    pub at: (f64, f64),
}

impl Trace {
    /// Compares the ink over what lies under it with the curve that should be there.
    #[must_use]
    pub fn of([pixels, under]: [&Pixels; 2], plot: &Plot, ink: Rgb, curve: &Curve<'_>) -> Self {
        let mut trace = Self::default();
        let density = pixels.density;
        let middle = |index: usize| (index as f64 + 0.5) / density;
        let cover = |column, row| Cover::of(pixels.at(column, row), under.at(column, row).0, ink);
        for column in 0..pixels.width {
            let px = middle(column);
            let height = |px: f64| plot.pixel_at(0.0, (curve.y_at)(plot.data_at(px, 0.0).0)).1;
            let (py, tilt) = (height(px), height(px + 0.5) - height(px - 0.5));
            let inside =
                |px: f64| plot.left < px && px < plot.right && plot.top < height(px) && height(px) < plot.bottom;
            if tilt.abs() <= 1.0 && inside(px - END) && inside(px + END) {
                let run = run((0..pixels.height).map(|row| cover(column, row)));
                trace.take(run, density, tilt, py, (px, py));
            }
        }
        for row in 0..pixels.height {
            let py = middle(row);
            let place = |py: f64| (curve.x_at)(plot.data_at(0.0, py).1).map(|x| plot.pixel_at(x, 0.0).0);
            let (Some(px), Some(above), Some(below)) = (place(py), place(py - 0.5), place(py + 0.5)) else { continue };
            let tilt = below - above;
            let inside = |py: f64| {
                let seen = place(py).is_some_and(|px| plot.left < px && px < plot.right);
                seen && plot.top < py && py < plot.bottom
            };
            if tilt.abs() < 1.0 && inside(py - END) && inside(py + END) {
                let run = run((0..pixels.width).map(|column| cover(column, row)));
                trace.take(run, density, tilt, px, (px, py));
            }
        }
        trace
    }

    /// Takes one column or row into account: `tilt` is how far the curve leans there, `place` where it should be.
    fn take(&mut self, run: Option<Run>, density: f64, tilt: f64, place: f64, at: (f64, f64)) {
        self.expected += 1;
        let lean = tilt.hypot(1.0);
        let Some(run) = run.filter(|run| (run.thickness / density - STROKE * lean).abs() < 0.6) else { return };
        self.measured += 1;
        let error = (run.centre / density - place).abs() / lean;
        if error > self.error {
            *self = Self { error, at, ..*self };
        }
    }
}

/// Neighbouring pixels of one ink, in device pixels.
struct Run {
    centre: f64,
    thickness: f64,
}

/// What covers a pixel.
#[derive(Clone, Copy, PartialEq)]
enum Cover {
    Nothing,
    /// The ink that is looked for, and how much of the pixel it covers.
    Ink(f64),
    Other,
}

impl Cover {
    /// What turns the colour under a pixel into the one that is seen.
    fn of((seen, opacity): (Rgb, f64), under: Rgb, ink: Rgb) -> Self {
        let step = |to: Rgb| {
            [(to.0, under.0), (to.1, under.1), (to.2, under.2)].map(|(to, from)| f64::from(to) - f64::from(from))
        };
        let dot = |a: [f64; 3], b: [f64; 3]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let (way, whole) = (step(seen), step(ink));
        let share = dot(way, whole) / dot(whole, whole);
        // As little as this has lost its colour to rounding.
        if opacity == 0.0 || dot(way, way) <= 0.06_f64.powi(2) * dot(whole, whole) {
            return Self::Nothing;
        }
        let rest = [0, 1, 2].map(|at| way[at] - share * whole[at]);
        // How far the colour is from the ink where it covers all.
        if dot(rest, rest).sqrt() < SAME * share { Self::Ink(share.min(1.0)) } else { Self::Other }
    }
}

/// The one run of ink among pixels; none if there are several or if something else touches it.
fn run(pixels: impl Iterator<Item = Cover>) -> Option<Run> {
    let pixels: Vec<_> = pixels.collect();
    let is_ink = |cover: &&Cover| matches!(cover, Cover::Ink(_));
    // A stroke covers some pixel wholly; what covers none may be a paler ink.
    let is_whole = |cover: &Cover| matches!(cover, Cover::Ink(share) if *share > 0.95);
    let whole = pixels.iter().position(is_whole)?;
    let first = whole - pixels[..whole].iter().rev().take_while(is_ink).count();
    let after = whole + pixels[whole..].iter().take_while(is_ink).count();
    let is_bare = |at: Option<&Cover>| at.is_none_or(|cover| *cover == Cover::Nothing);
    let alone = is_bare(first.checked_sub(1).and_then(|before| pixels.get(before))) && is_bare(pixels.get(after));
    if !alone || pixels[after..].iter().any(is_whole) {
        return None;
    }
    let weight = |at: usize| if let Cover::Ink(share) = pixels[at] { share } else { 0.0 };
    let thickness: f64 = (first..after).map(weight).sum();
    let moment: f64 = (first..after).map(|at| weight(at) * (at as f64 + 0.5)).sum();
    Some(Run { centre: moment / thickness, thickness })
}
