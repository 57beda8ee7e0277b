//! Wrong calls of `set_weights`, to be tried.

use leptos::prelude::*;

use super::{Desk, Page};
use crate::notebook::Mistake;
use crate::words;

#[component]
pub(super) fn Mistakes(desk: Desk) -> impl IntoView {
    let (Page { state, .. }, notebook) = (desk.page, desk.book);
    let is_none = move |mistake: Mistake| {
        state.with(|state| notebook.with(|book| !mistake.is_one(book.state_of(Mistake::CELL, state), book.settings)))
    };
    let button = move |mistake: Mistake| {
        let attempt = move |_| {
            desk.with(|notebook, state| notebook.attempt(mistake, state));
            desk.speak(Mistake::CELL);
        };
        let [name, _] = words::mistake(mistake.name());
        view! {
            <button
                type="button"
                id=format!("mistake-{}", mistake.name())
                disabled=move || is_none(mistake)
                on:click=attempt
            >
                {name}
            </button>
        }
    };
    // Why Keras minds what stands in the cell now.
    let why = Memo::new(move |_| {
        let is_draft = desk.cells.with(|cells| cells.iter().any(|cell| cell.id == Mistake::CELL && cell.is_draft));
        let made = state.with(|state| notebook.with(|book| book.mistake(state)));
        made.filter(|_| is_draft).map(|mistake| words::mistake(mistake.name())[1].clone()).unwrap_or_default()
    });
    view! {
        <div class="mistakes">
            <p id="why-wrong">{move || why.get()}</p>
            <div class="row" role="group" aria-label=words::text("mistakes") aria-describedby="mistakes-hint">
                <span aria-hidden="true">{words::text("mistakes")}</span>
                {Mistake::ALL.map(button).collect_view()}
                <small id="mistakes-hint">{words::text("mistakes-hint")}</small>
            </div>
        </div>
    }
}
