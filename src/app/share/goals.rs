//! The conditions of an exercise, row by row.

use leptos::html::Input;
use leptos::prelude::*;

use super::Draft;
use crate::app::focus::focus_soon;
use crate::number;
use crate::state::{Goal, MOST_GOALS, Quantity, Refusal, Wanted};
use crate::words;

/// A condition while it is being written: it may have no end yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// What tells it from the others, also after one of them is gone.
    key: usize,
    goal: Goal,
}

impl Row {
    pub(super) fn goal(&self) -> Goal {
        self.goal
    }
}

/// Rows for conditions that are there.
pub(super) fn rows(goals: &[Goal]) -> Vec<Row> {
    goals.iter().enumerate().map(|(key, goal)| Row { key, goal: *goal }).collect()
}

#[component]
pub(super) fn Goals(draft: Draft) -> impl IntoView {
    let goals = draft.goals;
    let add = move |_| {
        goals.update(|rows| {
            let key = rows.iter().map(|row| row.key + 1).max().unwrap_or(0);
            rows.push(Row { key, goal: Goal { of: Quantity::W, min: None, max: None } });
            focus_soon([format!("goal-{key}")]);
        });
    };
    // The rows are made anew when one comes or goes, and not while one is being written.
    let keys = Memo::new(move |_| goals.with(|rows| rows.iter().map(|row| row.key).collect::<Vec<_>>()));
    let conditions = move || {
        keys.get()
            .into_iter()
            .zip(1..)
            .map(|(key, at)| view! { <Condition goals key at /> }.into_any())
            .collect::<Vec<_>>()
    };
    let sentence = move || words::goal(&draft.whole_setting().goals);
    view! {
        <fieldset class="goals">
            <legend>{words::text("goals")}</legend>
            <p class="note">{words::text("goals-hint")}</p>
            {conditions}
            <button type="button" id="goal-add" disabled=move || goals.with(|rows| rows.len() >= MOST_GOALS) on:click=add>
                {words::text("goal-add")}
            </button>
            <p id="goal-sentence">{sentence}</p>
        </fieldset>
    }
}

#[component]
fn Condition(
    goals: RwSignal<Vec<Row>>,
    key: usize,
    /// Which of the conditions it is, counted from 1.
    at: usize,
) -> impl IntoView {
    let empty = Goal { of: Quantity::W, min: None, max: None };
    let goal =
        Memo::new(move |_| goals.with(|rows| rows.iter().find(|row| row.key == key).map_or(empty, |row| row.goal)));
    let change = move |change: &dyn Fn(&mut Goal)| {
        goals.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.key == key) {
                change(&mut row.goal);
            }
        });
    };
    // The button goes with its row, and the focus with it.
    let remove = move |_| {
        goals.update(|rows| rows.retain(|row| row.key != key));
        focus_soon(["goal-add".to_owned()]);
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        if let Some(of) = Quantity::ALL.into_iter().find(|of| of.name() == name) {
            change(&|goal| goal.of = of);
        }
    };
    let quantity = move |of: Quantity| {
        view! { <option value=of.name() prop:selected=move || goal.with(|goal| goal.of == of)>{words::quantity(of)}</option> }
    };
    let number = at.to_string();
    let named = |id: &str| words::say(id, &[("number", &number)]);
    // One that has only just been added is no mistake.
    let is_empty = move || goal.with(|goal| (goal.min, goal.max) == (None, None));
    let is_crossed = Signal::derive(move || !is_empty() && goal.with(|goal| !goal.is_sound()));
    let trouble = move || {
        goal.with(|goal| match (goal.min, goal.max) {
            _ if goal.is_sound() => String::new(),
            (None, None) => words::text("goal-empty"),
            _ => words::text("goal-crossed"),
        })
    };
    view! {
        <div class="condition">
            <select id=format!("goal-{key}") aria-label=named("goal-quantity") on:change=choose>
                {Quantity::ALL.map(quantity).collect_view()}
            </select>
            <span class="end">
                <span aria-hidden="true">{words::text("goal-from-short")}</span>
                <End
                    id=format!("goal-{key}-from")
                    label=named("goal-from")
                    trouble=format!("goal-{key}-trouble")
                    is_crossed
                    value=Signal::derive(move || goal.with(|goal| goal.min))
                    commit=Callback::new(move |end| change(&|goal| goal.min = end))
                />
            </span>
            <span class="end">
                <span aria-hidden="true">{words::text("goal-to-short")}</span>
                <End
                    id=format!("goal-{key}-to")
                    label=named("goal-to")
                    trouble=format!("goal-{key}-trouble")
                    is_crossed
                    value=Signal::derive(move || goal.with(|goal| goal.max))
                    commit=Callback::new(move |end| change(&|goal| goal.max = end))
                />
            </span>
            <button type="button" id=format!("goal-{key}-remove") aria-label=named("goal-remove") on:click=remove>"×"</button>
            <p id=format!("goal-{key}-trouble") class=move || if is_crossed.get() { "refused" } else { "note" } role="status">{trouble}</p>
        </div>
    }
}

/// A field for a number or nothing.
#[component]
fn End(
    id: String,
    label: String,
    /// The element that says what is wrong with its condition.
    trouble: String,
    /// Whether the ends of that do not go together.
    is_crossed: Signal<bool>,
    #[prop(into)] value: Signal<Option<f32>>,
    commit: Callback<Option<f32>>,
) -> impl IntoView {
    let node = NodeRef::<Input>::new();
    let refused = RwSignal::new(String::new());
    let error = format!("{id}-error");
    let text = move || value.get().map(number::plain).unwrap_or_default();
    let name = label.clone();
    let done = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let typed = input.value();
        match number::read(&typed) {
            _ if typed.trim().is_empty() => {
                refused.set(String::new());
                commit.run(None);
            }
            Ok(end) => {
                refused.set(String::new());
                commit.run(Some(end));
            }
            Err(_) => refused.set(words::refusal(&Refusal::new(&name, Wanted::Number, &typed))),
        }
        // Whatever was typed, the field now shows what counts.
        input.set_value(&value.get_untracked().map(number::plain).unwrap_or_default());
    };
    view! {
        <input
            node_ref=node
            type="text"
            class="number"
            inputmode="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="done"
            id=id
            aria-label=label
            aria-invalid=move || (is_crossed.get() || refused.with(|refused| !refused.is_empty())).to_string()
            aria-describedby=format!("{error} {trouble}")
            // Safari empties a field without autocompletion to its attribute when the page comes back from its history.
            value=text
            prop:value=text
            // The same refusal again is heard again only if it was gone meanwhile.
            on:input=move |_| refused.set(String::new())
            on:change=done
        />
        <span class="refused" id=error role="alert">{refused}</span>
    }
}
