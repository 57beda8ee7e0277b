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
        let rises = self.b.start() <= self.b.end();
        rises && farthest(&self.w) * reach <= FEW && farthest(&self.b) <= FEW && x.len() < 1000
    }

    /// In float64, column by column: what the cells of a column add up is independent, so that a processor can add to
    /// several of them at once. The rows rise, so each point has one row from which on its z = w·x + b is not negative.
    fn fill_sigmoid(&self, x: &[f32], y: &[f32], out: &mut [f32]) {
        let e_to = |z: f32| libm::exp(f64::from(z));
        let b: Vec<f32> = (0..self.rows).map(|row| self.b_at(row)).collect();
        let [up, down] = [1.0, -1.0].map(|sign| b.iter().map(|b| e_to(sign * b)).collect::<Vec<_>>());
        let n = x.len().min(y.len()).max(1) as f64;
        let is_crossentropy = self.loss == Loss::BinaryCrossentropy;
        let factor = if self.loss == Loss::HalfMse { 0.5 } else { 1.0 };
        // Of cross-entropy max(z, 0) − z·y is summed apart, as line + slope·b, with what each row adds to those before it;
        // and one logarithm, of a product, serves for all points.
        let mut sums = vec![0.0; self.rows];
        let mut lines = vec![(0.0, 0.0); self.rows + 1];
        for column in 0..self.columns {
            let w = self.w_at(column);
            sums.fill(if is_crossentropy { 1.0 } else { 0.0 });
            lines.fill((0.0, 0.0));
            for (x, y) in x.iter().zip(y) {
                let (wx, y, e, inverse) = (w * x, f64::from(*y), e_to(w * x), e_to(-w * x));
                let turn = b.partition_point(|b| wx + b < 0.0);
                // Below e^−|z| is e^(w·x) · e^b, above its inverse.
                let (below, above) = sums.split_at_mut(turn);
                let (below, above) = (below.iter_mut().zip(&up), above.iter_mut().zip(&down[turn..]));
                if is_crossentropy {
                    below.for_each(|(product, up)| *product *= 1.0 + e * up);
                    above.for_each(|(product, down)| *product *= 1.0 + inverse * down);
                    for (row, part) in [(0, -y), (turn, 1.0)] {
                        let (line, slope) = &mut lines[row];
                        *line += part * f64::from(wx);
                        *slope += part;
                    }
                } else {
                    let square = |error: f64| error * error;
                    below.for_each(|(sum, up)| *sum += square(1.0 - y - 1.0 / (1.0 + e * up)));
                    above.for_each(|(sum, down)| *sum += square(1.0 / (1.0 + inverse * down) - y));
                }
            }
            let (mut line, mut slope) = (0.0, 0.0);
            // A buffer that is too short takes the rows that fit.
            for (row, out) in out.chunks_exact_mut(self.columns).take(self.rows).enumerate() {
                line += lines[row].0;
                slope += lines[row].1;
                let sum = if is_crossentropy {
                    line + slope * f64::from(b[row]) + libm::log(sums[row])
                } else {
                    factor * sums[row]
                };
                out[column] = (sum / n) as f32;
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
            let (x, y): (Vec<f32>, Vec<f32>) = (0..40).map(|i| (i as f32 / 13.0 - 1.0, (i % 4) as f32 / 2.0)).unzip();
            for (loss, b) in
                Loss::ALL.into_iter().flat_map(|loss| [(loss, -reach..=0.5 * reach), (loss, reach..=-reach)])
            {
                let surface =
                    Surface { activation: Activation::Sigmoid, loss, w: -reach..=reach, b, columns: 9, rows: 8 };
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
