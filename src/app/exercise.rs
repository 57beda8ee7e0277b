//! What the author of a link asks of a learner.

use leptos::prelude::*;

use super::Page;
use crate::words;

/// The author's words, the goal, whether it is reached, and a hint for those who want one. Nothing without an exercise.
#[component]
pub(super) fn Exercise(page: Page) -> impl IntoView {
    let setting = page.setting;
    let say = Memo::new(move |_| setting.with(|setting| setting.say.clone()));
    let goal = Memo::new(move |_| setting.with(|setting| words::goal(&setting.goals)));
    let hint = Memo::new(move |_| setting.with(|setting| setting.hint.clone()));
    let reached = page.reached;
    let is_empty = move || say.with(String::is_empty) && goal.with(String::is_empty) && hint.with(String::is_empty);
    let verdict = move || match reached.get() {
        Some(true) => words::text("goal-reached"),
        Some(false) => words::text("goal-open"),
        None => String::new(),
    };
    view! {
        <Show when=move || !is_empty()>
            <section
                id="exercise"
                aria-label=words::text("exercise")
                data-reached=move || reached.get().map(|reached| reached.to_string())
            >
                <p id="say" hidden=move || say.with(String::is_empty)>{move || say.get()}</p>
                <p id="goal" hidden=move || goal.with(String::is_empty)>{move || goal.get()}" "<strong id="verdict">{verdict}</strong></p>
                <details id="hint" hidden=move || hint.with(String::is_empty)>
                    <summary>{words::text("hint")}</summary>
                    <p>{move || hint.get()}</p>
                </details>
            </section>
        </Show>
    }
}
