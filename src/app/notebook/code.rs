//! The same neuron as a program to take away.

use leptos::html::Textarea;
use leptos::prelude::*;

use crate::app::Page;
use crate::notebook::code::Language;
use crate::words;

#[component]
pub(super) fn Panel(page: Page) -> impl IntoView {
    let chosen = RwSignal::new(Language::Keras);
    let told = RwSignal::new(String::new());
    let code = Memo::new(move |_| {
        let settings = page.notebook.with(|notebook| notebook.settings);
        page.state.with(|state| chosen.get().code(state, settings))
    });
    let field = NodeRef::<Textarea>::new();
    let option = move |language: Language| {
        view! { <option value=language.name() prop:selected=move || chosen.get() == language>{language.name()}</option> }
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some(language) = Language::ALL.into_iter().find(|language| language.name() == name) {
            chosen.set(language);
            told.set(String::new());
        }
    };
    view! {
        <details id="code" class="panel">
            <summary>{words::text("code-title")}</summary>
            <p>{words::text("code-hint")}</p>
            <div class="row">
                <label>{words::text("code-language")}" "<select id="language" on:change=choose>{Language::ALL.map(option).collect_view()}</select></label>
            </div>
            <textarea
                node_ref=field
                id="program"
                readonly
                aria-label=words::text("code-title")
                rows=move || code.with(|code| (code.lines().count() + 1).to_string())
                prop:value=move || code.get()
            ></textarea>
            <p role="status">{move || told.get()}</p>
        </details>
    }
}
