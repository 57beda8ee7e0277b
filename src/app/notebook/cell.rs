//! One cell: its text, which can be edited, and what it printed.

use leptos::ev;
use leptos::html::Textarea;
use leptos::prelude::*;

use super::mistakes::Mistakes;
use super::{Desk, focus_code, trouble};
use crate::app::part::Part;
use crate::notebook::{Cell, CellId, Mistake};
use crate::state::Control;
use crate::words;

/// So many characters a field shows at most beside the plot.
const WIDTH: usize = 64;

#[component]
pub(super) fn CellView(id: CellId, desk: Desk) -> impl IntoView {
    let name = id.name();
    let cell = Memo::new(move |_| desk.cells.with(|cells| cells.iter().find(|cell| cell.id == id).cloned()));
    let part = move |pick: fn(&Cell) -> String| {
        let text = Memo::new(move |_| cell.with(|cell| cell.as_ref().map(pick).unwrap_or_default()));
        Signal::derive(move || text.get())
    };
    let code = part(|cell| cell.code.clone());
    let output = part(trouble::printed);
    let raised = part(trouble::raised);
    let complaint = part(trouble::complaint);
    let captions = part(trouble::captions);
    let count = part(|cell| match cell.count {
        Some(count) => words::say("in-run", &[("count", &count.to_string())]),
        None => words::text("in-not-run"),
    });
    let is_wrong = Memo::new(move |_| {
        let is_mistake = || desk.page.state.with(|state| desk.book.with(|book| book.mistake(state).is_some()));
        let troubled = cell.with(|cell| cell.as_ref().is_some_and(trouble::is_in));
        id == Mistake::CELL && (troubled || is_mistake())
    });
    // What is locked can still be read, and long lines scrolled by keys: a browser gives no key to a field that is off.
    let barred = Memo::new(move |_| desk.page.setting.with(|setting| setting.bars(Control::Cells)));
    let is_draft = Memo::new(move |_| cell.with(|cell| cell.as_ref().is_some_and(|cell| cell.is_draft)));
    let told = move |which: usize| Memo::new(move |_| desk.told.with(|told| told[id as usize][which].clone()));
    let (title, note) = (told(0), told(1));
    let titled = move |id: &'static str| move || title.with(|title| words::say(id, &[("title", title)]));

    let field = NodeRef::<Textarea>::new();
    let is_typing = StoredValue::new(false);
    // A host, or a finger on the plot beside it, takes no letter from under her hands.
    Effect::new(move |_| {
        let text = code.get();
        if let Some(field) = field.get().filter(|_| !is_typing.get_value()) {
            field.set_value(&text);
        }
    });
    // An edit takes effect when the cell is left or run, as in any notebook. Says whether there was one.
    let commit = move || {
        let Some(field) = field.get_untracked() else { return false };
        is_typing.set_value(false);
        let text = field.value();
        // Another link may have locked it under her hands.
        let is_edit = text != code.get_untracked() && !barred.get_untracked();
        if is_edit {
            // What is wrong with a text stands below it for as long as it does.
            desk.with(|notebook, state| notebook.edit(id, &text, state).unwrap_or_else(|_| state.clone()));
        }
        // Whatever was typed, the field now shows what counts.
        field.set_value(&code.get_untracked());
        is_edit
    };
    // A line that is longer than the field brings a scrollbar, which takes a row of its own.
    let rows = move || {
        code.with(|code| {
            let (count, longest) =
                code.lines().fold((0, 0), |(count, longest), line| (count + 1, longest.max(line.len())));
            (count.max(1) + usize::from(longest > WIDTH)).to_string()
        })
    };
    let run = move || {
        commit();
        desk.run(id);
    };
    // Who runs the cell hears this with what it prints.
    let leave = move || {
        if commit() {
            let complaint = complaint.get_untracked();
            if !complaint.is_empty() {
                desk.page.announcer.say(complaint);
            }
        }
    };
    // What was typed and deleted again is no change to a browser. A cell that is taken away with its view is left as well.
    let left = move |_| {
        if is_typing.try_get_value() == Some(true) {
            leave();
        }
    };
    // As in Jupyter: Shift+Enter goes on to the next cell, Ctrl+Enter stays.
    let pressed = move |event: ev::KeyboardEvent| {
        let is_chord = event.shift_key() || event.ctrl_key() || event.meta_key();
        if event.key() != "Enter" || !is_chord || event.is_composing() || barred.get_untracked() {
            return;
        }
        event.prevent_default();
        run();
        let next = CellId::ALL.into_iter().skip_while(|other| *other != id).nth(1);
        if let Some(next) = next.filter(|_| event.shift_key()) {
            focus_code(next);
        }
    };
    let take_back = move |_| {
        desk.with(|notebook, state| {
            notebook.fix(id, state);
            state.clone()
        });
        focus_code(id);
    };
    view! {
        <article class="cell" id=format!("cell-{name}") aria-label=move || title.get()>
            <h3>{move || title.get()}</h3>
            <p class="note">{move || note.get()}</p>
            <div class="code">
                <span class="count">{count}</span>
                <textarea
                    node_ref=field
                    id=format!("code-{name}")
                    aria-label=titled("cell-label")
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    rows=rows
                    readonly=barred
                    aria-invalid=move || complaint.with(|complaint| !complaint.is_empty()).to_string()
                    aria-describedby=format!("problem-{name}")
                    on:input=move |_| is_typing.set_value(true)
                    on:change=move |_| leave()
                    on:blur=left
                    on:keydown=pressed
                ></textarea>
                <Part control=Control::Cells page=desk.page>
                    <button type="button" class="run" id=format!("run-{name}") aria-label=titled("run-of") on:click=move |_| run()>
                        {words::text("run")}
                    </button>
                </Part>
            </div>
            <p class="refused" id=format!("problem-{name}")>{complaint}</p>
            // Lines wrap; only a drawn table must not, so that one scrolls, and what scrolls has to be reached by Tab.
            <pre
                id=format!("output-{name}")
                role="group"
                aria-label=titled("output-of")
                tabindex=(id == CellId::Summary).then_some("0")
            ><samp>{output}</samp></pre>
            <pre class="raised" id=format!("raised-{name}")><samp>{raised}</samp></pre>
            <p class="captions note">{captions}</p>
            <Part control=Control::Cells page=desk.page>
                <button type="button" class="take-back" id=format!("fix-{name}") hidden=move || !is_draft.get() on:click=take_back>
                    {move || words::text(if is_wrong.get() { "fix" } else { "as-before" })}
                </button>
                {(id == Mistake::CELL).then(|| view! { <Mistakes desk /> })}
            </Part>
        </article>
    }
}
