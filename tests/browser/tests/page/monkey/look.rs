//! What is seen of the page after an act, and whether all of it tells of one state.

use browser_tests::Plot;
use serde::Deserialize;
use wxplusb::figure::{self, Figure, Ink, Mark, Stroke};
use wxplusb::notebook::{CellId, Notebook};
use wxplusb::state::{Lab, Param, State, View};
use wxplusb::{link, number, words};

/// So far, in CSS pixels, a curve may be from where it belongs: half its stroke, and what antialiasing and rounding add.
const NEAR: f64 = 3.0;

/// What was to be seen after an act.
#[derive(Debug, Deserialize)]
pub(super) struct Look {
    pub(super) act: String,
    /// The link of the state before and after the look: others while a training runs.
    links: [Option<String>; 2],
    address: String,
    /// The link in the dialog that the act has opened, with the state before and after that.
    shared: Option<[Option<String>; 3]>,
    /// Name, slider and number field.
    sliders: Vec<(String, String, String)>,
    view: String,
    description: String,
    plots: Vec<Probe>,
    /// Plots whose picture is of another size than their place, long after that has changed.
    misfits: String,
    /// Name, text, and whether it was written by hand.
    cells: Vec<(String, String, bool)>,
    /// What the page says when it is broken, and what was thrown.
    broken: String,
}

/// Where the inks of the curves are seen in a plot.
#[derive(Debug, Deserialize)]
struct Probe {
    part: String,
    frame: String,
    axes: String,
    columns: Vec<f64>,
    /// For z and for a, for each column: the rows.
    rows: [Vec<Vec<f64>>; 2],
}

/// What could be compared so far: a monkey that sees nothing finds nothing.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) acts: usize,
    pub(super) states: usize,
    pub(super) plots: usize,
    cells: usize,
    shared: usize,
}

impl Seen {
    /// Compares everything that is seen with the state.
    pub(super) fn judge(&mut self, look: &Look) -> Result<(), String> {
        self.acts += 1;
        equal("the page", &look.broken, "")?;
        for (name, slider, field) in &look.sliders {
            equal(&format!("the slider {name} beside its field"), slider, field)?;
        }
        let [Some(before), Some(after)] = &look.links else { return Err("the page does not answer".to_owned()) };
        if let Some([Some(shared), Some(before), Some(after)]) = &look.shared
            && before == after
        {
            self.shared += 1;
            let query = shared.split_once('?').map_or("", |(_, query)| query);
            equal("the link in the dialog", &same(query), &same(before))?;
        }
        if before != after {
            return Ok(());
        }
        self.states += 1;
        self.check(look, before).map_err(|sentence| format!("{sentence}\nstate {before}"))
    }

    fn check(&mut self, look: &Look, link: &str) -> Result<(), String> {
        let link::Opened { state, refusals, .. } = link::open(link);
        equal("the link", &format!("{refusals:?}"), "[]")?;
        equal("the address", &same(&look.address), &same(link))?;
        equal("the view", &look.view, state.view.name())?;
        for (name, slider, _) in &look.sliders {
            let param = Param::ALL.into_iter().find(|param| param.name() == name).expect("a slider of w, b or x");
            equal(&format!("the slider {name}"), slider, &number::plain(state.value(param)))?;
        }
        check_description(&look.description, &state)?;
        self.check_cells(&look.cells, &state)?;
        equal("the list of stretched pictures", &look.misfits, "")?;
        self.plots += look.plots.len();
        look.plots.iter().try_for_each(|probe| check_plot(probe, &state))
    }

    /// The cell that sets the weights holds those of the state, if it is of its lab and nobody has written other things.
    fn check_cells(&mut self, cells: &[(String, String, bool)], state: &State) -> Result<(), String> {
        let fresh = Notebook::default().cells(state);
        let written = |name: &str| fresh.iter().find(|cell| cell.id.name() == name).map(|cell| cell.code.as_str());
        let found = |name: &str| cells.iter().find(|(cell, ..)| cell == name);
        // With more units, or examples that belong to no lab, the text is another.
        let is_plain = found("layer").is_some_and(|(name, code, draft)| !draft && written(name) == Some(code));
        if !is_plain || state.training.examples.source().is_none() {
            return Ok(());
        }
        let name = match state.lab() {
            Lab::Linear => CellId::SetWeights,
            Lab::Logistic => CellId::LogisticSet,
        }
        .name();
        match (found(name), written(name)) {
            (Some((_, code, false)), Some(wanted)) => {
                self.cells += 1;
                equal(&format!("the cell {name}"), code, wanted)
            }
            _ => Ok(()),
        }
    }
}

/// Whether something shows what it should.
pub(super) fn equal(what: &str, seen: &str, wanted: &str) -> Result<(), String> {
    if seen == wanted { Ok(()) } else { Err(format!("{what} shows “{seen}”, not “{wanted}”")) }
}

/// A link in the shortest way to write it: what it says of the state, without what it says of the page.
fn same(link: &str) -> String {
    link::format(&link::open(link).state)
}

fn check_description(description: &str, state: &State) -> Result<(), String> {
    if state.view != View::Train {
        return equal("the description", description, &words::description(state));
    }
    // How many epochs led here, no link tells.
    let neuron = state.neuron();
    let values = [("w", neuron.w), ("b", neuron.b)].map(|(name, value)| (name, number::exact(value)));
    let holds = values.iter().all(|(name, value)| description.contains(&format!("{name} = {value}")));
    if holds || state.training.examples.points().is_empty() {
        return Ok(());
    }
    Err(format!("the description “{description}” does not tell {values:?}"))
}

/// The axes are those of the state, and its curve is drawn where it belongs.
fn check_plot(probe: &Probe, state: &State) -> Result<(), String> {
    let Probe { part, frame, axes, columns, rows } = probe;
    let figure = match part.as_str() {
        "line" => figure::line(state),
        "output" => figure::output(state),
        _ => figure::examples(state),
    };
    let wanted = format!("{},{},{},{}", figure.x.min, figure.x.max, figure.y.min, figure.y.max);
    if *axes != wanted {
        return Err(format!("plot-{part} has the axes {axes}, not {wanted}"));
    }
    let plot = Plot::read(frame, axes);
    let (mut expected, mut seen, mut missed) = (0, 0, Vec::new());
    for (at, px) in columns.iter().enumerate() {
        let Some((ink, top, bottom)) = curve_at(&figure, &plot, *px) else { continue };
        let rows = &rows[usize::from(ink == Ink::Output)][at];
        expected += 1;
        if rows.iter().any(|row| (top - NEAR..=bottom + NEAR).contains(row)) {
            seen += 1;
        } else {
            missed.push((*px, top, bottom, rows.first().copied(), rows.last().copied()));
        }
    }
    // A label or a handle may lie over it here and there.
    if 4 * seen < expected && expected >= 8 {
        return Err(format!(
            "plot-{part}: in {missed:?} (x, from, to, ink from, ink to) no curve, seen {seen} of {expected}"
        ));
    }
    Ok(())
}

/// From where to where, in CSS pixels, the curve of a figure runs through a column; nothing where it does not cross all of it.
fn curve_at(figure: &Figure, plot: &Plot, px: f64) -> Option<(Ink, f64, f64)> {
    let (ink, points) = figure.marks.iter().find_map(|mark| match mark {
        Mark::Curve { points, ink: ink @ (Ink::Sum | Ink::Output), stroke: Stroke::Strong } => Some((*ink, points)),
        _ => None,
    })?;
    let height = |px: f64| {
        let ends = points.windows(2).map(|ends| [ends[0], ends[1]].map(|(x, y)| plot.pixel_at(x, y)));
        let [(x0, y0), (x1, y1)] = ends.into_iter().find(|[from, to]| (from.0..=to.0).contains(&px))?;
        Some(if x1 > x0 { y0 + (px - x0) / (x1 - x0) * (y1 - y0) } else { y0 })
    };
    let [a, b] = [height(px - 0.5)?, height(px + 0.5)?];
    Some((ink, a.min(b), a.max(b)))
}
