//! The places on a plot that a finger can hold.

/// What a finger holds on a plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Grip {
    /// The point (0, b): up and down moves b.
    Bias,
    /// The tip of the slope triangle, at this x: up and down moves w.
    Slope {
        /// Where the tip stood when it was taken; w is the rise from (0, b) to there, divided by this.
        x: f64,
    },
    /// The probe: left and right moves x.
    Probe,
    /// An example, by its number: moves it.
    Example(usize),
    /// An example that is not there yet: it is put where the finger is lifted.
    NewExample,
    /// The place (w, b) on the loss surface: moves both.
    Weights,
}
