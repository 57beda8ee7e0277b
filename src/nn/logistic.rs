//! The best logistic neuron, where there is one: what training a sigmoid with the cross-entropy heads for.

/// The (w, b) with the least binary cross-entropy over the points (`x`, `y`), labels 0 and 1; b is 0 without `use_bias`.
///
/// Newton's method on J(w, b) = 1/n · Σ (ln(1 + e^z) − y·z), z = w·x + b, which is convex: its second derivatives are
/// 1/n · Σ σ′(z)·[[x², x], [x, 1]]. In f64: a fact about the data, not a number that Keras prints.
///
/// `None` where the steps do not come to rest: for separable classes there is no minimum, w grows for ever.
pub fn logistic_minimum(x: &[f32], y: &[f32], use_bias: bool) -> Option<(f64, f64)> {
    let (mut w, mut b) = (0.0_f64, 0.0_f64);
    for _ in 0..STEPS {
        let (mut gw, mut gb, mut ww, mut wb, mut bb) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (x, y) in x.iter().zip(y) {
            let (x, y) = (f64::from(*x), f64::from(*y));
            let a = 1.0 / (1.0 + libm::exp(-(w * x + b)));
            let slope = a * (1.0 - a);
            gw += (a - y) * x;
            gb += a - y;
            ww += slope * x * x;
            wb += slope * x;
            bb += slope;
        }
        if !use_bias {
            (gb, wb, bb) = (0.0, 0.0, 1.0);
        }
        let determinant = ww * bb - wb * wb;
        let (dw, db) = ((bb * gw - wb * gb) / determinant, (ww * gb - wb * gw) / determinant);
        // Far out everything is flat, and a step leads anywhere.
        if !dw.is_finite() || !db.is_finite() || w.abs() > FAR || b.abs() > FAR {
            return None;
        }
        (w, b) = (w - dw, b - db);
        if dw.abs() <= REST * (1.0 + w.abs()) && db.abs() <= REST * (1.0 + b.abs()) {
            return Some((w, b));
        }
    }
    None
}

/// Newton doubles the digits in each step; who is not there by then is on the way to infinity.
const STEPS: usize = 60;
/// Beyond this nothing is a minimum: e^−z of it is zero in f64.
const FAR: f64 = 1e6;
/// So small is a step, relative to where it leads, when it has come to rest.
const REST: f64 = 1e-10;

#[cfg(test)]
mod tests {
    use super::logistic_minimum;

    #[test]
    fn the_students_of_the_literature_have_the_known_minimum() {
        let hours = [
            0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0, 4.25, 4.5, 4.75, 5.0, 5.5,
        ];
        let passed = [0., 0., 0., 0., 0., 0., 1., 0., 1., 0., 1., 0., 1., 0., 1., 1., 1., 1., 1., 1.];
        let (w, b) = logistic_minimum(&hours, &passed, true).unwrap();
        assert!((w - 1.504_64).abs() < 1e-4 && (b + 4.077_71).abs() < 1e-4, "{w} {b}");
    }

    #[test]
    fn separable_classes_have_none() {
        assert_eq!(logistic_minimum(&[0., 1., 2., 3., 4., 5.], &[0., 0., 0., 1., 1., 1.], true), None);
        assert_eq!(logistic_minimum(&[], &[], true), None);
    }

    #[test]
    fn without_a_bias_the_slope_of_the_loss_is_zero_there() {
        let (x, y) = ([0.0_f32, 1., 2., 3., 4., 5.], [0.0_f32, 0., 0., 1., 1., 1.]);
        let (w, b) = logistic_minimum(&x, &y, false).unwrap();
        let slope: f64 = x
            .iter()
            .zip(&y)
            .map(|(x, y)| (1.0 / (1.0 + (-w * f64::from(*x)).exp()) - f64::from(*y)) * f64::from(*x))
            .sum();
        assert!(b == 0.0 && slope.abs() < 1e-8, "{w} {b} {slope}");
    }
}
