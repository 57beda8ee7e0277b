//! The same neuron as a program to take away.

use leptos::prelude::*;

use crate::app::Page;
use crate::app::copy::Copy;
use crate::notebook::Settings;
use crate::notebook::code::Language;
use crate::words;

/// Lines of a program that are in sight.
const ROWS: u32 = 16;

#[component]
pub(super) fn Panel(
    page: Page,
    /// What the cells were run with.
    settings: Memo<Settings>,
) -> impl IntoView {
    let chosen = RwSignal::new(Language::Keras);
    let code = Memo::new(move |_| page.state.with(|state| chosen.get().code(state, settings.get())));
    let option = move |language: Language| {
        view! { <option value=language.name() prop:selected=move || chosen.get() == language>{language.name()}</option> }
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some(language) = Language::ALL.into_iter().find(|language| language.name() == name) {
            chosen.set(language);
        }
    };
    view! {
        <details id="code" class="panel">
            <summary>{words::text("code-title")}</summary>
            <div class="row">
                <label>{words::text("code-language")}" "<select id="language" on:change=choose>{Language::ALL.map(option).collect_view()}</select></label>
            </div>
            <p class="note" hidden=move || page.state.with(|state| state.training.use_weight)>
                {words::text("code-no-weight")}
            </p>
            <Copy id="program" label=words::text("code-hint") text=code rows=ROWS />
        </details>
    }
}
