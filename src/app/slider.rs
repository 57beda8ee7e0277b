//! A slider for one of w, b and x: the native range input, a number field and − + buttons.

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Page;
use super::field::{NumberField, nearest};
use super::part::Part;
use crate::gesture;
use crate::number;
use crate::state::{Action, Command, Control, Nudge, Param, Span};
use crate::words;

#[component]
pub(super) fn Slider(param: Param, page: Page) -> impl IntoView {
    let Page { setup, run, .. } = page;
    let name = param.name();
    let value = page.values[param as usize];
    let span = Memo::new(move |_| setup.with(|state| state.span(param)));
    let off = Memo::new(move |_| setup.with(|state| !state.counts(param)));
    let hint = Memo::new(move |_| if off.get() { words::text("is-off") } else { words::param_hint(param) });
    let node = NodeRef::<Input>::new();

    // One effect in place of five attributes: a browser moves the value into the range it has at that moment, so that
    // range and value have to be written in this order.
    Effect::new(move |written: Option<Option<Span>>| {
        let (span, value) = (span.get(), value.get());
        let input = node.get()?;
        if written.flatten() != Some(span) {
            input.set_min(&number::plain(span.min));
            input.set_max(&number::plain(span.max));
        }
        input.set_value(&number::plain(value));
        let _ = input.set_attribute("aria-valuetext", &words::value_text(param, value));
        Some(span)
    });

    let act = move |action| run.run(Command::Act(action));
    let nudge = move |nudge| {
        act(Action::Nudge(param, nudge));
        run.run(Command::Rest);
    };
    let slid = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let before = value.get_untracked();
        act(Action::Slide(param, input.value_as_number() as f32));
        // Where the nearest step is the one before, nothing has changed, and the effect above does not move the thumb back.
        if value.get_untracked() == before {
            input.set_value(&number::plain(before));
        }
    };
    // A held key is one step of undo: it rests when the key comes up, or when the focus leaves, since a key that comes up
    // elsewhere is told to nobody here.
    let is_key_down = StoredValue::new(false);
    let press = move |event: &ev::KeyboardEvent| {
        let nudge = gesture::key(&event.key(), event.shift_key(), runs_leftward(event)).filter(|_| is_plain(event));
        if let Some(nudge) = nudge {
            is_key_down.set_value(true);
            act(Action::Nudge(param, nudge));
        }
        nudge.is_some()
    };
    let pressed = move |event: ev::KeyboardEvent| {
        if press(&event) {
            event.prevent_default();
        }
    };
    let rest = move || run.run(Command::Rest);
    let let_go = move || {
        // The focus leaves as well when the view is taken away. A hand on a plot, which takes it too, goes on.
        if is_key_down.try_get_value() == Some(true) {
            is_key_down.set_value(false);
            rest();
        }
    };
    let step_button = move |sign: &'static str, id: &'static str, tenths: i8| {
        view! {
            <button
                type="button"
                class="step"
                id=format!("{name}-{id}")
                aria-label=words::say(id, &[("name", name)])
                disabled=off
                on:click=move |_| nudge(Nudge::TenthsOfStep(tenths))
            >
                {sign}
            </button>
        }
    };

    view! {
        <Part control=Control::Of(param) page><div
            class=format!("slider {name}")
            on:keyup=move |_| let_go()
            on:focusout=move |_| let_go()
        >
            <label for=name><b>{name}</b>" "{words::param(param)}</label>
            <small>{hint}</small>
            <div class="value">
                {step_button("−", "less", -10)}
                <NumberField
                    id=format!("{name}-value")
                    label=words::say("field-label", &[("name", name)])
                    name=name
                    value=value
                    disabled=off
                    commit=Callback::new(move |typed| {
                        act(Action::Set(param, typed));
                        run.run(Command::Rest);
                        nearest(value.get_untracked(), typed)
                    })
                    key=Callback::new(move |event: ev::KeyboardEvent| press(&event))
                />
                {step_button("+", "more", 10)}
            </div>
            <div class="rail"><input
                node_ref=node
                type="range"
                id=name
                // Any value is shown where it is; the steps are ours, so that a typed value between two of them stays.
                step="any"
                disabled=off
                on:input=slid
                on:change=move |_| rest()
                // Safari tells of no change where the page has set the value meanwhile, as snapping to steps does.
                on:pointerup=move |_| rest()
                // A finger that turns out to scroll or pinch had not meant the slider.
                on:pointercancel=move |_| run.run(Command::Cancel)
                on:keydown=pressed
            /></div>
        </div></Part>
    }
}

/// Whether a key is pressed without those that make it the browser's.
pub(super) fn is_plain(event: &ev::KeyboardEvent) -> bool {
    !(event.ctrl_key() || event.meta_key() || event.alt_key())
}

/// In a right-to-left page a range input runs from right to left, and so do tabs.
pub(super) fn runs_leftward(event: &ev::KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| window().get_computed_style(&element).ok().flatten())
        .and_then(|style| style.get_property_value("direction").ok())
        .is_some_and(|direction| direction == "rtl")
}
