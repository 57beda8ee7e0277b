//! The landscape that training walks down: the loss over all w and b in view.

use std::ops::RangeInclusive;

use super::moments::{Moments, mean};
use super::{Activation, Loss};

/// The loss of one neuron a = f(w·x + b) at each point of a grid of weights and biases.
///
/// A map to look at, not numbers of Keras: where it can, it computes in f64 and by shorter ways than [`Loss::value`], and
/// agrees with that to about six digits.
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
        if self.is_bowl() {
            self.fill_bowl(x, y, out);
        } else if self.activation == Activation::Sigmoid && self.has_few_exponentials(x) {
            self.fill_sigmoid(x, y, out);
        } else {
            self.fill_one_by_one(x, y, out);
        }
    }

    /// Whether it is a bowl, and every cell costs the same however many points there are.
    pub fn is_bowl(&self) -> bool {
        self.activation == Activation::Linear && self.loss != Loss::BinaryCrossentropy
    }

    /// Of a straight line only five means over the points count: the loss is that of the best line, plus
    /// variance(x) · (w − its w)², plus (w · mean(x) + b − mean(y))². No two large numbers cancel, so the bottom is exact.
    fn fill_bowl(&self, x: &[f32], y: &[f32], out: &mut [f32]) {
        let points = Moments::of(x, y);
        let moments = points.unwrap_or_default();
        let best = moments.slope().unwrap_or(0.0);
        let square = |value: f64| value * value;
        let rest = mean(x, y, |x, y| square(y - moments.y - best * (x - moments.x))).unwrap_or(0.0);
        let factor = match self.loss {
            // Over no points nothing is lost.
            _ if points.is_none() => 0.0,
            Loss::HalfMse => 0.5,
            _ => 1.0,
        };
        for (row, out) in out.chunks_exact_mut(self.columns.max(1)).take(self.rows).enumerate() {
            let b = f64::from(self.b_at(row));
            for (column, out) in out.iter_mut().enumerate() {
                let w = f64::from(self.w_at(column));
                let loss = rest + moments.variance * square(w - best) + square(w * moments.x + b - moments.y);
                *out = (factor * loss).min(f64::from(f32::MAX)) as f32;
            }
        }
    }

    fn fill_one_by_one(&self, x: &[f32], y: &[f32], out: &mut [f32]) {
        let n = x.len().min(y.len()).max(1) as f32;
        let (loss, f) = (self.loss, self.activation);
        let rows = out.chunks_exact_mut(self.columns.max(1)).take(self.rows);
        for (row, out) in rows.enumerate() {
            let b = self.b_at(row);
            for (column, out) in out.iter_mut().enumerate() {
                let w = self.w_at(column);
                let sum: f32 = x.iter().zip(y).map(|(x, y)| loss.term(f, w * x + b, *y)).sum();
                // `min` takes f32::MAX also when the other is NaN.
                *out = (sum / n).min(f32::MAX);
            }
        }
    }
}

/// Sigmoids, whose exponentials e^(w·x + b) = e^(w·x) · e^b are shared by whole rows and columns.
impl Surface {
    /// Whether these neither overflow nor vanish, and the product of 1 + e^−|z| over all points is a float64.
    fn has_few_exponentials(&self, x: &[f32]) -> bool {
        let farthest = |range: &RangeInclusive<f32>| range.start().abs().max(range.end().abs());
        let reach = x.iter().fold(0.0_f32, |reach, x| reach.max(x.abs()));
        farthest(&self.w) * reach <= FEW && farthest(&self.b) <= FEW && x.len() < 1000
    }

    /// In float64, column by column: what the cells of a column add up is independent, so that a processor can add to
    /// several of them at once.
    fn fill_sigmoid(&self, x: &[f32], y: &[f32], out: &mut [f32]) {
        let pair = |z: f32| [libm::exp(f64::from(z)), libm::exp(-f64::from(z))];
        let rows: Vec<_> = (0..self.rows).map(|row| (f64::from(self.b_at(row)), pair(self.b_at(row)))).collect();
        let n = x.len().min(y.len()).max(1) as f64;
        // For each row a sum, and a product where one logarithm serves for those of all points.
        let mut sums = vec![(0.0, 1.0); self.rows];
        for column in 0..self.columns {
            let w = self.w_at(column);
            sums.fill((0.0, 1.0));
            for (x, y) in x.iter().zip(y) {
                let (wx, y, [e, inverse]) = (f64::from(w * x), f64::from(*y), pair(w * x));
                for ((b, [up, down]), (sum, product)) in rows.iter().zip(&mut sums) {
                    // e^−|z|
                    let (z, e) = (wx + b, (e * up).min(inverse * down));
                    if self.loss == Loss::BinaryCrossentropy {
                        *sum += z.max(0.0) - z * y;
                        *product *= 1.0 + e;
                    } else {
                        let error = if z >= 0.0 { 1.0 / (1.0 + e) - y } else { e / (1.0 + e) - y };
                        *sum += error * error;
                    }
                }
            }
            let factor = if self.loss == Loss::HalfMse { 0.5 } else { 1.0 };
            // A buffer that is too short takes the rows that fit.
            for ((sum, product), row) in sums.iter().zip(out.chunks_exact_mut(self.columns)) {
                row[column] = (factor * (sum + libm::log(*product)) / n) as f32;
            }
        }
    }
}

/// Up to here an exponential, and the product of two, is an ordinary float64.
const FEW: f32 = 300.0;

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
    fn sigmoids_agree_with_the_loss_itself_near_and_far() {
        for reach in [0.5, 10.0, 99.0, 1e4] {
            let (x, y): (Vec<f32>, Vec<f32>) = (0..40).map(|i| (i as f32 / 13.0 - 1.0, (i % 3) as f32 / 2.0)).unzip();
            for loss in Loss::ALL {
                let surface = Surface {
                    activation: Activation::Sigmoid,
                    loss,
                    w: -reach..=reach,
                    b: -reach..=0.5 * reach,
                    columns: 9,
                    rows: 8,
                };
                let mut out = [0.0; 72];
                surface.fill(&x, &y, &mut out);
                for (i, actual) in out.into_iter().enumerate() {
                    let (w, b) = (surface.w_at(i % 9), surface.b_at(i / 9));
                    let z: Vec<f32> = x.iter().map(|x| w * x + b).collect();
                    let expected = loss.value(Activation::Sigmoid, &z, &y);
                    let error = (actual - expected).abs() / expected.max(1e-3);
                    assert!(error < 2e-6, "{loss:?} ({w}, {b}): actual {actual}, expected {expected}, error {error:e}");
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
