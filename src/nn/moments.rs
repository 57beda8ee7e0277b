//! What a straight line has to do with its points: a few means over them, in float64.

/// The means of points (x, y) that decide the least-squares line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Moments {
    /// Mean of x.
    pub x: f64,
    /// Mean of y.
    pub y: f64,
    /// Mean of (x − mean x)².
    pub variance: f64,
    /// Mean of (x − mean x)(y − mean y).
    pub covariance: f64,
}

impl Moments {
    /// `None` for no points.
    pub(super) fn of(x: &[f32], y: &[f32]) -> Option<Self> {
        let mean_x = mean(x, y, |x, _| x)?;
        let mean_y = mean(x, y, |_, y| y)?;
        Some(Self {
            x: mean_x,
            y: mean_y,
            variance: mean(x, y, |x, _| (x - mean_x) * (x - mean_x))?,
            covariance: mean(x, y, |x, y| (x - mean_x) * (y - mean_y))?,
        })
    }

    /// w of the least-squares line, covariance / variance; `None` when all x are equal.
    pub(super) fn slope(&self) -> Option<f64> {
        (self.variance > 0.0).then(|| self.covariance / self.variance)
    }
}

/// The mean of a term over points; `None` for no points.
pub(super) fn mean(x: &[f32], y: &[f32], term: impl Fn(f64, f64) -> f64) -> Option<f64> {
    let points = x.iter().zip(y).map(|(x, y)| (f64::from(*x), f64::from(*y)));
    let n = points.len();
    (n > 0).then(|| points.map(|(x, y)| term(x, y)).sum::<f64>() / n as f64)
}
