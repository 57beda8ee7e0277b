//! Where data lies in a picture, as the page itself says.

/// The frame and the axes of a plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plot {
    /// Left edge of the frame in CSS pixels inside the element.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
    /// The x axis: value at the left and at the right edge.
    pub x: (f64, f64),
    /// The vertical axis: value at the bottom and at the top edge.
    pub y: (f64, f64),
}

impl Plot {
    /// Reads `data-frame` and `data-axes`.
    #[must_use]
    pub fn read(frame: &str, axes: &str) -> Self {
        let [left, top, right, bottom] = four(frame);
        let [x_min, x_max, y_min, y_max] = four(axes);
        Self { left, top, right, bottom, x: (x_min, x_max), y: (y_min, y_max) }
    }

    /// Data coordinates to CSS pixels inside the element.
    #[must_use]
    pub fn pixel_at(&self, x: f64, y: f64) -> (f64, f64) {
        let across = (x - self.x.0) / (self.x.1 - self.x.0);
        let up = (y - self.y.0) / (self.y.1 - self.y.0);
        (self.left + across * (self.right - self.left), self.bottom - up * (self.bottom - self.top))
    }

    /// CSS pixels inside the element to data coordinates.
    #[must_use]
    pub fn data_at(&self, px: f64, py: f64) -> (f64, f64) {
        let across = (px - self.left) / (self.right - self.left);
        let up = (self.bottom - py) / (self.bottom - self.top);
        (self.x.0 + across * (self.x.1 - self.x.0), self.y.0 + up * (self.y.1 - self.y.0))
    }

    /// How much data lies under one CSS pixel, across and up.
    #[must_use]
    pub fn grain(&self) -> (f64, f64) {
        ((self.x.1 - self.x.0) / (self.right - self.left), (self.y.1 - self.y.0) / (self.bottom - self.top))
    }
}

fn four(text: &str) -> [f64; 4] {
    let numbers: Vec<f64> = text.split(',').filter_map(|part| part.parse().ok()).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("four numbers and commas, not “{text}”"))
}
