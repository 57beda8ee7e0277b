//! The landscape that training walks down: the loss over all w and b in view.

use std::array;
use std::ops::RangeInclusive;

use super::{Activation, Loss};

/// The loss of one neuron a = f(w·x + b) at each point of a grid of weights and biases.
///
/// Column c stands for w = from + c·(to − from)/(columns − 1), so that the first and the last column lie on the ends of the
/// range; a single column lies on its start. Rows do the same for b, row 0 at the start of its range.
#[derive(Clone, Debug, PartialEq)]
pub struct Surface {
    /// The f in a = f(w·x + b).
    pub activation: Activation,
    /// What is measured.
    pub loss: Loss,
    /// From the first column to the last.
    pub w: RangeInclusive<f32>,
    /// From the first row to the last.
    pub b: RangeInclusive<f32>,
    /// How many w.
    pub columns: usize,
    /// How many b; as many as the buffer has room for, if that is fewer.
    pub rows: usize,
}

impl Surface {
    /// The w of a column.
    pub fn w_at(&self, column: usize) -> f32 {
        at(&self.w, column, self.columns)
    }

    /// The b of a row.
    pub fn b_at(&self, row: usize) -> f32 {
        at(&self.b, row, self.rows)
    }

    /// Writes the loss over the points (`x`, `y`) into `out`, of shape (rows, columns), row by row.
    ///
    /// Every value is finite: where the loss is too large for an f32, it is `f32::MAX`. Zero for no points.
    pub fn fill(&self, x: &[f32], y: &[f32], out: &mut [f32]) {
        match (self.loss, self.activation) {
            // The same call with the choices written out: the compiler makes a loop without choices from it.
            (Loss::Mse, Activation::Linear) => self.fill_with(Loss::Mse, Activation::Linear, x, y, out),
            (loss, f) => self.fill_with(loss, f, x, y, out),
        }
    }

    #[inline(always)]
    fn fill_with(&self, loss: Loss, f: Activation, x: &[f32], y: &[f32], out: &mut [f32]) {
        let n = x.len().min(y.len()).max(1) as f32;
        let rows = out.chunks_exact_mut(self.columns.max(1)).take(self.rows);
        for (row, out) in rows.enumerate() {
            let b = self.b_at(row);
            for (group, out) in out.chunks_mut(LANES).enumerate() {
                let w: [f32; LANES] = array::from_fn(|lane| self.w_at(group * LANES + lane));
                let mut sum = [0.0; LANES];
                for (x, y) in x.iter().zip(y) {
                    for (sum, w) in sum.iter_mut().zip(w) {
                        *sum += loss.term(f, w * x + b, *y);
                    }
                }
                for (out, sum) in out.iter_mut().zip(sum) {
                    // `min` takes f32::MAX also when the other is NaN.
                    *out = (sum / n).min(f32::MAX);
                }
            }
        }
    }
}

/// So many cells of a row are summed side by side: each has its own sum, so a processor can add to several of them at once
/// and keep them all in registers while the points go by.
const LANES: usize = 16;

/// Number `i` of `count` numbers spread over the range, both ends exact.
fn at(range: &RangeInclusive<f32>, i: usize, count: usize) -> f32 {
    let t = i as f32 / count.saturating_sub(1).max(1) as f32;
    // Not start + t·(end − start), whose difference overflows for a range as wide as all numbers.
    range.start() * (1.0 - t) + range.end() * t
}

#[cfg(test)]
mod tests {
    use super::Surface;
    use crate::nn::{Activation, Loss};

    const HOUSE: ([f32; 2], [f32; 2]) = ([1.0, 2.0], [300.0, 500.0]);

    #[test]
    fn each_cell_is_the_loss_of_its_own_w_and_b() {
        let points = ([0.5, -1.0, 2.0], [0.0, 1.0, 0.25]);
        for activation in Activation::ALL {
            for loss in Loss::ALL {
                let surface = Surface { activation, loss, w: -3.0..=3.0, b: 0.0..=2.0, columns: 7, rows: 5 };
                let mut out = [0.0; 35];
                surface.fill(&points.0, &points.1, &mut out);
                for (i, actual) in out.into_iter().enumerate() {
                    let (w, b) = (surface.w_at(i % 7), surface.b_at(i / 7));
                    let expected = loss.value(activation, &points.0.map(|x| w * x + b), &points.1);
                    let error = (actual - expected).abs() / expected.max(1e-3);
                    assert!(error < 1e-6, "{activation:?} {loss:?} ({w}, {b}): actual {actual}, expected {expected}");
                }
            }
        }
    }

    #[test]
    fn the_corners_lie_on_the_ends_of_the_ranges() {
        let surface = Surface {
            activation: Activation::Linear,
            loss: Loss::Mse,
            w: 0.0..=200.0,
            b: 0.0..=100.0,
            columns: 3,
            rows: 2,
        };
        let mut out = [0.0; 6];
        surface.fill(&HOUSE.0, &HOUSE.1, &mut out);
        assert_eq!(out, [170_000.0, 65_000.0, 10_000.0, 100_000.0, 25_000.0, 0.0]);
    }

    #[test]
    fn the_surface_is_finite_everywhere() {
        for activation in Activation::ALL {
            for loss in Loss::ALL {
                let edge = -f32::MAX..=f32::MAX;
                let surface = Surface { activation, loss, w: edge.clone(), b: edge, columns: 9, rows: 9 };
                let mut out = [f32::NAN; 81];
                surface.fill(&[-1e30, 0.0, 1e6], &[1.0, 0.0, 1.0], &mut out);
                assert!(out.iter().all(|v| v.is_finite()), "{activation:?} {loss:?}: {out:?}");
            }
        }
    }

    #[test]
    fn a_short_buffer_takes_the_rows_that_fit_and_no_columns_take_nothing() {
        let mut surface = Surface {
            activation: Activation::Linear,
            loss: Loss::Mse,
            w: 1.0..=1.0,
            b: 0.0..=0.0,
            columns: 2,
            rows: 9,
        };
        let mut out = [-1.0; 5];
        surface.fill(&[], &[], &mut out);
        assert_eq!(out, [0.0, 0.0, 0.0, 0.0, -1.0]);
        surface.columns = 0;
        surface.rows = 0;
        surface.fill(&HOUSE.0, &HOUSE.1, &mut out);
        assert_eq!(out[4], -1.0);
    }
}
