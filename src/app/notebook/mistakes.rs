//! Wrong calls of `set_weights`, to be tried.

use leptos::prelude::*;

use super::Desk;
use crate::notebook::Mistake;
use crate::words;

#[component]
pub(super) fn Mistakes(desk: Desk) -> impl IntoView {
    let state = desk.page.state;
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
                disabled=move || state.with(|state| !mistake.is_one(state))
                on:click=attempt
            >
                {name}
            </button>
        }
    };
    // Why Keras minds what stands in the cell now.
    let why = Memo::new(move |_| {
        let code = desk.cells.with(|cells| {
            let cell = cells.iter().find(|cell| cell.id == Mistake::CELL && cell.is_draft);
            cell.map(|cell| cell.code.clone()).unwrap_or_default()
        });
        let made = state.with(|state| Mistake::ALL.into_iter().find(|mistake| mistake.code(state) == code));
        made.map(|mistake| words::mistake(mistake.name())[1].clone()).unwrap_or_default()
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
