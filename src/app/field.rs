//! A field for one exact number.
//!
//! Not `<input type="number">`: that drops what it does not like without a word (a typed `1,5` becomes 15), and then no
//! one can be told what came. This is a text field; where keys step its number, it has the role of a spin button.

use std::time::Duration;

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlInputElement, HtmlTextAreaElement};

use super::wait::Lull;
use crate::number;
use crate::state::{Refusal, Wanted};
use crate::words;

/// How long a number must stay.
const REST: Duration = Duration::from_millis(100);

/// A number field; `commit` is called with a readable number on Enter or when the field is left.
#[component]
pub(super) fn NumberField(
    /// The element's id.
    #[prop(into)]
    id: String,
    /// What it is called to someone who hears it.
    #[prop(into)]
    label: String,
    /// What a sentence about bad input calls it.
    #[prop(into)]
    name: String,
    /// The number to show while nobody types.
    #[prop(into)]
    value: Signal<f32>,
    /// Whether it can be edited.
    #[prop(into, default = Signal::stored(false))]
    disabled: Signal<bool>,
    /// Called with a number that was typed; says what was wanted where it took another one.
    commit: Callback<f32, Option<Wanted>>,
    /// Called for a key; true if it did something.
    #[prop(optional)]
    key: Option<Callback<ev::KeyboardEvent, bool>>,
) -> impl IntoView {
    let refused = RwSignal::new(String::new());
    // The number for which that is said.
    let refused_at = StoredValue::new(0.0);
    let (is_focused, is_typing) = (StoredValue::new(false), StoredValue::new(false));
    let node = NodeRef::<Input>::new();
    let error_id = format!("{id}-error");
    // What is read at a rest is written at one. Safari empties a field without autocompletion to its attribute when the
    // page comes back from its history.
    let write_attributes = move || {
        let Some(input) = node.try_get_untracked().flatten() else { return };
        let text = number::plain(value.get_untracked());
        let _ = input.set_attribute("value", &text);
        if key.is_some() {
            let _ = input.set_attribute("aria-valuenow", &text);
        }
    };
    // What a table derives from all of the state tells of every change of it.
    let value = Memo::new(move |_| value.get());
    let is_invalid = Signal::derive(move || if refused.with(String::is_empty) { "false" } else { "true" });
    let lull = Lull::new();
    Effect::new(move |is_written: Option<bool>| {
        let value = value.get();
        let Some(input) = node.get() else { return false };
        if value != refused_at.get_value() && refused.with_untracked(|refused| !refused.is_empty()) {
            refused.set(String::new());
        }
        // A training that goes on takes no letter from under her hands.
        if !is_typing.get_value() {
            input.set_value(&number::plain(value));
            // The first letter replaces all of a number that has just changed.
            if is_focused.get_value() {
                input.select();
            }
        }
        if is_written == Some(true) {
            lull.then(REST, write_attributes)
        } else {
            write_attributes()
        }
        true
    });
    // One piece of code for all who call it.
    let done = Callback::new(move |()| {
        let Some(input) = node.get_untracked() else { return };
        let typed = input.value();
        match number::read_any(&typed) {
            Some(number) => {
                refused.set(String::new());
                // Leaving the field untouched is no action.
                if typed != number::plain(value.get_untracked())
                    && let Some(wanted) = commit.run(number)
                {
                    refused.set(words::refusal(&Refusal::new(&name, wanted, &typed)));
                }
            }
            None => refused.set(words::refusal(&Refusal::new(&name, Wanted::Number, &typed))),
        }
        is_typing.set_value(false);
        // Whatever was typed, the field now shows what counts.
        let value = value.get_untracked();
        refused_at.set_value(value);
        input.set_value(&number::plain(value));
    });
    let pressed = move |event: ev::KeyboardEvent| {
        // Those keys choose among the letters of a writing that has more than keys.
        if event.is_composing() {
            return;
        }
        // What was typed was not meant.
        if event.key() == "Escape"
            && let Some(input) = node.get_untracked()
        {
            // A dialog around it stays open for that.
            if is_typing.get_value() {
                event.prevent_default();
            }
            input.set_value(&number::plain(value.get_untracked()));
            done.run(());
        }
        let Some(key) = key else { return };
        if matches!(event.key().as_str(), "ArrowUp" | "ArrowDown" | "PageUp" | "PageDown") {
            // From the number that was typed, not from the one before.
            done.run(());
            if key.run(event.clone()) {
                event.prevent_default();
            }
        }
    };
    // Not every browser tells of a change when another window takes the focus. A field that is taken away with its view is
    // left as well.
    let left = move |_| {
        if is_focused.try_set_value(false).is_none() && is_typing.get_value() {
            done.run(());
        }
    };
    view! {
        <span class="field"><input
            node_ref=node
            type="text"
            class="number"
            role=key.is_some().then_some("spinbutton")
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="done"
            id=id
            aria-label=label
            aria-invalid=is_invalid
            aria-describedby=error_id.clone()
            disabled=disabled
            on:focus=move |_| is_focused.set_value(true)
            on:input=move |_| {
                is_typing.set_value(true);
                // The same refusal again is heard again only if it was gone meanwhile.
                refused.set(String::new());
            }
            on:change=move |_| done.run(())
            on:blur=left
            on:keydown=pressed
        /></span>
        <span class="refused" id=error_id role="alert">{refused}</span>
    }
}

/// What to say where the number nearest to the typed one was taken; nothing where that is the same but for float32's last digits.
pub(super) fn nearest(used: f32, typed: f32) -> Option<Wanted> {
    let is_same = (used - typed).abs() <= 4.0 * f32::EPSILON * typed.abs();
    (!is_same).then(|| Wanted::Within(number::plain(used)))
}

/// Whether an event comes from a text field, which has its own undo.
pub(super) fn is_text(target: Option<EventTarget>) -> bool {
    let Some(target) = target else { return false };
    let is_line = target.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "text");
    is_line || target.has_type::<HtmlTextAreaElement>()
}
