//! Where examples come from: a set, a pasted table, a file; and how they leave, as a file.

use leptos::ev;
use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlInputElement};

use crate::app::Page;
use crate::app::part::Part;
use crate::data::{self, Point};
use crate::state::{Action, Control, Units};
use crate::words::{self, learn};

#[component]
pub(super) fn Picker(page: Page) -> impl IntoView {
    let Page { setup, rested, .. } = page;
    let once = move |action| page.once(action);
    let set = move |set: data::Set| {
        let chosen = move || setup.with(|state| state.training.examples.source() == Some(set));
        view! { <option value=set.name() prop:selected=chosen>{learn::set(set)}</option> }
    };
    let own = move || setup.with(|state| state.training.examples.source().is_none());
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some(set) = data::Set::ALL.into_iter().find(|set| set.name() == name) {
            once(Action::UseSet(set));
        }
    };
    let unit = move |units: Units| {
        let chosen = move || setup.with(|state| state.training.examples.units() == units);
        let barred = move || rested.with(|state| !state.can_be_in(units));
        view! { <option value=units.name() disabled=barred prop:selected=chosen>{learn::units(units)}</option> }
    };
    let change = move |event| {
        let name = event_target_value(&event);
        if let Some(units) = Units::ALL.into_iter().find(|units| units.name() == name) {
            once(Action::Units(units));
        }
    };
    let hint = Memo::new(move |_| setup.with(learn::units_hint));
    let story = Memo::new(move |_| setup.with(learn::story));
    view! {
        <div class="row picker">
            <Part control=Control::Data page><label>
                {words::text("examples")}" "
                <select id="data" on:change=choose>
                    {data::Set::ALL.map(set).collect_view()}
                    <option value="" disabled prop:selected=own>{words::text("set-own")}</option>
                </select>
            </label></Part>
            <Part control=Control::Units page><label>
                {words::text("units")}" "
                <select id="units" on:change=change>{Units::ALL.map(unit).collect_view()}</select>
            </label></Part>
            <Part control=Control::Data page>
                <button type="button" id="clear" on:click=move |_| once(Action::UsePoints([].into()))>{words::text("clear")}</button>
            </Part>
            <p id="story" class="note">{move || story.get()}" "{move || hint.get()}</p>
        </div>
    }
}

/// Takes tables, from wherever they come, and tells what in them could not be used.
#[derive(Clone, Copy)]
pub(super) struct Intake {
    page: Page,
    told: RwSignal<Vec<String>>,
    /// The examples of which that is true.
    about: StoredValue<Vec<Point>>,
    /// Where that is told.
    place: NodeRef<Div>,
}

impl Intake {
    pub(super) fn new(page: Page) -> Self {
        let (told, about) = (RwSignal::new(Vec::new()), StoredValue::new(Vec::new()));
        Effect::new(move |_| {
            let is_told = told.with_untracked(|told: &Vec<String>| !told.is_empty());
            let is_true =
                |about: &Vec<Point>| page.setup.with(|state| !is_told || state.training.examples.given() == about);
            if !about.with_value(is_true) {
                told.set(Vec::new());
                about.set_value(Vec::new());
            }
        });
        Self { page, told, about, place: NodeRef::new() }
    }

    /// A file dropped anywhere on the view; without this a browser would leave the page for it. Text is left to the field
    /// that it is dropped on.
    pub(super) fn dropped(self, event: &DragEvent) {
        let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) else {
            return;
        };
        event.prevent_default();
        let is_barred =
            [Control::Paste, Control::Data].map(|control| self.page.setting.with_untracked(|of| of.bars(control)));
        if is_barred == [false; 2] {
            self.open(Some(file), true);
        }
    }

    fn open(self, file: Option<File>, is_dropped: bool) {
        let Some(file) = file else { return };
        leptos::task::spawn_local(async move {
            let is_whole = match wasm_bindgen_futures::JsFuture::from(file.text()).await {
                Ok(text) => self.take(&text.as_string().unwrap_or_default()),
                Err(_) => {
                    self.tell(vec![words::text("file-unreadable")]);
                    false
                }
            };
            // Who has dropped it looks elsewhere, and sees what was good; what was not is brought there.
            if is_dropped && !is_whole {
                request_animation_frame(move || {
                    if let Some(Some(place)) = self.place.try_get_untracked() {
                        // Not `scrollIntoView`, which would scroll the course page around this one as well.
                        let height =
                            window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
                        window().scroll_by_with_x_and_y(
                            0.0,
                            (place.get_bounding_client_rect().bottom() - height).ceil().max(0.0),
                        );
                    }
                });
            }
        });
    }

    /// Whether every row could be used.
    fn take(self, text: &str) -> bool {
        let reading = data::read(text);
        let told = learn::reading(&reading);
        let is_whole = reading.refused.is_empty() && reading.cut == 0 && !reading.points.is_empty();
        // A table without a single good row replaces nothing.
        if !reading.points.is_empty() {
            self.page.once(Action::UsePoints(reading.points.into()));
        }
        self.tell(told);
        is_whole
    }

    /// Says it until the examples are others.
    fn tell(self, told: Vec<String>) {
        self.about.set_value(self.page.setup.with_untracked(|state| state.training.examples.given().to_vec()));
        self.told.set(told);
    }
}

/// A table from the clipboard or a file, what in it could not be used, and the way out.
#[component]
pub(super) fn Paste(page: Page, intake: Intake) -> impl IntoView {
    let setup = page.setup;
    let area = NodeRef::<Textarea>::new();
    let chosen = move |event: ev::Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        intake.open(input.files().and_then(|files| files.get(0)), false);
        // Otherwise the same file, corrected, could not be chosen again.
        input.set_value("");
    };
    let used = move |_| {
        if let Some(area) = area.get_untracked() {
            // What is now the examples need not stand here as well: a text of a megabyte slows every later frame down.
            if intake.take(&area.value()) {
                area.set_value("");
            }
        }
    };
    // Written anew for new examples only: a drag of w has nothing to do with a file of 100,000 rows.
    let examples = Memo::new(move |_| setup.with(|state| state.training.examples.clone()));
    let csv = Memo::new(move |_| {
        // What was given: in another unit it could not be had back from the file.
        let table = examples
            .with(|examples| data::write(examples.given(), Some(&learn::axes_in(examples.source(), Units::Given))));
        format!("data:text/csv;charset=utf-8,{}", js_sys::encode_uri_component(&table))
    });
    let lines = move || intake.told.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <details class="paste">
            <summary>{words::text("paste")}</summary>
            <p id="paste-hint" class="note">{words::text("paste-hint")}</p>
            <textarea node_ref=area id="paste" rows="6" aria-label=words::text("paste") aria-describedby="paste-hint"></textarea>
            <div class="row">
                <button type="button" id="use-paste" on:click=used>{words::text("paste-use")}</button>
                <label>{words::text("paste-file")}" "<input type="file" id="file" accept=".csv,.tsv,.txt,text/csv,text/plain" on:change=chosen /></label>
            </div>
        </details>
        // Outside: a file is dropped also where the form is closed.
        <div node_ref=intake.place role="status"><ul id="paste-told">{lines}</ul></div>
        <p><a id="export" download="examples.csv" href=move || csv.get()>{words::text("export")}</a></p>
    }
}
