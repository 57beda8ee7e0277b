//! The notebook: its cells as they stand, what has been run, and what an edit does to the page.

use super::cells::CellId;
use super::held::{Changes, Held};
use super::kernel::{Kernel, Output, Trouble};
use super::mistakes::Mistake;
use super::runs::{Run, Runs};
use super::unclear::Unclear;
use crate::state::{Action, Lab, Param, Refusal, State};

/// What the cells hold that no state does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The units of the linear layer, from 1 to [`MOST_UNITS`](super::MOST_UNITS).
    pub units: usize,
    /// How many epochs `fit` trains.
    pub epochs: u32,
    /// How many digits after the point NumPy prints at most.
    pub precision: usize,
}

/// As the lab has them, and the forum thread.
impl Default for Settings {
    fn default() -> Self {
        Self { units: 1, epochs: 1000, precision: 2 }
    }
}

/// The cells, beside a [`State`]: what was run, and what was written into them by hand.
///
/// Nothing that is computed is kept. The text of a cell is written from the state; the outputs are those of a kernel that
/// starts anew and runs the cells again, as they stand now, in the order in which they were run; of a cell with a text of the
/// reader's, those before it was written as the page would write it. So a slider moves the
/// numbers of all that has been run, a cell that was not run shows nothing, and one that was run too early answers as Keras
/// does. Only what `compile` and `fit` said in a run that was not their last stays as it was said: what has been learned by then
/// is not learned otherwise because the next training is to be another one. Running a cell changes nothing on the page; editing
/// one does.
///
/// The walk has two labs, and the page one state. The lab to which the examples of the state belong shows that state; the
/// other one shows its own until one of its cells is run or edited, when the two change places.
#[derive(Debug, Clone, PartialEq)]
pub struct Notebook {
    /// What no state holds.
    pub settings: Settings,
    /// The state that each lab was left with.
    left: [State; 2],
    /// The cells in the order in which they were run.
    runs: Runs,
    /// Texts that no state writes, each with the number of the last run before it was written.
    drafts: Vec<(CellId, String, usize)>,
    /// Whether a reader has seen it.
    is_opened: bool,
}

/// A cell as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Which one.
    pub id: CellId,
    /// Its text.
    pub code: String,
    /// Whether that was written by hand and is not what the page would write.
    pub is_draft: bool,
    /// Why the text does not do anything to the page.
    pub problem: Option<Problem>,
    /// The number of its last run: `[3]`.
    pub count: Option<usize>,
    /// What that showed.
    pub output: Option<Output>,
}

/// Why an edit did nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The text is not of the forms that the page understands.
    Unclear(Unclear),
    /// It is, but the page cannot hold one of its numbers.
    Refused(Refusal),
}

/// A notebook of which nothing has been run.
impl Default for Notebook {
    fn default() -> Self {
        let left = Lab::ALL.map(Lab::shipped);
        Self { settings: Settings::default(), left, runs: Runs::default(), drafts: Vec::new(), is_opened: false }
    }
}

impl Notebook {
    /// Whether this is the first time that it is opened.
    pub fn opens(&mut self) -> bool {
        !std::mem::replace(&mut self.is_opened, true)
    }

    /// All cells, in the order of the walk.
    #[must_use]
    pub fn cells(&self, state: &State) -> Vec<Cell> {
        let mut cells = self.unrun(state);
        let mut kernel = Kernel::default();
        for (Run { id, count, said }, is_last) in self.runs.all() {
            if let Some(cell) = cells.iter_mut().find(|cell| cell.id == *id) {
                // Before it was written by hand, the cell said what the page says.
                let was_written = self.drafts.iter().any(|(own, _, since)| own == id && count > since);
                let is_earlier = cell.is_draft && !is_last && !was_written;
                let earlier = is_earlier.then(|| id.code(self.state_of(*id, state), self.settings));
                let said = said.as_ref().filter(|_| !is_last).or(earlier.as_ref()).unwrap_or(&cell.code);
                cell.count = Some(*count);
                cell.output = Some(kernel.run(said));
            }
        }
        cells
    }

    /// Runs a cell. Returns the state that the page shows then: that of the cell's lab.
    #[must_use]
    pub fn run(&mut self, id: CellId, state: &State) -> State {
        self.record(id, state);
        self.turned_for(id, state)
    }

    fn record(&mut self, id: CellId, state: &State) {
        let text = |cells: Vec<Cell>| cells.into_iter().find(|cell| cell.id == id).map(|cell| cell.code);
        let said = if id.is_of_training() { text(self.unrun(state)) } else { None };
        self.runs.record(id, said);
    }

    /// Runs a cell after those that it needs, as far as they have not been run.
    #[must_use]
    pub fn run_up_to(&mut self, id: CellId, state: &State) -> State {
        for needed in id.before() {
            if !self.runs.has(needed) {
                self.record(needed, state);
            }
        }
        self.run(id, state)
    }

    /// Runs all cells from the first to the last, in a kernel that has run nothing before.
    pub fn run_all(&mut self, state: &State) {
        self.restart();
        CellId::ALL.into_iter().for_each(|id| self.record(id, state));
    }

    /// Forgets what was run. What was written stays.
    pub fn restart(&mut self) {
        self.runs = Runs::default();
        self.drafts.iter_mut().for_each(|(.., since)| *since = 0);
    }

    /// The state that draws its first weights from another seed, and so do both labs. The w and b set by hand stay.
    #[must_use]
    pub fn reseeded(&mut self, seed: u32, state: &State) -> State {
        let reseed = |state: &State| {
            let mut next = state.clone();
            next.apply(Action::Initialise(seed));
            for param in [Param::W, Param::B] {
                next.apply(Action::Set(param, state.value(param)));
            }
            next
        };
        for left in &mut self.left {
            *left = reseed(left);
        }
        reseed(state)
    }

    /// Writes `text` into a cell. Returns the state of which the cells say what they say now.
    ///
    /// A text that fails as Python fails changes nothing on the page; running it shows how it fails.
    ///
    /// # Errors
    /// [`Problem`] says what the page does not understand or cannot hold. The text stays in the cell.
    pub fn edit(&mut self, id: CellId, text: &str, state: &State) -> Result<State, Problem> {
        self.drafts.retain(|(own, ..)| *own != id);
        let shown = self.state_of(id, state).clone();
        if text == id.code(&shown, self.settings) {
            return Ok(self.turned_for(id, state));
        }
        let before = self.kernel_before(id, state);
        self.drafts.push((id, text.to_owned(), self.runs.count()));
        let changes = self.changes(&before, id, text, &shown)?;
        let mut next = self.turned_for(id, state);
        let lab = next.lab();
        if let Some(Changes { actions, settings }) = changes {
            actions.into_iter().for_each(|action| next.apply(action));
            self.settings = settings;
        }
        // Labels that are no classes, or are in the first lab, do not take the cell's examples away from it.
        next = next.kept_in(lab);
        // `X_train = 400000 + X_train` says something else the next time, and may then be more than the page can hold.
        let once_more = self.changes(&self.kernel_before(id, &next), id, text, &next);
        if matches!(once_more, Err(Problem::Refused(_))) || text == id.code(&next, self.settings) {
            self.drafts.retain(|(own, ..)| *own != id);
        }
        Ok(next)
    }

    /// Takes back what was written into a cell by hand, and runs it again if it had been run.
    pub fn fix(&mut self, id: CellId, state: &State) {
        self.drafts.retain(|(own, ..)| *own != id);
        if self.runs.has(id) {
            self.record(id, state);
        }
    }

    /// Makes a mistake: writes it into its cell and runs that.
    #[must_use]
    pub fn attempt(&mut self, mistake: Mistake, state: &State) -> State {
        let id = Mistake::CELL;
        let text = mistake.code(self.state_of(id, state));
        self.drafts.retain(|(own, ..)| *own != id);
        self.drafts.push((id, text, self.runs.count()));
        self.run_up_to(id, state)
    }

    /// The mistake that stands in its cell, whatever its numbers are.
    #[must_use]
    pub fn mistake(&self, state: &State) -> Option<Mistake> {
        let (_, text, _) = self.drafts.iter().find(|(id, ..)| *id == Mistake::CELL)?;
        Mistake::made_by(text, self.state_of(Mistake::CELL, state), self.settings)
    }

    /// The state of which a cell is written.
    #[must_use]
    pub fn state_of<'a>(&'a self, id: CellId, state: &'a State) -> &'a State {
        match id.lab() {
            Some(lab) if lab != state.lab() => &self.left[lab as usize],
            _ => state,
        }
    }

    /// The state of the lab of a cell, brought to the page.
    fn turned_for(&mut self, id: CellId, state: &State) -> State {
        let old = state.lab();
        match id.lab() {
            Some(lab) if lab != old => {
                self.left[old as usize] = state.clone();
                self.left[lab as usize].clone().looked_at_as(state)
            }
            _ => state.clone(),
        }
    }

    /// The cells with their texts, as if none had been run.
    fn unrun(&self, state: &State) -> Vec<Cell> {
        let mut cells: Vec<Cell> = Vec::new();
        for id in CellId::ALL {
            let shown = self.state_of(id, state);
            let mut cell = Cell {
                id,
                code: id.code(shown, self.settings),
                is_draft: false,
                problem: None,
                count: None,
                output: None,
            };
            if let Some((_, text, _)) = self.drafts.iter().find(|(own, ..)| *own == id) {
                let before = after(id, |id| cells.iter().find(|cell| cell.id == id).map(|cell| cell.code.clone()));
                let changes = self.changes(&before, id, text, shown);
                // A text written by hand stands as long as it says what the page says.
                let says_the_same = |changes: &Changes| changes.actions.is_empty() && changes.settings == self.settings;
                if !matches!(&changes, Ok(Some(changes)) if !says_the_same(changes)) {
                    cell = Cell { code: text.clone(), is_draft: true, problem: changes.err(), ..cell };
                }
            }
            cells.push(cell);
        }
        cells
    }

    fn kernel_before(&self, id: CellId, state: &State) -> Kernel {
        let cells = self.unrun(state);
        after(id, |id| cells.iter().find(|cell| cell.id == id).map(|cell| cell.code.clone()))
    }

    /// What it changes to have `text` in a cell instead of what the page writes; nothing where it fails as Python fails.
    fn changes(&self, before: &Kernel, id: CellId, text: &str, shown: &State) -> Result<Option<Changes>, Problem> {
        let [mut own, mut edited] = [before.clone(), before.clone()];
        own.run(&id.code(shown, self.settings));
        match edited.run(text).trouble {
            None => {}
            Some(Trouble::Unclear(unclear)) => return Err(Problem::Unclear(unclear)),
            Some(Trouble::Raised(_)) => return Ok(None),
            // The call was right, and says how many epochs.
            Some(Trouble::Diverged | Trouble::TooLong) => {}
        }
        let changes = Held::of(&own, id).changes_to(&Held::of(&edited, id), id.lab(), shown, self.settings);
        changes.map(Some).map_err(Problem::Refused)
    }
}

/// A kernel that has run what a cell needs.
fn after(id: CellId, text: impl Fn(CellId) -> Option<String>) -> Kernel {
    let mut kernel = Kernel::default();
    for text in id.before().filter_map(text) {
        kernel.run(&text);
    }
    kernel
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::cells::weights;
    use crate::state::LIMIT;
    use proptest::prelude::*;

    /// The cells that hold a state: those of its lab, and the imports.
    fn texts(book: &Notebook, state: &State) -> Vec<(CellId, String)> {
        let lab = state.lab();
        let own = |id: &CellId| id.lab().is_none_or(|of| of == lab);
        CellId::ALL.into_iter().filter(own).map(|id| (id, id.code(state, book.settings))).collect()
    }

    fn text_of(book: &Notebook, state: &State, id: CellId) -> String {
        book.unrun(state).into_iter().find(|cell| cell.id == id).map_or(String::new(), |cell| cell.code)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn a_state_written_as_cells_and_read_back_is_the_same_state(
            actions in crate::testing::actions(12),
            (units, epochs, precision) in (1_usize..=4, 0_u32..30, 0_usize..=8),
        ) {
            let mut written = State::default();
            actions.into_iter().for_each(|action| written.apply(action));
            // In thousandths of their unit, examples may lie further out than any that one can type.
            prop_assume!(written.training.examples.inputs().iter().all(|x| x.abs() <= LIMIT));
            let settings = Settings { units, epochs, precision };
            let mut source = Notebook { settings, ..Notebook::default() };

            let mut read = State::default();
            let mut book = Notebook::default();
            // One w does not fit a layer of several units, so their number comes last.
            source.settings.units = 1;
            let mut cells = texts(&source, &written);
            source.settings.units = units;
            let is_linear = written.lab() == Lab::Linear;
            cells.extend(is_linear.then(|| (CellId::Layer, CellId::Layer.code(&written, source.settings))));
            for (id, text) in cells {
                match book.edit(id, &text, &read) {
                    Ok(next) => read = next,
                    Err(problem) => prop_assert!(false, "{problem:?} in\n{text}"),
                }
            }

            prop_assert_eq!(texts(&source, &written), texts(&book, &read));
            prop_assert_eq!(weights(&written), weights(&read));
            let (one, other) = (&written.training, &read.training);
            prop_assert_eq!(one.examples.points(), other.examples.points());
            prop_assert_eq!((written.activation, written.use_bias), (read.activation, read.use_bias));
            prop_assert_eq!(written.seed, read.seed);
            if is_linear {
                prop_assert_eq!((one.loss, one.learning_rate, one.batch), (other.loss, other.learning_rate, other.batch));
                prop_assert_eq!(source.settings, book.settings);
            }
        }

        #[test]
        fn no_text_and_no_order_of_runs_panics(
            runs in proptest::collection::vec(0..CellId::ALL.len(), 0..12),
            (id, from, to) in (0..CellId::ALL.len(), 0_usize..200, 0_usize..200),
            with in "[-a-z0-9'\"\\[\\](),.=+:#_ \n]{0,12}",
        ) {
            let state = Lab::Linear.shipped();
            let mut book = Notebook::default();
            let text = CellId::ALL[id].code(&state, book.settings);
            let (from, to) = (from.min(text.len()), to.min(text.len()));
            let text = format!("{}{with}{}", &text[..from.min(to)], &text[from.max(to)..]);
            let state = book.edit(CellId::ALL[id], &text, &state).unwrap_or(state);
            let state = runs.into_iter().fold(state, |state, at| book.run(CellId::ALL[at], &state));
            prop_assert_eq!(book.cells(&state).len(), CellId::ALL.len());
        }
    }

    #[test]
    fn a_slider_changes_the_cell_and_the_cell_changes_the_slider() {
        let (mut state, mut book) = (Lab::Linear.shipped(), Notebook::default());
        book.run_all(&state);
        state.apply(Action::Set(Param::W, 150.5));
        let text = text_of(&book, &state, CellId::SetWeights);
        assert!(text.starts_with("set_w = np.array([[150.5]])"), "{text}");
        state = book.edit(CellId::SetWeights, &text.replace("150.5", "-7"), &state).unwrap();
        assert_eq!((state.value(Param::W), state.value(Param::B)), (-7.0, 100.0));
        let cells = book.cells(&state);
        assert_eq!(cells[CellId::PredictAll as usize].output.as_ref().unwrap().text.lines().last(), Some(" [86.]]"));
    }

    #[test]
    fn a_text_of_her_own_stays_until_the_page_says_something_else() {
        let mut state = Lab::Linear.shipped();
        let mut book = Notebook::default();
        let own = "linear_layer.set_weights([np.array([[2e2]]), np.array([100.0])])  # as one line";
        state = book.edit(CellId::SetWeights, own, &state).unwrap();
        assert_eq!(text_of(&book, &state, CellId::SetWeights), own);
        state.apply(Action::Set(Param::B, 90.0));
        assert!(text_of(&book, &state, CellId::SetWeights).contains("set_b = np.array([90])"));
    }
}
