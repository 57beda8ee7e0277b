//! The view with the cells of the course's lab.
//!
//! The cells and what they print come from `notebook` as one memo; a slider moves the numbers in them, an edited cell moves
//! the sliders. What was run and written by hand lives beside the state for as long as the page is open.

mod cell;
mod code;
mod mistakes;
mod random;
mod shapes;
mod trouble;

use leptos::prelude::*;

use super::focus::focus;
use super::follow::signal_in_view;
use super::palette::Surroundings;
use super::part::Part;
use super::plot::Plot;
use super::slider::Slider;
use super::{Origin, Page};
use crate::figure;
use crate::notebook::{Cell, CellId, MOST_LISTED, Notebook, Section};
use crate::state::{Command, Control, Param, State, View};
use crate::words;

/// The page with its notebook.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    page: Page,
    cells: Memo<Vec<Cell>>,
    /// What was run and written by hand, for as long as the view is there.
    book: Memo<Notebook>,
    /// The title of each cell, and what it is about.
    told: Memo<Vec<[String; 2]>>,
}

impl Desk {
    /// Does something with the notebook that may give the page another state.
    fn with(self, change: impl FnOnce(&mut Notebook, &State) -> State) {
        let Page { state, notebook, run, .. } = self.page;
        // Nothing is left to change when the view or the page is gone.
        let Some(before) = state.try_get_untracked() else { return };
        let Some(after) = notebook.try_update(|notebook| change(notebook, &before)) else { return };
        if after != before {
            run.run(Command::Leap(Box::new(after)));
        }
    }

    fn run(self, id: CellId) {
        self.with(|notebook, state| notebook.run_up_to(id, state));
        self.speak(id);
    }

    fn cell(self, id: CellId) -> Option<Cell> {
        self.cells.with_untracked(|cells| cells.iter().find(|cell| cell.id == id).cloned())
    }

    /// Says what a cell printed, once.
    fn speak(self, id: CellId) {
        if let Some(cell) = self.cell(id) {
            let title = self.told.with_untracked(|told| told[id as usize][0].clone());
            self.page.announcer.say(trouble::spoken(&cell, &title));
        }
    }
}

#[component]
pub(super) fn NotebookView(page: Page, surroundings: Surroundings) -> impl IntoView {
    let Page { state, notebook, .. } = page;
    let notebook = signal_in_view(notebook);
    let cells = Memo::new(move |_| state.with(|state| notebook.with(|notebook| notebook.cells(state))));
    let settings = Memo::new(move |_| notebook.with(|notebook| notebook.settings));
    let told = Memo::new(move |_| {
        let told = |id: CellId, state: &State, units| {
            [words::cell_title(id.name(), state, units), words::cell_note(id.name(), state, units)]
        };
        page.setup.with(|state| {
            notebook.with(|book| CellId::ALL.map(|id| told(id, book.state_of(id, state), book.settings.units)).to_vec())
        })
    });
    let desk = Desk { page, cells, book: notebook, told };
    let line = Memo::new(move |_| state.with(figure::examples));
    let description = Memo::new(move |_| page.rested.with(words::description));
    let section = move |section: Section| {
        let ids = CellId::ALL.into_iter().filter(move |id| id.section() == section);
        view! {
            <section>
                <h2 class="section">{section_title(section)}</h2>
                {ids.map(|id| view! { <cell::CellView id desk /> }).collect_view()}
            </section>
        }
    };
    // Of more examples the cells hold the first ones.
    let held = Memo::new(move |_| {
        let count = page.setup.with(|state| state.training.examples.points().len());
        let (most, count) = (MOST_LISTED.min(count).to_string(), count.to_string());
        if most == count { String::new() } else { words::say("notebook-holds", &[("most", &most), ("count", &count)]) }
    });
    let hidden = Memo::new(move |_| page.setting.with(|setting| setting.hides(Control::Cells)));
    // Another link that is opened in place of this one has a cell and a notebook of its own.
    Effect::new(move |_| {
        page.setting.with(|_| ());
        notebook.with(|_| ());
        open_wanted(desk);
    });
    view! {
        <Part control=Control::Cells page><p class="lead">{words::text("notebook-lead")}</p></Part>
        <div class="notebook">
            <div class="aside">
                <Part control=Control::PlotData page>
                    <Plot part=Control::PlotData figure=line alt=Signal::stored(words::text("data-alt")) page surroundings />
                </Part>
                <div class="dials" role="group" aria-label=words::text("sliders")>
                    <Slider param=Param::W page />
                    <Slider param=Param::B page />
                </div>
                <Part control=Control::PlotData page>
                    <Part control=Control::Cells page><p class="note">{words::text("notebook-picture")}</p></Part>
                </Part>
                <p id="description" class="note">{move || description.get()}</p>
            </div>
            <div class="cells">
                <Part control=Control::Cells page>
                    <Toolbar desk />
                    <p class="note">{words::text("notebook-grammar")}</p>
                    <p id="held" class="note">{move || held.get()}</p>
                </Part>
                // Not a `Part`, which would switch their texts off: each cell locks what it has.
                <fieldset class="part" role="none" data-part=Control::Cells.name() hidden=hidden>
                    {Section::ALL.map(section).collect_view()}
                </fieldset>
                <Part control=Control::Random page><random::Panel page surroundings /></Part>
                <Part control=Control::Shapes page><shapes::Panel page /></Part>
                <Part control=Control::Code page><code::Panel page settings /></Part>
            </div>
        </div>
    }
}

fn section_title(section: Section) -> String {
    match section {
        Section::Start => words::text("section-start"),
        Section::Linear => words::text("section-linear"),
        Section::Logistic => words::text("section-logistic"),
        Section::Training => words::text("section-training"),
    }
}

/// A cell that the link names is run, with those before it, and brought into sight: when the page opens, and not whenever the
/// reader comes back to the cells.
fn open_wanted(desk: Desk) {
    request_animation_frame(move || {
        let Page { state, notebook, start, history, .. } = desk.page;
        // The view may be gone by now, and another link there.
        let Some(before) = state.try_get_untracked() else { return };
        let wanted = desk.page.setting.with_untracked(|setting| CellId::from_name(&setting.cell));
        // Nothing that follows the notebook looks at this.
        let is_first = notebook.try_update_untracked(Notebook::opens) == Some(true);
        let Some(id) = wanted.filter(|_| is_first) else { return };
        let Some(after) = notebook.try_update(|notebook| notebook.run_up_to(id, &before)) else { return };
        let (started, is_there) = (start.get_value(), start.with_value(|start| start.view == View::Notebook));
        // Where the link opens the notebook, the lab of its cell is how the page begins; later a reader has gone there.
        if is_there {
            start.set_value(Notebook::default().run_up_to(id, &started));
        }
        if after != before {
            // In place of another link it is a step like that.
            let is_fresh = history.with_untracked(|history| !history.can_undo() && !history.can_redo());
            let begins = is_there && is_fresh && before == started;
            let after = Box::new(after);
            let command = if begins { Command::Begin(after) } else { Command::Leap(after) };
            desk.page.by(if is_there { Origin::Host } else { Origin::User }, command);
        }
        scroll_to(id);
    });
}

fn scroll_to(id: CellId) {
    if let Some(element) = document().get_element_by_id(&format!("cell-{}", id.name())) {
        // Not `scrollIntoView`, which would scroll the course page around this one as well.
        let top = element.get_bounding_client_rect().top() + window().scroll_y().unwrap_or_default();
        // On a phone the goal of an exercise stays at the top.
        let goal = document().get_element_by_id("goal").map_or(0.0, |goal| goal.get_bounding_client_rect().height());
        // Whole pixels, as browsers scroll, and none of the cell beneath it.
        window().scroll_to_with_x_and_y(0.0, (top - goal).floor());
    }
}

/// Run all, restart, another seed.
#[component]
fn Toolbar(desk: Desk) -> impl IntoView {
    let Page { state, .. } = desk.page;
    let seed = move || words::say("new-seed-note", &[("seed", &state.with(|state| state.seed).to_string())]);
    let all = move |_| {
        desk.with(|notebook, state| {
            notebook.run_all(state);
            state.clone()
        });
        desk.speak(CellId::After);
    };
    let restart = move |_| {
        desk.with(|notebook, state| {
            notebook.restart();
            state.clone()
        });
        desk.page.announcer.say(words::text("restarted"));
    };
    let reseed = move |_| {
        desk.with(|notebook, state| notebook.reseeded(state.seed.wrapping_add(1), state));
    };
    view! {
        <div class="row" role="group" aria-label=words::text("notebook-actions")>
            <button type="button" id="run-all" class="primary" on:click=all>{words::text("run-all")}</button>
            <button type="button" id="restart" on:click=restart>{words::text("restart")}</button>
            <button type="button" id="new-seed" on:click=reseed>{words::text("new-seed")}</button>
            <span class="note" id="seed">{seed}</span>
        </div>
    }
}

/// Puts the focus on the code of a cell.
fn focus_code(id: CellId) {
    focus(document().get_element_by_id(&format!("code-{}", id.name())));
}
