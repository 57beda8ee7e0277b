//! The names of the grammar: what each takes, and how it is written.

use crate::data::{self, ListError, Set};
use crate::nn::{Activation, Loss};
use crate::number;
use crate::state::{Action, LIMIT, Param, RATE_LIMITS, Ruler, State, Theme, Units, View, Wanted};

/// A name that may stand before `=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Seed,
    Data,
    Points,
    Units,
    Loss,
    Rate,
    Batch,
    Weight,
    Squares,
    Log,
    Min(Ruler),
    Max(Ruler),
    Step(Param),
    Value(Param),
    Act,
    Bias,
    View,
    Theme,
    Lang,
}

/// Every key in the order in which pairs take effect, whatever their order in the link: ranges before values, so that a
/// value outside its given range widens it instead of being cut off, and first what brings ranges and values of its own along.
pub(super) const KEYS: [Key; 29] = [
    Key::View,
    Key::Data,
    Key::Points,
    Key::Units,
    Key::Seed,
    Key::Loss,
    Key::Rate,
    Key::Batch,
    Key::Weight,
    Key::Squares,
    Key::Log,
    // It may bring an axis along, which a given one replaces.
    Key::Act,
    Key::Min(Ruler::Of(Param::W)),
    Key::Max(Ruler::Of(Param::W)),
    Key::Min(Ruler::Of(Param::B)),
    Key::Max(Ruler::Of(Param::B)),
    Key::Min(Ruler::Of(Param::X)),
    Key::Max(Ruler::Of(Param::X)),
    Key::Min(Ruler::Y),
    Key::Max(Ruler::Y),
    Key::Value(Param::W),
    Key::Value(Param::B),
    Key::Value(Param::X),
    // A value that widens its range would make the steps wider, too.
    Key::Step(Param::W),
    Key::Step(Param::B),
    Key::Step(Param::X),
    Key::Bias,
    Key::Theme,
    Key::Lang,
];

/// What a pair means, and what to tell the reader about it although it was used.
pub(super) struct Read {
    pub(super) action: Option<Action>,
    pub(super) note: Option<Wanted>,
}

impl Key {
    pub(super) fn name(self) -> String {
        match self {
            Self::Seed => "seed".into(),
            Self::Data => "data".into(),
            Self::Points => "points".into(),
            Self::Units => "units".into(),
            Self::Loss => "loss".into(),
            Self::Rate => "lr".into(),
            Self::Batch => "batch".into(),
            Self::Weight => "weight".into(),
            Self::Squares => "squares".into(),
            Self::Log => "log".into(),
            Self::Min(ruler) => format!("{}min", ruler.name()),
            Self::Max(ruler) => format!("{}max", ruler.name()),
            Self::Step(param) => format!("{}step", param.name()),
            Self::Value(param) => param.name().into(),
            Self::Act => "act".into(),
            Self::Bias => "bias".into(),
            Self::View => "view".into(),
            Self::Theme => "theme".into(),
            Self::Lang => "lang".into(),
        }
    }

    /// For a key of a range, the places in [`KEYS`] of both its ends.
    pub(super) fn ends(self) -> Vec<usize> {
        let ruler = match self {
            Self::Min(ruler) | Self::Max(ruler) => ruler,
            Self::Step(param) => Ruler::Of(param),
            _ => return Vec::new(),
        };
        let is_end = |key: &Key| matches!(key, Self::Min(of) | Self::Max(of) if *of == ruler);
        (0..KEYS.len()).filter(|at| is_end(&KEYS[*at])).collect()
    }

    pub(super) fn read(self, text: &str) -> Result<Read, Wanted> {
        let sure = |action| Ok(Read { action: Some(action), note: None });
        match self {
            Self::Seed => sure(Action::Initialise(text.trim().parse().map_err(|_| Wanted::Seed)?)),
            Self::Min(ruler) => within(text, (-ruler.limit(), ruler.inner_limit()), |end| Action::Min(ruler, end)),
            Self::Max(ruler) => within(text, (-ruler.inner_limit(), ruler.limit()), |end| Action::Max(ruler, end)),
            // Which steps fit its range, only the whole link says.
            Self::Step(param) => sure(Action::Step(param, read_number(positive(text)?)?)),
            Self::Value(param) => within(text, (-LIMIT, LIMIT), |value| Action::Set(param, value)),
            Self::Act => sure(Action::Activate(one_of(&Activation::ALL, Activation::name, text)?)),
            Self::Bias => sure(Action::UseBias(read_switch(text)?)),
            Self::Weight => sure(Action::UseWeight(read_switch(text)?)),
            Self::Squares => sure(Action::Squares(read_switch(text)?)),
            Self::Log => sure(Action::LogLoss(read_switch(text)?)),
            Self::Data => sure(Action::UseSet(one_of(&Set::ALL, Set::name, text)?)),
            Self::Points => {
                let (points, error) = data::read_points_text(text);
                let note = error.map(|error| match error {
                    ListError::TooMany(_) => Wanted::FewerPoints(data::LIST_LIMIT),
                    ListError::BadPair { position, got } => Wanted::Pair { position, got },
                });
                match note {
                    Some(wanted) if points.is_empty() => Err(wanted),
                    note => Ok(Read { action: Some(Action::UsePoints(points.into())), note }),
                }
            }
            Self::Units => sure(Action::Units(one_of(&Units::ALL, Units::name, text)?)),
            Self::Loss => sure(Action::Loss(one_of(&LOSSES, |(_, name)| name, text)?.0)),
            Self::Rate => within(positive(text)?, RATE_LIMITS, Action::Rate),
            Self::Batch => match text.trim().parse() {
                Ok(size) if size > 0 => sure(Action::Batch(Some(size))),
                _ if text == "all" => sure(Action::Batch(None)),
                _ => Err(Wanted::Batch),
            },
            Self::View => sure(Action::Show(one_of(&View::ALL, View::name, text)?)),
            Self::Theme => sure(Action::Theme(one_of(&Theme::ALL, Theme::name, text)?)),
            // One language so far: naming it, with a country too, is right and changes nothing.
            Self::Lang => one_of(&["en"], |lang| lang, text.split_once('-').map_or(text, |(lang, _)| lang))
                .map(|_| Read { action: None, note: None }),
        }
    }

    /// The text that stands for this part of a state; nothing where another key holds it, or where no link can.
    pub(super) fn write(self, state: &State) -> Option<String> {
        let training = &state.training;
        let switch = |on: bool| u8::from(on).to_string();
        Some(match self {
            Self::Data => training.examples.source()?.name().into(),
            Self::Points => {
                let own = training.examples.source().is_none() && training.examples.given().len() <= data::LIST_LIMIT;
                own.then(|| data::points_text(training.examples.given()))?
            }
            Self::Units => training.examples.units().name().into(),
            Self::Loss => loss_name(training.loss).into(),
            Self::Rate => number::plain(training.learning_rate),
            Self::Batch => training.batch.map_or("all".into(), |size| size.to_string()),
            Self::Weight => switch(training.use_weight),
            Self::Squares => switch(training.squares),
            Self::Log => switch(training.log_loss),
            Self::Seed => state.seed.to_string(),
            Self::Min(ruler) => number::plain(state.ruler(ruler).min),
            Self::Max(ruler) => number::plain(state.ruler(ruler).max),
            Self::Step(param) => number::plain(state.span(param).step),
            Self::Value(param) => number::plain(state.value(param)),
            Self::Act => state.activation.name().into(),
            Self::Bias => switch(state.use_bias),
            Self::View => state.view.name().into(),
            Self::Theme => state.theme.name().into(),
            Self::Lang => return None,
        })
    }
}

/// The losses with their names in links.
const LOSSES: [(Loss, &str); 3] = [(Loss::Mse, "mse"), (Loss::HalfMse, "half"), (Loss::BinaryCrossentropy, "bce")];

/// The name of a loss in links.
#[must_use]
pub fn loss_name(loss: Loss) -> &'static str {
    LOSSES.into_iter().find(|(of, _)| *of == loss).map_or("", |(_, name)| name)
}

pub(super) fn read_switch(text: &str) -> Result<bool, Wanted> {
    match text {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(Wanted::Switch),
    }
}

/// A number, also one that has to be moved into limits.
fn read_number(text: &str) -> Result<f32, Wanted> {
    number::read_any(text).ok_or(Wanted::Number)
}

/// The text itself, if it stands for a number above zero.
fn positive(text: &str) -> Result<&str, Wanted> {
    if read_number(text)? > 0.0 { Ok(text) } else { Err(Wanted::Positive) }
}

/// What to do with a number, which is moved between these limits and then told.
fn within(text: &str, (low, high): (f32, f32), action: impl FnOnce(f32) -> Action) -> Result<Read, Wanted> {
    let value = read_number(text)?;
    let inside = value.clamp(low, high);
    Ok(Read { action: Some(action(inside)), note: (inside != value).then(|| Wanted::Within(number::plain(inside))) })
}

pub(super) fn one_of<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, text: &str) -> Result<T, Wanted> {
    all.iter()
        .copied()
        .find(|choice| name(*choice) == text)
        .ok_or_else(|| Wanted::OneOf(all.iter().map(|choice| name(*choice)).collect()))
}
