//! Points as a whole: where they lie, how x spreads, and x in another unit.

use super::Point;

/// The smallest box around points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The least x and the least y.
    pub low: Point,
    /// The greatest x and the greatest y.
    pub high: Point,
}

impl Extent {
    /// The box around these points; `None` for no points.
    #[must_use]
    pub fn of(points: &[Point]) -> Option<Self> {
        let boxes = points.iter().map(|point| Self { low: *point, high: *point });
        boxes.reduce(|a, b| Self {
            low: Point { x: a.low.x.min(b.low.x), y: a.low.y.min(b.low.y) },
            high: Point { x: a.high.x.max(b.high.x), y: a.high.y.max(b.high.y) },
        })
    }
}

/// Where values centre and how far they spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The arithmetic mean.
    pub mean: f32,
    /// √(1/n · Σ (x − mean)²), with n and not n − 1: `np.std`, and what Keras's `Normalization` divides by.
    pub deviation: f32,
}

impl Spread {
    /// The spread of x; `None` for no points.
    ///
    /// Summed in float64 and rounded once, so that it is at least as near to the true value as NumPy's float32 result.
    #[must_use]
    pub fn of_x(points: &[Point]) -> Option<Self> {
        let mean_of = |value: &dyn Fn(f64) -> f64| {
            points.iter().map(|point| value(f64::from(point.x))).sum::<f64>() / points.len() as f64
        };
        if points.is_empty() {
            return None;
        }
        let mean = mean_of(&|x| x);
        Some(Self { mean: mean as f32, deviation: mean_of(&|x| (x - mean) * (x - mean)).sqrt() as f32 })
    }
}

/// Another unit for x: x′ = (x − shift) / scale.
///
/// A neuron makes the same predictions from x′ with w′ = w · scale and b′ = b + w · shift.
///
/// The fields are float64 so that the scale 0.001 turns 1 into 1000; float32 would make it 999.99994.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scaling {
    /// The x that becomes 0.
    pub shift: f64,
    /// How much of x becomes one unit. Never 0.
    pub scale: f64,
}

impl Scaling {
    /// x as it is.
    pub const NONE: Self = Self { shift: 0.0, scale: 1.0 };

    /// From thousands to ones: a size in 1000 sqft becomes one in sqft.
    pub const THOUSANDS_TO_ONES: Self = Self { shift: 0.0, scale: 0.001 };

    /// The z-score: x′ has mean 0 and standard deviation 1 over these points, as after Keras's `Normalization`.
    ///
    /// If all x are the same, or there are none, the scale is 1, so that x′ is 0, as in Keras.
    #[must_use]
    pub fn z_score(points: &[Point]) -> Self {
        let spread = Spread::of_x(points).unwrap_or(Spread { mean: 0.0, deviation: 0.0 });
        let scale = if spread.deviation > 0.0 { f64::from(spread.deviation) } else { 1.0 };
        Self { shift: spread.mean.into(), scale }
    }

    /// x in the new unit.
    #[must_use]
    pub fn at(self, x: f32) -> f32 {
        ((f64::from(x) - self.shift) / self.scale) as f32
    }

    /// The same points with x in the new unit.
    #[must_use]
    pub fn applied_to(self, points: &[Point]) -> Vec<Point> {
        points.iter().map(|point| Point { x: self.at(point.x), y: point.y }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, Scaling, Spread};
    use crate::data::{Point, Set};

    fn at(xs: &[f32]) -> Vec<Point> {
        xs.iter().map(|x| Point { x: *x, y: 0.0 }).collect()
    }

    fn check(what: &str, actual: f32, expected: f32) {
        let error = (actual - expected).abs();
        println!("{what}: {actual} (expected {expected}, error {error:e})");
        assert!(error <= 2e-7 * expected.abs().max(1.0), "{what}: {actual}, expected {expected}");
    }

    #[test]
    fn an_extent_is_the_box_around_the_points() {
        let points = [Point { x: 2.0, y: -1.0 }, Point { x: -3.0, y: 5.0 }, Point { x: 0.0, y: 0.0 }];
        let expected = Extent { low: Point { x: -3.0, y: -1.0 }, high: Point { x: 2.0, y: 5.0 } };
        assert_eq!(Extent::of(&points), Some(expected));
        assert_eq!(Extent::of(&[]), None);
    }

    #[test]
    fn mean_and_deviation_are_those_of_numpy() {
        // NumPy 2.4.6: mean() and std() of a float32 array.
        for (set, mean, deviation) in [
            (Set::Houses, 1.5, 0.5),
            (Set::SixHouses, 2.233_333_3, 0.758_653_76),
            (Set::Offset, 4.5, 2.291_288),
            (Set::Overlap, 2.7875, 1.469_002_7),
        ] {
            let spread = Spread::of_x(&set.points()).unwrap();
            check(set.name(), spread.mean, mean);
            check(set.name(), spread.deviation, deviation);
        }
        assert_eq!(Spread::of_x(&[]), None);
    }

    #[test]
    fn a_hundred_thousand_points_lose_nothing_in_the_sum() {
        // 0 and 20000 in turns: a float32 running sum is off by then.
        let xs: Vec<_> = (0..100_000).map(|i| 0.1 + 20_000.0 * (i % 2) as f32).collect();
        let spread = Spread::of_x(&at(&xs)).unwrap();
        check("mean", spread.mean, 10_000.1);
        check("deviation", spread.deviation, 10_000.0);
    }

    #[test]
    fn z_scores_are_those_of_numpy() {
        let points = Set::SixHouses.points();
        let scaled = Scaling::z_score(&points).applied_to(&points);
        // NumPy 2.4.6: (x - x.mean()) / x.std() in float32.
        let expected = [-1.625_686_8, -0.702_999_6, -0.307_562_38, 0.351_499_8, 1.010_562, 1.274_187];
        for ((point, scaled), expected) in points.iter().zip(&scaled).zip(expected) {
            check("z-score", scaled.x, expected);
            assert_eq!(scaled.y, point.y);
        }
    }

    #[test]
    fn equal_x_become_zero_instead_of_dividing_by_it() {
        for points in [at(&[0.1; 7]), at(&[5.0]), at(&[])] {
            let scaling = Scaling::z_score(&points);
            assert_eq!(scaling.scale, 1.0);
            assert!(scaling.applied_to(&points).iter().all(|point| point.x == 0.0), "{scaling:?}");
        }
    }

    #[test]
    fn thousands_become_ones_without_float_dust() {
        for (x, sqft) in [(1.0, 1000.0), (1.7, 1700.0), (0.51, 510.0), (3.46, 3460.0), (0.0, 0.0)] {
            assert_eq!(Scaling::THOUSANDS_TO_ONES.at(x), sqft);
            assert_eq!(Scaling::NONE.at(x), x);
        }
    }

    #[test]
    fn scaled_x_with_scaled_parameters_predict_the_same() {
        let points = Set::SixHouses.points();
        let (w, b) = (209.362_93, 2.422_78);
        for scaling in [Scaling::NONE, Scaling::THOUSANDS_TO_ONES, Scaling::z_score(&points)] {
            for (point, scaled) in points.iter().zip(scaling.applied_to(&points)) {
                let before = w * f64::from(point.x) + b;
                let after = w * scaling.scale * f64::from(scaled.x) + (b + w * scaling.shift);
                println!("{before} {after} (error {:e})", after - before);
                assert!((after - before).abs() < 1e-4);
            }
        }
    }
}
