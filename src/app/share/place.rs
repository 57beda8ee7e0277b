//! Where the page lies, and where it will lie for those who follow its links.

use leptos::prelude::*;

use super::Draft;
use crate::words;

/// The address of this page without query and fragment.
pub(super) fn here() -> String {
    let location = window().location();
    let on_web = is_on_web().then(|| Some(location.origin().ok()? + &location.pathname().ok()?)).flatten();
    let whole = || location.href().unwrap_or_default();
    on_web.unwrap_or_else(|| whole().split(['?', '#']).next().unwrap_or_default().to_owned())
}

/// Whether others can open the address of this page.
fn is_on_web() -> bool {
    let protocol = window().location().protocol().unwrap_or_default();
    matches!(protocol.as_str(), "http:" | "https:") && window().origin() != "null"
}

/// The address that links and snippets begin with.
#[component]
pub(super) fn Address(draft: Draft) -> impl IntoView {
    let is_elsewhere = Memo::new(move |_| draft.page.with(|page| *page != here()));
    let note = move || match draft.page.with(|page| page.trim().is_empty()) {
        true => words::text("page-address-none"),
        false if is_on_web() || is_elsewhere.get() => String::new(),
        false => words::text("page-address-file"),
    };
    view! {
        <div class="address">
            <label for="share-address">{words::text("page-address")}</label>
            <input
                type="text"
                id="share-address"
                aria-describedby="share-address-note"
                inputmode="url"
                dir="ltr"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                // Safari empties a field without autocompletion to its attribute when the page comes back from its history.
                value=move || draft.page.get()
                prop:value=move || draft.page.get()
                on:input=move |event| draft.page.set(event_target_value(&event))
            />
            <p id="share-address-note" class="note">{note}</p>
        </div>
    }
}
