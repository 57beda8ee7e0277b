//! What the cells hold of a state, read back from a kernel that ran them.
//!
//! Two readings that differ are an edit: the difference is the [`Action`]s of it.

use super::Settings;
use super::cells::{CellId, MOST_LISTED, Section};
use super::kernel::{Fitted, Kernel, Value};
use crate::data::{Point, Set, VALUE_LIMIT};
use crate::nn::{Activation, Loss};
use crate::number;
use crate::state::{Action, LIMIT, Lab, Param, RATE_LIMITS, Refusal, State, Wanted};

/// The units that the layer of the walk may have.
pub const MOST_UNITS: usize = 4;

/// What a section holds. `None` where its cells do not say, or say something that no state is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    points: Option<Vec<Point>>,
    layer: Option<HeldLayer>,
    weights: Option<(f32, Option<f32>)>,
    compiled: Option<(Loss, f32)>,
    fitted: Option<Fitted>,
    seed: u32,
    precision: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct HeldLayer {
    units: usize,
    activation: Activation,
    use_bias: bool,
}

/// What an edit changes.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Changes {
    pub(super) actions: Vec<Action>,
    pub(super) settings: Settings,
}

impl Held {
    /// Reads back what the section of a cell has made of `kernel`.
    pub(super) fn of(kernel: &Kernel, id: CellId) -> Self {
        let subject = id.subject();
        let layer = kernel.layer(subject);
        let weights = layer.and_then(|(_, built)| built).and_then(|dense| match (dense.kernel(), dense.bias()) {
            ([w], Some([b])) => Some((*w, Some(*b))),
            ([w], None) => Some((*w, None)),
            _ => None,
        });
        Self {
            points: points(kernel),
            layer: layer.map(|(unbuilt, _)| HeldLayer {
                units: unbuilt.units,
                activation: unbuilt.activation,
                use_bias: unbuilt.use_bias,
            }),
            // The weights of a training are what came out of it.
            weights: weights.filter(|_| id.section() != Section::Training),
            // In another cell than its own a training is the reader's, and no state holds it.
            compiled: kernel.compiled(subject).filter(|_| id == CellId::Compile),
            fitted: kernel.fitted().filter(|_| id == CellId::Fit),
            seed: kernel.seed(),
            precision: kernel.precision(),
        }
    }

    /// What makes of a `state` whose cells hold `self` one whose cells hold `edited`.
    pub(super) fn changes_to(
        &self,
        edited: &Self,
        lab: Option<Lab>,
        state: &State,
        settings: Settings,
    ) -> Result<Changes, Refusal> {
        edited.check()?;
        let mut changes = Changes { actions: Vec::new(), settings };
        let Changes { actions, settings } = &mut changes;
        let layer = changed(self.layer, edited.layer);
        let compiled = changed(self.compiled, edited.compiled);
        let weights = changed(self.weights, edited.weights);
        let draws = self.seed != edited.seed;

        let brings_own = self.points != edited.points && edited.points.is_some();
        let count = state.training.examples.points().len();
        if brings_own && count > MOST_LISTED {
            // The cell holds the first of them: the others would be lost.
            return Err(Refusal::new("X_train", Wanted::FewerPoints(MOST_LISTED), &count.to_string()));
        }
        if let (true, Some(points)) = (brings_own, &edited.points) {
            let is_classes = crate::data::is_binary(points);
            // A set of the other lab would turn the page to that.
            let known = is_classes == (lab == Some(Lab::Logistic));
            let set = Set::ALL.into_iter().find(|set| known && set.points() == *points);
            actions.push(set.map_or_else(|| Action::UsePoints(points.as_slice().into()), Action::UseSet));
            // New examples bring an activation, a loss and a rate that suit them; the cells say which there are.
            actions.push(Action::Activate(state.activation));
            actions.push(Action::Loss(state.training.loss));
            actions.push(Action::Rate(state.training.learning_rate));
        }
        if draws {
            actions.push(Action::Initialise(edited.seed));
            actions.extend(Param::ALL[..2].iter().map(|param| Action::Set(*param, state.value(*param))));
        }
        if let Some(HeldLayer { units, activation, use_bias }) = layer {
            actions.push(Action::Activate(activation));
            actions.push(Action::UseBias(use_bias));
            settings.units = units;
        }
        if let Some((loss, rate)) = compiled {
            actions.push(Action::Loss(loss));
            actions.push(Action::Rate(rate));
        }
        if let Some((w, b)) = weights {
            // A w that is off is 0 in the cell, and what it was is kept for as long as the cell leaves it at that.
            if self.weights.is_none_or(|(before, _)| before != w) {
                if !state.training.use_weight {
                    actions.push(Action::UseWeight(true));
                }
                actions.push(Action::Set(Param::W, w));
            }
            actions.extend(b.map(|b| Action::Set(Param::B, b)));
        }
        if let Some(Fitted { epochs, batch }) = changed(self.fitted, edited.fitted) {
            actions.push(Action::Batch(batch.and_then(|size| u32::try_from(size).ok())));
            settings.epochs = u32::try_from(epochs).unwrap_or(u32::MAX);
        }
        if self.precision != edited.precision {
            settings.precision = edited.precision;
        }
        Ok(changes)
    }

    /// Refuses what no state can hold, rather than to change it in silence.
    fn check(&self) -> Result<(), Refusal> {
        let within = |name: &str, value: f32, limit: f32| {
            let wanted = || Wanted::Within(number::plain(limit.copysign(value)));
            if value.abs() <= limit { Ok(()) } else { Err(Refusal::new(name, wanted(), &number::plain(value))) }
        };
        let points = self.points.as_deref().unwrap_or_default();
        if points.len() > MOST_LISTED {
            return Err(Refusal::new("X_train", Wanted::FewerPoints(MOST_LISTED), &points.len().to_string()));
        }
        for point in points {
            within("X_train", point.x, VALUE_LIMIT)?;
            within("Y_train", point.y, VALUE_LIMIT)?;
        }
        if let Some((w, b)) = self.weights {
            within("w", w, LIMIT)?;
            within("b", b.unwrap_or_default(), LIMIT)?;
        }
        if let Some((_, rate)) = self.compiled {
            let refused = |wanted| Err(Refusal::new("learning_rate", wanted, &number::plain(rate)));
            if rate <= 0.0 {
                return refused(Wanted::Positive);
            }
            within("learning_rate", rate, RATE_LIMITS.1)?;
            if rate < RATE_LIMITS.0 {
                return refused(Wanted::Within(number::plain(RATE_LIMITS.0)));
            }
        }
        match self.layer {
            Some(layer) if layer.units > MOST_UNITS => {
                let wanted = Wanted::Within(MOST_UNITS.to_string());
                Err(Refusal::new("units", wanted, &layer.units.to_string()))
            }
            _ => Ok(()),
        }
    }
}

fn changed<T: PartialEq>(before: Option<T>, after: Option<T>) -> Option<T> {
    if before == after { None } else { after }
}

/// X and Y side by side, if they are two columns of the same length.
fn points(kernel: &Kernel) -> Option<Vec<Point>> {
    let column = |name| match kernel.variable(name)? {
        Value::Array(numbers) if numbers.array.shape().get(1) == Some(&1) && numbers.array.shape().len() == 2 => {
            Some(numbers.array.data())
        }
        _ => None,
    };
    let (x, y) = (column("X_train")?, column("Y_train")?);
    (x.len() == y.len()).then(|| x.iter().zip(y).map(|(x, y)| Point { x: *x, y: *y }).collect())
}
