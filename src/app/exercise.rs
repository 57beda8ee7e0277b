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
    let is_none = |text: Memo<String>| Memo::new(move |_| text.with(String::is_empty));
    let verdict = Memo::new(move |_| match reached.get() {
        Some(true) => words::text("goal-reached"),
        Some(false) => words::text("goal-open"),
        None => String::new(),
    });
    let is_reached = Signal::derive(move || reached.get().map(|reached| if reached { "true" } else { "false" }));
    view! {
        <Show when=move || !is_empty()>
            <section
                id="exercise"
                aria-label=words::text("exercise")
                data-reached=is_reached
            >
                <p id="say" hidden=is_none(say)>{say}</p>
                <p id="goal" hidden=is_none(goal)>{goal}" "<strong id="verdict">{verdict}</strong></p>
                <details id="hint" hidden=is_none(hint)>
                    <summary>{words::text("hint")}</summary>
                    <p>{hint}</p>
                </details>
            </section>
        </Show>
    }
}
