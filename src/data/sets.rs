//! The built-in data sets.

use super::Point;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

/// The weight behind [`Set::Noisy`], before the noise.
pub const NOISY_W: f32 = 200.0;

/// The bias behind [`Set::Noisy`], before the noise.
pub const NOISY_B: f32 = 100.0;

/// The standard deviation of the noise in [`Set::Noisy`], in $1000s.
const NOISE: f32 = 30.0;

/// The seed of [`Set::Noisy`], one whose houses are neither luckier nor unluckier than usual. Another would change what every
/// link that names the set shows.
const NOISY_SEED: u64 = 42;

/// A built-in data set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Set {
    /// The lab's two houses, exactly on y = 200x + 100.
    Houses,
    /// Six houses that no line meets: least squares gives w = 209.3629, b = 2.42278.
    SixHouses,
    /// The lab's six points of two classes. They are separable, so the best w is without bound.
    Logistic,
    /// Forty houses around y = [`NOISY_W`]·x + [`NOISY_B`]: least squares finds nearly these, w = 199.30 and b = 103.74.
    Noisy,
    /// Hours of study and whether the exam was passed, of twenty students. The classes overlap, so a best w exists:
    /// 1.5046, with b = −4.0777.
    ///
    /// The example of <https://en.wikipedia.org/wiki/Logistic_regression>, from which the two numbers come as well.
    Overlap,
    /// Nine houses near y = 200x + 100, the last of which lost a zero of its price: that turns w from 195.71 to 29.
    Outlier,
    /// Cars that lose value with age: w = −2.012, b = 24.05, mean squared error 0.029. Without a bias the best line rises,
    /// w = 2.233, and its error of 119 is worse than that of no line at all, the mean price (21.3).
    Offset,
}

/// What an axis measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The size of a house, in 1000 square feet.
    Size,
    /// What it costs, in $1000s.
    Price,
    /// The age of a car, in years.
    Age,
    /// Hours of study.
    Hours,
    /// Whether an exam was passed: 1 for yes, 0 for no.
    Passed,
    /// An input without a meaning.
    Input,
    /// A class without a meaning: 0 or 1.
    Class,
}

impl Set {
    /// Every set, in the order in which a menu lists them.
    pub const ALL: [Self; 7] =
        [Self::Houses, Self::SixHouses, Self::Logistic, Self::Noisy, Self::Overlap, Self::Outlier, Self::Offset];

    /// The name in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Houses => "houses",
            Self::SixHouses => "six-houses",
            Self::Logistic => "logistic",
            Self::Noisy => "noisy",
            Self::Overlap => "overlap",
            Self::Outlier => "outlier",
            Self::Offset => "offset",
        }
    }

    /// What x and y measure.
    #[must_use]
    pub fn axes(self) -> [Measure; 2] {
        match self {
            Self::Houses | Self::SixHouses | Self::Noisy | Self::Outlier => [Measure::Size, Measure::Price],
            Self::Logistic => [Measure::Input, Measure::Class],
            Self::Overlap => [Measure::Hours, Measure::Passed],
            Self::Offset => [Measure::Age, Measure::Price],
        }
    }

    /// The samples, by rising x. The odd one in [`Set::Outlier`] is the last.
    #[must_use]
    pub fn points(self) -> Vec<Point> {
        match self {
            Self::Houses => points(&[(1.0, 300.0), (2.0, 500.0)]),
            Self::SixHouses => {
                points(&[(1.0, 250.0), (1.7, 300.0), (2.0, 480.0), (2.5, 430.0), (3.0, 630.0), (3.2, 730.0)])
            }
            Self::Logistic => points(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 1.0), (4.0, 1.0), (5.0, 1.0)]),
            Self::Noisy => noisy_line(NOISY_SEED),
            Self::Overlap => students(),
            Self::Outlier => points(&[
                (1.0, 310.0),
                (1.25, 345.0),
                (1.5, 405.0),
                (1.75, 445.0),
                (2.0, 500.0),
                (2.25, 555.0),
                (2.5, 590.0),
                (2.75, 650.0),
                (3.0, 70.0),
            ]),
            Self::Offset => points(&[
                (1.0, 22.1),
                (2.0, 19.8),
                (3.0, 18.2),
                (4.0, 15.9),
                (5.0, 14.0),
                (6.0, 12.3),
                (7.0, 9.8),
                (8.0, 7.9),
            ]),
        }
    }
}

fn points(pairs: &[(f32, f32)]) -> Vec<Point> {
    pairs.iter().map(|(x, y)| Point { x: *x, y: *y }).collect()
}

/// [`Set::Overlap`]: who failed and who passed, by hours.
fn students() -> Vec<Point> {
    let failed = [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5].map(|x| Point { x, y: 0.0 });
    let passed = [1.75, 2.25, 2.75, 3.25, 4.0, 4.25, 4.5, 4.75, 5.0, 5.5].map(|x| Point { x, y: 1.0 });
    from_left_to_right([failed, passed].concat())
}

/// Equal x stay in their order. So few points need no sorting of the standard library's, which is loaded with the page.
fn from_left_to_right(points: Vec<Point>) -> Vec<Point> {
    let mut sorted: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        sorted.insert(sorted.partition_point(|before| before.x <= point.x), point);
    }
    sorted
}

/// Forty houses of 500 to 3500 sqft at y = [`NOISY_W`]·x + [`NOISY_B`] + noise, sizes to 10 sqft and prices to $1000.
fn noisy_line(seed: u64) -> Vec<Point> {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed);
    let houses = (0..40)
        .map(|_| {
            let x = (50.0 + 300.0 * unit_draw(&mut generator)).round() / 100.0;
            let y = NOISY_W * x + NOISY_B + NOISE * bell_draw(&mut generator);
            Point { x, y: y.round() }
        })
        .collect();
    from_left_to_right(houses)
}

/// A draw with mean 0 and standard deviation 1, nearly normal: twelve even draws, added, less their mean.
///
/// Sums come out the same everywhere; the logarithm and cosine of the usual recipe do not.
fn bell_draw(generator: &mut Xoshiro256PlusPlus) -> f32 {
    (0..12).map(|_| unit_draw(generator)).sum::<f32>() - 6.0
}

/// One of the 2²⁴ evenly spaced numbers 0 ≤ u < 1 that f32 holds exactly.
fn unit_draw(generator: &mut Xoshiro256PlusPlus) -> f32 {
    // The highest 24 bits: the lowest ones of this generator are its weakest.
    (generator.next_u64() >> 40) as f32 / (1 << 24) as f32
}

#[cfg(test)]
mod tests {
    use super::{NOISY_B, NOISY_W, Set};
    use crate::data::{Extent, Point, is_binary, points_text};

    /// A line with its mean squared error.
    type Fit = [f64; 3];

    fn error(points: &[Point], w: f64, b: f64) -> f64 {
        let squares = points.iter().map(|point| (w * f64::from(point.x) + b - f64::from(point.y)).powi(2));
        squares.sum::<f64>() / points.len() as f64
    }

    /// The mean of something about the points.
    fn mean(points: &[Point], of: fn(f64, f64) -> f64) -> f64 {
        points.iter().map(|point| of(point.x.into(), point.y.into())).sum::<f64>() / points.len() as f64
    }

    fn least_squares(points: &[Point]) -> Fit {
        let (x, y) = (mean(points, |x, _| x), mean(points, |_, y| y));
        let w = (mean(points, |x, y| x * y) - x * y) / (mean(points, |x, _| x * x) - x * x);
        [w, y - w * x, error(points, w, y - w * x)]
    }

    fn least_squares_without_bias(points: &[Point]) -> Fit {
        let w = mean(points, |x, y| x * y) / mean(points, |x, _| x * x);
        [w, 0.0, error(points, w, 0.0)]
    }

    fn check(what: &str, actual: Fit, expected: Fit) {
        for (actual, expected) in actual.into_iter().zip(expected) {
            let error = actual - expected;
            println!("{what}: {actual} (expected {expected}, error {error:e})");
            assert!(error.abs() <= 1e-5 * expected.abs().max(1e-3), "{what}: {actual}, expected {expected}");
        }
    }

    #[test]
    fn the_best_lines_are_those_that_the_texts_name() {
        // NumPy 2.4.6: lstsq in float64 of the numbers as they are written.
        for (set, both, no_bias) in [
            (Set::Houses, [200.0, 100.0, 0.0], [260.0, 0.0, 1000.0]),
            (Set::SixHouses, [209.362_934, 2.422_780, 3_471.766_409], [210.335_530, 0.0, 3_472.373_677]),
            (Set::Outlier, [29.0, 372.0, 27_049.583_333], [197.452_830, 0.0, 40_104.677_673]),
            (Set::Offset, [-2.011_905, 24.053_571, 0.029_256], [2.232_843, 0.0, 119.147_494]),
        ] {
            check(set.name(), least_squares(&set.points()), both);
            check(set.name(), least_squares_without_bias(&set.points()), no_bias);
        }
    }

    #[test]
    fn the_noisy_houses_are_the_same_everywhere() {
        // From the published xoshiro256++ and splitmix64, written anew in Python with NumPy's float32.
        assert_eq!(
            points_text(&Set::Noisy.points()),
            "0.51,211;0.68,231;0.71,225;0.79,288;0.8,308;0.86,250;0.91,294;0.97,274;1.05,316;1.09,341;\
             1.41,415;1.43,349;1.58,371;1.64,435;1.65,416;1.78,501;1.86,521;1.86,465;1.86,440;1.97,506;\
             2.04,532;2.13,488;2.23,551;2.39,539;2.41,542;2.41,597;2.49,631;2.57,661;2.61,599;2.85,707;\
             2.88,660;2.9,680;2.94,728;2.94,683;2.98,639;3.19,741;3.27,724;3.31,800;3.4,833;3.46,763"
        );
    }

    #[test]
    fn least_squares_finds_nearly_what_the_noisy_houses_were_made_with() {
        let [w, b, error] = least_squares(&Set::Noisy.points());
        println!("w {w} ({NOISY_W}), b {b} ({NOISY_B}), mean squared error {error} (900)");
        assert!((w - f64::from(NOISY_W)).abs() < 2.0);
        assert!((b - f64::from(NOISY_B)).abs() < 5.0);
        assert!((error - 900.0).abs() < 100.0);
    }

    #[test]
    fn the_overlapping_classes_have_a_best_curve_where_the_literature_puts_it() {
        let points = Set::Overlap.points();
        let [mut w, mut b, mut loss] = [0.0; 3];
        // Newton's method; it arrives within a few steps, which it could not for separable classes.
        for _ in 0..20 {
            let [mut dw, mut db, mut ww, mut wb, mut bb] = [0.0; 5];
            loss = 0.0;
            for point in &points {
                let (x, y) = (f64::from(point.x), f64::from(point.y));
                let p = 1.0 / (1.0 + libm::exp(-(w * x + b)));
                loss -= if y == 1.0 { libm::log(p) } else { libm::log(1.0 - p) } / points.len() as f64;
                dw += (p - y) * x;
                db += p - y;
                ww += p * (1.0 - p) * x * x;
                wb += p * (1.0 - p) * x;
                bb += p * (1.0 - p);
            }
            let determinant = ww * bb - wb * wb;
            w -= (bb * dw - wb * db) / determinant;
            b -= (ww * db - wb * dw) / determinant;
        }
        check("overlap", [w, b, loss], [1.504_645, -4.077_713, 0.401_494]);
    }

    #[test]
    fn one_lost_zero_turns_the_line() {
        let points = Set::Outlier.points();
        let [with, ..] = least_squares(&points);
        let [without, b, _] = least_squares(&points[..points.len() - 1]);
        check("all but the last", [without, b, 0.0], [195.714_286, 108.035_714, 0.0]);
        assert!(with < without / 4.0);
    }

    #[test]
    fn without_a_bias_the_cars_are_worse_off_than_with_their_mean_alone() {
        let points = Set::Offset.points();
        let [rising, _, no_bias] = least_squares_without_bias(&points);
        let [falling, _, both] = least_squares(&points);
        let no_weight = error(&points, 0.0, mean(&points, |_, y| y));
        println!("mean squared errors: both {both}, no weight {no_weight}, no bias {no_bias}");
        assert!(falling < 0.0 && rising > 0.0);
        assert!(no_bias > 5.0 * no_weight && no_weight > 100.0 * both);
    }

    #[test]
    fn every_set_has_a_short_name_of_its_own_and_a_few_points_in_order() {
        for (at, set) in Set::ALL.into_iter().enumerate() {
            let (name, points) = (set.name(), set.points());
            assert!(Set::ALL[..at].iter().all(|other| other.name() != name));
            assert!(name.len() <= 12 && name.bytes().all(|c| c.is_ascii_lowercase() || c == b'-'), "{name}");
            assert!((2..=60).contains(&points.len()), "{name} has {} points", points.len());
            assert!(points.is_sorted_by_key(|point| point.x), "{name}");
            assert_eq!(is_binary(&points), matches!(set, Set::Logistic | Set::Overlap), "{name}");
            // Near enough to the origin that x = 0 and the intercept can be on screen.
            let extent = Extent::of(&points).unwrap();
            assert!(extent.low.x >= 0.0 && extent.high.x <= 10.0, "{name}: {extent:?}");
        }
    }
}
