//! The labelled examples that a neuron learns from, in the unit that the reader chose for x.

use std::sync::{Arc, Mutex, PoisonError};

use super::{LIMIT, Lab, Units};
use crate::data::{self, Extent, Point, Scaling, Set};
use crate::nn::{Activation, Loss};

/// So many examples the page takes; more would not fit a frame.
pub const MOST_EXAMPLES: usize = data::ROW_LIMIT;

/// The examples, cheap to clone: a state with 100,000 of them is copied for every step of undo.
#[derive(Debug, Clone)]
pub struct Examples {
    source: Option<Set>,
    given: Arc<[Point]>,
    units: Units,
    lab: Option<Lab>,
    points: Arc<[Point]>,
    inputs: Arc<[f32]>,
    labels: Arc<[f32]>,
    binary: bool,
    extent: Option<Extent>,
    latest: Latest,
}

/// A neuron and a loss: the bits of w and b, whether the weight counts, the activation and what is measured.
pub(super) type Measured = (u32, u32, bool, Activation, Loss);

/// What was measured last. Several sentences and pictures of one state tell its loss, and 100,000 examples are measured once.
type Latest = Arc<Mutex<Option<(Measured, f32)>>>;

impl PartialEq for Examples {
    fn eq(&self, other: &Self) -> bool {
        // The pointer first: comparing 100,000 points at every move would cost more than drawing them.
        self.source == other.source
            && (self.units, self.lab) == (other.units, other.lab)
            && (Arc::ptr_eq(&self.given, &other.given) || self.given == other.given)
    }
}

impl Examples {
    /// A built-in set.
    #[must_use]
    pub fn of(set: Set) -> Self {
        Self::new(Some(set), set.points().into(), Units::Given)
    }

    /// The reader's own examples.
    #[must_use]
    pub fn own(points: Arc<[Point]>) -> Self {
        Self::new(None, points, Units::Given)
    }

    fn new(source: Option<Set>, given: Arc<[Point]>, units: Units) -> Self {
        let points = match units {
            Units::Given => given.clone(),
            Units::Thousandths | Units::ZScore => scaling(units, &given).applied_to(&given).into(),
        };
        let inputs = points.iter().map(|point| point.x).collect();
        let labels = points.iter().map(|point| point.y).collect();
        let (binary, extent) = (data::is_binary(&given), Extent::of(&points));
        Self { source, given, units, lab: None, points, inputs, labels, binary, extent, latest: Latest::default() }
    }

    /// The built-in set that these are, unless the reader changed it.
    #[must_use]
    pub fn source(&self) -> Option<Set> {
        self.source
    }

    /// The examples, x in the chosen [`units`](Self::units).
    #[must_use]
    pub fn points(&self) -> &Arc<[Point]> {
        &self.points
    }

    /// x of all examples, in the chosen unit.
    #[must_use]
    pub fn inputs(&self) -> &[f32] {
        &self.inputs
    }

    /// y of all examples.
    #[must_use]
    pub fn labels(&self) -> &[f32] {
        &self.labels
    }

    /// The examples as they were given, for a link or a file.
    #[must_use]
    pub fn given(&self) -> &[Point] {
        &self.given
    }

    /// The unit of x.
    #[must_use]
    pub fn units(&self) -> Units {
        self.units
    }

    /// Whether every label is 0 or 1.
    #[must_use]
    pub fn are_binary(&self) -> bool {
        self.binary
    }

    /// The box around the examples, x in the chosen unit; nothing without examples.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.extent
    }

    /// The loss of a neuron on these examples: as it was measured last, or what `measure` gives.
    pub(super) fn measured(&self, what: Measured, measure: impl FnOnce() -> f32) -> f32 {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        match *latest {
            Some((known, loss)) if known == what => loss,
            _ => latest.insert((what, measure())).1,
        }
    }

    /// Whether all of them can be shown in a unit: the numbers of a small one are large.
    #[must_use]
    pub fn can_be_in(&self, units: Units) -> bool {
        let most = LIMIT / if units == Units::Thousandths { 1000.0 } else { 1.0 };
        self.given.iter().all(|point| point.x.abs() <= most)
    }

    pub(super) fn in_units(&self, units: Units) -> Self {
        Self { lab: self.lab, ..Self::new(self.source, self.given.clone(), units) }
    }

    /// The lab whose cells they were written into; of others, with classes, the logistic one.
    pub(super) fn lab(&self) -> Lab {
        self.lab.unwrap_or(if self.are_binary() { Lab::Logistic } else { Lab::Linear })
    }

    pub(super) fn kept_in(&self, lab: Lab) -> Self {
        Self { lab: Some(lab), ..self.clone() }
    }

    /// From the given unit to the chosen one.
    #[must_use]
    pub fn scaling(&self) -> Scaling {
        self.scaling_in(self.units)
    }

    /// From the given unit to another one.
    pub(super) fn scaling_in(&self, units: Units) -> Scaling {
        scaling(units, &self.given)
    }

    /// A place in the chosen unit as it is in the given one.
    pub(super) fn as_given(&self, point: Point) -> Point {
        let Scaling { shift, scale } = self.scaling();
        Point { x: (f64::from(point.x) * scale + shift) as f32, y: point.y }
    }

    /// The same examples with one change, made in the given unit. They are the reader's own from then on.
    pub(super) fn edited(&self, change: impl FnOnce(&mut Vec<Point>)) -> Self {
        let mut given = self.given.to_vec();
        change(&mut given);
        given.truncate(MOST_EXAMPLES);
        Self { lab: self.lab, ..Self::new(None, given.into(), self.units) }
    }
}

fn scaling(units: Units, given: &[Point]) -> Scaling {
    match units {
        Units::Given => Scaling::NONE,
        Units::Thousandths => Scaling::THOUSANDS_TO_ONES,
        Units::ZScore => Scaling::z_score(given),
    }
}
