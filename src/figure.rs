//! Pictures as plain data: what is drawn where, in data coordinates, in which role. Nothing here knows pixels or colours.

mod clip;
mod contour;
mod examples;
mod neuron;
mod picture;
mod surface;
mod ticks;

use std::ops::Deref;
use std::sync::Arc;

pub use examples::{FEW_EXAMPLES, examples, examples_out_of_sight, loss_curve};
pub use neuron::{line, output};
pub use surface::{BANDS, Terrain, surface, ways};
use ticks::Rule;
pub use ticks::Tick;

use crate::data;
use crate::state::Grip;

/// A point in data coordinates.
pub type Point = (f64, f64);

/// What many pictures show, the same if it lies at the same place: comparing 100,000 examples or a whole terrain at every
/// move would cost more than drawing them.
#[derive(Debug)]
pub struct Shared<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: PartialEq + ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A picture with two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// What stays while w, b and x move, in drawing order.
    pub still: Vec<Mark>,
    /// What moves with w, b and x, in drawing order. Everything lies inside the axes.
    pub marks: Vec<Mark>,
    /// Where a finger can take hold.
    pub grips: Vec<(Grip, Point)>,
    /// What a finger holds beside all of these.
    pub beside: Option<Grip>,
}

/// One axis: its ends, and which places along it get a grid line ([`Axis::ticks`]).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// Left or lower end.
    pub min: f64,
    /// Right or upper end.
    pub max: f64,
    rule: Rule,
}

impl Axis {
    /// Whether `value` lies between the ends, both included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.min <= value && value <= self.max
    }
}

/// Something to draw.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line through points.
    Curve {
        /// Two or more points.
        points: Vec<Point>,
        /// Its role.
        ink: Ink,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled area.
    Area {
        /// Its corners.
        points: Vec<Point>,
        /// Its role; drawn faintly.
        ink: Ink,
    },
    /// Examples; those outside the axes are not drawn.
    Cloud {
        /// Where.
        points: Shared<[data::Point]>,
        /// Whether labels are 0 and 1, two classes that differ in shape.
        binary: bool,
    },
    /// A square with one side from `from` to `to`, to the right of it.
    Square {
        /// One end of the left side.
        from: Point,
        /// The other end, above or below.
        to: Point,
        /// Its role; drawn faintly.
        ink: Ink,
    },
    /// The loss over the whole frame.
    Terrain(Shared<Terrain>),
    /// A single place.
    Dot {
        /// Where.
        at: Point,
        /// Its role.
        ink: Ink,
        /// Which shape tells it from the others without colour.
        shape: Shape,
    },
    /// A formula or number beside a place.
    Label {
        /// What it belongs to.
        at: Point,
        /// What it says.
        text: String,
        /// Its role.
        ink: Ink,
        /// Where it stands if there is room.
        side: Side,
    },
}

/// The role of a mark; a theme turns it into a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// The weight w.
    Weight,
    /// The bias b.
    Bias,
    /// The weighted sum z.
    Sum,
    /// The output a.
    Output,
    /// Examples.
    Data,
    /// Errors and the loss.
    Error,
    /// Helping lines: where something meets an axis.
    Guide,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// The curve that a picture is about.
    Strong,
    /// A length that stands for a number: w as the rise, b as the height at x = 0.
    Bar,
    /// The distance of an example from its prediction.
    Error,
    /// The way a training took: readable on any colour.
    Path,
    /// Long dashes.
    Dashed,
    /// Short dots.
    Dotted,
}

/// Shapes of dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A filled circle.
    Disc,
    /// A filled diamond.
    Diamond,
    /// An open circle.
    Ring,
    /// A small filled circle that is no handle.
    Speck,
    /// Two crossed strokes.
    Cross,
}

/// Where a label stands, seen from its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Above.
    Above,
    /// Below.
    Below,
    /// Above or nowhere.
    OnlyAbove,
    /// Below or nowhere.
    OnlyBelow,
}
