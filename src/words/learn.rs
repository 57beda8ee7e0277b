//! Learning in words: the examples, the loss with its numbers, the step, and what a run came to.

use super::{Forward, say, text};
use crate::data::{self, Measure, Point, Reading, Reason, RefusedRow, Set, Unusable};
use crate::nn::{Activation, Loss};
use crate::number::{self, exact, rounded};
use crate::state::{End, Judged, LIMIT, Param, State, Units};

/// Significant digits of computed numbers.
const DIGITS: usize = 6;
/// A sum of more terms is not written out.
const FEW: usize = 6;

/// The name of a built-in set.
#[must_use]
pub fn set(set: Set) -> String {
    match set {
        Set::Houses => text("set-houses"),
        Set::SixHouses => text("set-six-houses"),
        Set::Logistic => text("set-logistic"),
        Set::Noisy => text("set-noisy"),
        Set::Overlap => text("set-overlap"),
        Set::Outlier => text("set-outlier"),
        Set::Offset => text("set-offset"),
    }
}

/// What a set tells, in a sentence.
#[must_use]
pub fn story(state: &State) -> String {
    let examples = &state.training.examples;
    let id = match examples.source() {
        Some(Set::Houses) => "story-houses",
        Some(Set::SixHouses) => "story-six-houses",
        Some(Set::Logistic) => "story-logistic",
        Some(Set::Noisy) => "story-noisy",
        Some(Set::Overlap) => "story-overlap",
        Some(Set::Outlier) => "story-outlier",
        Some(Set::Offset) if examples.units() == Units::ZScore => "story-offset-plain",
        Some(Set::Offset) => "story-offset",
        None if examples.points().is_empty() => "story-none",
        None if examples.points().len() > data::LIST_LIMIT => "story-many",
        None => "story-own",
    };
    let count = examples.points().len().to_string();
    let number = |at: usize, pick: fn(&Point) -> f32| {
        examples.given().get(at).map(|point| exact(pick(point))).unwrap_or_default()
    };
    let (x1, y1) = (number(0, |point| point.x), number(0, |point| point.y));
    let (x2, y2) = (number(1, |point| point.x), number(1, |point| point.y));
    say(id, &[("count", &count), ("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)])
}

/// What the recipe does, from the state it starts in: so many epochs, where they end, how many more would arrive.
#[must_use]
pub fn recipe(start: &State, epochs: u32, more: u32) -> String {
    let (w, b) = start.best().unwrap_or_default();
    let neuron = start.neuron();
    say(
        "recipe-hint",
        &[
            ("count", &epochs.to_string()),
            ("w", &exact(neuron.w)),
            ("b", &exact(neuron.b)),
            ("rate", &exact(start.training.learning_rate)),
            ("best_w", &rounded(w, DIGITS)),
            ("best_b", &rounded(b, DIGITS)),
            ("more", &say("step-many", &[("count", &more.to_string())])),
        ],
    )
}

/// What x and y measure, with their units.
#[must_use]
pub fn axes(state: &State) -> [String; 2] {
    let examples = &state.training.examples;
    axes_in(examples.source(), examples.units())
}

/// What x and y of a set measure, with x in one of the units.
#[must_use]
pub fn axes_in(set: Option<Set>, units: Units) -> [String; 2] {
    let Some(set) = set else { return ["x".into(), "y".into()] };
    let name = |measure| match measure {
        Measure::Size => text("measure-size"),
        Measure::Price => text("measure-price"),
        Measure::Age => text("measure-age"),
        Measure::Hours => text("measure-hours"),
        Measure::Passed => text("measure-passed"),
        Measure::Input => text("measure-input"),
        Measure::Class => text("measure-class"),
    };
    let [x, y] = set.axes();
    let scaled = match units {
        Units::Given => name(x),
        Units::Thousandths if x == Measure::Size => text("measure-size-small"),
        Units::Thousandths => say("measure-thousandths", &[("name", &name(x))]),
        Units::ZScore => say("measure-zscore", &[("name", &name(x))]),
    };
    [scaled, name(y)]
}

/// What came of a pasted table: how many rows were read, and each that was refused with its line and why.
#[must_use]
pub fn reading(reading: &Reading) -> Vec<String> {
    let count = |id, count: usize| say(id, &[("count", &count.to_string())]);
    let mut lines = vec![count("table-read", reading.points.len())];
    if reading.header.is_some() && lines_of(reading) == 0 {
        lines.push(text("table-names"));
    }
    lines.extend(reading.columns.map(|columns| {
        let [x, y] = columns.map(|at| at.to_string());
        say("table-columns", &[("x", &x), ("y", &y)])
    }));
    lines.extend(reading.refused.iter().map(refused_row));
    if reading.more_refused > 0 {
        lines.push(count("table-more-refused", reading.more_refused));
    }
    if reading.cut > 0 {
        let (count, most) = (reading.cut.to_string(), data::ROW_LIMIT.to_string());
        lines.push(say("table-cut", &[("count", &count), ("most", &most)]));
    }
    lines
}

/// How many lines follow the names.
fn lines_of(reading: &Reading) -> usize {
    reading.points.len() + reading.refused.len() + reading.more_refused + reading.cut
}

fn refused_row(row: &RefusedRow) -> String {
    let limit = exact(data::VALUE_LIMIT);
    let reason = match &row.reason {
        Reason::TooFewColumns => text("reason-columns"),
        Reason::Cell { column, got, why } => {
            let id = match why {
                Unusable::NotANumber if got.is_empty() => "reason-empty",
                Unusable::NotANumber => "reason-number",
                Unusable::UnclearMark => "reason-unclear",
                Unusable::OtherMark => "reason-other-mark",
                Unusable::TooLarge => "reason-large",
            };
            say(id, &[("column", &column.to_string()), ("got", got), ("limit", &limit)])
        }
    };
    say("table-refused", &[("line", &row.line.to_string()), ("reason", &reason)])
}

/// The name of a unit.
#[must_use]
pub fn units(units: Units) -> String {
    match units {
        Units::Given => text("units-given"),
        Units::Thousandths => text("units-thousandths"),
        Units::ZScore => text("units-zscore"),
    }
}

/// What another unit changes, and what it leaves; empty for the given one.
#[must_use]
pub fn units_hint(state: &State) -> String {
    let units = state.training.examples.units();
    // Without a weight no unit matters; without a bias nothing makes up for a shift.
    let same = match (units, state.counts(Param::W), state.counts(Param::B)) {
        (Units::Given, ..) | (_, false, _) => String::new(),
        (Units::ZScore, true, false) => text("units-hint-no-bias"),
        (Units::Thousandths, true, _) => text("units-hint"),
        (Units::ZScore, true, true) => text("units-hint-shifted"),
    };
    let fixed = if units == Units::ZScore { text("units-hint-zscore") } else { String::new() };
    format!("{same} {fixed}").trim().to_owned()
}

/// The name of a loss.
#[must_use]
pub fn loss(loss: Loss) -> String {
    match loss {
        Loss::Mse => text("loss-mse"),
        Loss::HalfMse => text("loss-half"),
        Loss::BinaryCrossentropy => text("loss-bce"),
    }
}

/// The loss as a formula.
#[must_use]
pub fn loss_formula(loss: Loss) -> &'static str {
    match loss {
        Loss::Mse => "J = 1/n · Σ (ŷ − y)²",
        Loss::HalfMse => "J = 1/(2n) · Σ (ŷ − y)²",
        Loss::BinaryCrossentropy => "J = −1/n · Σ (y · ln ŷ + (1 − y) · ln(1 − ŷ))",
    }
}

/// The mean with its numbers: `(90619.1 + 252064) / 2 = 171342`; of many terms only the sum.
#[must_use]
pub fn loss_numbers(state: &State) -> String {
    let count = state.training.examples.points().len();
    if count == 0 || !state.takes_labels(state.training.loss) {
        return String::new();
    }
    let loss = f64::from(state.loss());
    let terms: Vec<String> = (0..count.min(FEW + 1))
        .filter_map(|at| state.judged(at))
        .map(|judged| rounded(f64::from(judged.term), DIGITS))
        .collect();
    let sum = if count <= FEW { terms.join(" + ") } else { rounded(loss * count as f64, DIGITS) };
    let sum = if terms.len() > 1 && count <= FEW { format!("({sum})") } else { sum };
    format!("J = {sum} / {count} = {}", rounded(loss, DIGITS))
}

/// The term of one example with its numbers.
#[must_use]
pub fn term(state: &State, judged: &Judged) -> String {
    if !state.takes_labels(state.training.loss) {
        return String::new();
    }
    let shown = |value: f32| rounded(f64::from(value), DIGITS);
    let operand = |value: f32| Forward::operand(&shown(value));
    let (a, y, term) = (judged.predicted, judged.y, shown(judged.term));
    match state.training.loss {
        Loss::Mse => format!("({} − {})² = {term}", shown(a), operand(y)),
        Loss::HalfMse => format!("({} − {})² / 2 = {term}", shown(a), operand(y)),
        // From z, as it is computed: written with ŷ, a sure but wrong prediction would read −ln 0.
        Loss::BinaryCrossentropy if state.activation == Activation::Sigmoid && y == 1.0 => {
            format!("ln(1 + e^{}) = {term}", Forward::operand(&shown(-judged.z)))
        }
        Loss::BinaryCrossentropy if state.activation == Activation::Sigmoid && y == 0.0 => {
            format!("ln(1 + e^{}) = {term}", operand(judged.z))
        }
        Loss::BinaryCrossentropy => term,
    }
}

/// The next step with its numbers: `w ← −1.03 − 0.01 · (−1305.15) = 12.0215`; for w, then for b. Empty for what is off.
#[must_use]
pub fn steps(state: &State) -> [String; 2] {
    let update = state.update().filter(|_| state.takes_labels(state.training.loss));
    let Some(update) = update else { return Default::default() };
    let neuron = state.neuron();
    let rate = exact(state.training.learning_rate);
    let line = |name: &str, old: f32, slope: f32, new: f32| {
        let slope = Forward::operand(&rounded(f64::from(slope), DIGITS));
        format!("{name} ← {} − {rate} · {slope} = {}", exact(old), rounded(f64::from(new), DIGITS))
    };
    let w = state.training.use_weight.then(|| line("w", neuron.w, update.dw, update.w));
    let b = state.use_bias.then(|| line("b", neuron.b, update.db, update.b));
    [w, b].map(Option::unwrap_or_default)
}

/// What stands on the map of the loss: the point, which a hand may move, and the way of a training.
#[must_use]
pub fn surface_legend(is_free: bool, has_way: bool) -> String {
    let point = text(if is_free { "surface-legend-hand" } else { "surface-legend" });
    if has_way { format!("{point} {}", text("surface-way")) } else { point }
}

/// Where the run stands and what it came to.
#[must_use]
pub fn outcome(state: &State) -> String {
    outcome_where(state, true)
}

/// The same; where nobody can train, nothing is said of epochs that were not done.
#[must_use]
pub fn outcome_where(state: &State, has_training: bool) -> String {
    let run = &state.training.run;
    let neuron = state.neuron();
    let epochs = run.epochs().to_string();
    let loss = rounded(f64::from(state.loss()), DIGITS);
    let (w, b) = (exact(neuron.w), exact(neuron.b));
    let limit = exact(LIMIT);
    let values = [("epochs", epochs.as_str()), ("w", &w), ("b", &b), ("loss", &loss), ("limit", &limit)];
    let id = match run.epochs() {
        _ if state.training.examples.points().is_empty() => "outcome-no-data",
        _ if run.end() == Some(End::Diverged) => "outcome-diverged",
        // Another rate may lead elsewhere.
        _ if run.end() == Some(End::TooFar) && state.cannot_train() => "outcome-too-far",
        _ if !state.takes_labels(state.training.loss) => "outcome-unmeasured",
        0 => "outcome-start",
        _ => "outcome-after",
    };
    let more = match id {
        // Not of a rate that was chosen since.
        "outcome-diverged" if state.cannot_train() => too_large(state),
        "outcome-start" if has_training => text("outcome-no-epoch"),
        _ => String::new(),
    };
    format!("{} {more}", say(id, &values)).trim_end().to_owned()
}

/// That the learning rate is the largest stable one, or above; empty if it is not, or if nothing is known about the loss.
fn too_large(state: &State) -> String {
    let limit = if state.is_in_batches() { None } else { state.largest_stable_rate() };
    let rate = state.training.learning_rate;
    match limit.filter(|limit| f64::from(rate) >= *limit) {
        Some(limit) => {
            let id = if f64::from(rate) > limit { "outcome-too-large" } else { "outcome-at-limit" };
            say(id, &[("rate", &exact(rate)), ("limit", &rounded(limit, DIGITS))])
        }
        None => String::new(),
    }
}

/// Why a run has not arrived: the long valley, a rate that is too large, or a minimum that runs away; empty if none of it.
#[must_use]
pub fn valley(state: &State) -> String {
    let loss = state.training.loss;
    if !state.takes_labels(loss) {
        return text("valley-labels");
    }
    // The outcome says so, and nothing about where steps of another rate would lead.
    if state.training.run.end() == Some(End::Diverged) && state.cannot_train() {
        return String::new();
    }
    if loss == Loss::BinaryCrossentropy && state.activation == Activation::Sigmoid && state.is_separable() {
        let is_one_class = state.training.examples.labels().windows(2).all(|pair| pair[0] == pair[1]);
        return text(if is_one_class { "valley-one-class" } else { "valley-separable" });
    }
    if !state.training.use_weight && !state.use_bias {
        return text("valley-nothing");
    }
    let Some(bowl) = state.bowl() else { return String::new() };
    let too_large = too_large(state);
    if !too_large.is_empty() {
        return too_large;
    }
    if !state.training.use_weight {
        let b = mean_label(state).map(|b| rounded(b, DIGITS)).unwrap_or_default();
        return say("valley-b-only", &[("b", &b)]);
    }
    let Some((w, b)) = bowl.bottom.filter(|_| bowl.condition().is_finite()) else { return text("valley-flat") };
    if state.is_in_batches() && (wanders_nowhere(state, w, b) || overshoots(state)) {
        return String::new();
    }
    let [w, b] = [w, b].map(|value| rounded(value, DIGITS));
    let condition = rounded(bowl.condition(), 4);
    let id = match bowl.condition() {
        _ if state.is_in_batches() => {
            if state.use_bias {
                "valley-batches"
            } else {
                "valley-batches-no-bias"
            }
        }
        _ if !state.use_bias => "valley-w-only",
        condition if condition > 5.0 => "valley-long",
        condition if condition > 1.01 => "valley-oval",
        _ => "valley-round",
    };
    say(id, &[("w", &w), ("b", &b), ("condition", &condition)])
}

/// Whether all batches have the same bottom: each example lies on the best line.
fn wanders_nowhere(state: &State, w: f64, b: f64) -> bool {
    let rest = f64::from(state.loss_at(w as f32, b as f32));
    // Labels of nothing but zeros have no loss at the start either.
    rest <= 1e-6 * f64::from(state.loss_at(0.0, 0.0))
}

/// Whether steps of single batches overshoot further than they came.
fn overshoots(state: &State) -> bool {
    state.largest_stable_rate().is_some_and(|limit| f64::from(state.training.learning_rate) > limit)
}

/// The largest stable learning rate in a sentence; empty where the loss is no bowl.
#[must_use]
pub fn stability(state: &State) -> String {
    let Some(rate) = state.largest_stable_rate().filter(|rate| rate.is_finite()) else { return String::new() };
    // On the side where the sentence is true.
    let (id, rate) = match number::around(rate, 4) {
        [low, _] if state.is_in_batches() => ("stability-batches", low),
        [_, high] => ("stability", high),
    };
    say(id, &[("rate", &rounded(rate, 4))])
}

/// The best that each combination of switches leaves: what is used, w, b and the loss; empty where the loss is no bowl.
#[must_use]
pub fn bests(state: &State) -> Vec<[String; 4]> {
    let row = |(id, weight, bias): (&str, bool, bool)| {
        let (w, b) = state.bowl_with(weight, bias)?.bottom.or_else(|| Some((0.0, mean_label(state)?)))?;
        let w = if weight { w } else { 0.0 };
        let b = match (weight, bias) {
            (_, false) => 0.0,
            (true, true) => b,
            (false, true) => mean_label(state)?,
        };
        let loss = state.loss_at(w as f32, b as f32);
        Some([text(id), rounded(w, DIGITS), rounded(b, DIGITS), rounded(f64::from(loss), DIGITS)])
    };
    [("best-both", true, true), ("best-no-bias", true, false), ("best-no-weight", false, true)]
        .into_iter()
        .filter_map(row)
        .collect()
}

fn mean_label(state: &State) -> Option<f64> {
    let labels = state.training.examples.labels();
    (!labels.is_empty()).then(|| labels.iter().map(|y| f64::from(*y)).sum::<f64>() / labels.len() as f64)
}
