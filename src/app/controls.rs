//! Everything that is not a slider: activation, bias, initialisation, presets, undo, the theme.

use leptos::prelude::*;

use super::Page;
use super::focus::focus_soon;
use super::part::Part;
use crate::link;
use crate::nn::Activation;
use crate::state::{Action, Command, Control, State, Theme};
use crate::words;

#[component]
pub(super) fn Controls(page: Page) -> impl IntoView {
    let Page { state, setup, run, .. } = page;
    let once = move |action| page.once(action);
    // A preset is a link; the reader keeps her tab and theme.
    let open = move |preset: &'static str| {
        let opened = State::open(&link::parse(preset).0);
        let opened = state.with_untracked(|state| opened.looked_at_as(state));
        run.run(Command::Leap(Box::new(opened)));
    };
    let preset = move |(id, preset): (&'static str, &'static str)| {
        view! { <button type="button" id=id on:click=move |_| open(preset)>{words::preset(id)}</button> }
    };
    // Until something is drawn there is no seed to tell.
    let seed = move || match setup.with(|state| state.seed) {
        0 => String::new(),
        seed => words::say("seed-note", &[("seed", &seed.to_string())]),
    };
    view! {
        <Activations page />
        <div class="row">
            <UseBias page />
            <Part control=Control::Initialise page>
                <button
                    type="button"
                    id="initialise"
                    aria-describedby="initialise-hint"
                    on:click=move |_| once(Action::Initialise(state.with_untracked(|state| state.seed).wrapping_add(1)))
                >
                    {words::text("initialise")}
                </button>
                <small id="initialise-hint">{words::text("initialise-hint")}" "{seed}</small>
            </Part>
        </div>
        <Part control=Control::Presets page>
            <div class="row" role="group" aria-label=words::text("presets")>
                <span aria-hidden="true">{words::text("presets")}</span>
                {link::PRESETS.map(preset).collect_view()}
            </div>
        </Part>
    }
}

/// With or without bias.
#[component]
pub(super) fn UseBias(page: Page) -> impl IntoView {
    view! {
        <Part control=Control::UseBias page>
            <Switch id="use-bias" label=words::text("use-bias") on=|state| state.use_bias turn=Action::UseBias page />
        </Part>
    }
}

/// A check box for something that is on or off in the state.
#[component]
pub(super) fn Switch(
    id: &'static str,
    label: String,
    /// Whether it is on.
    on: fn(&State) -> bool,
    /// What turns it on or off.
    turn: fn(bool) -> Action,
    /// Whether it does something; always, if not said.
    #[prop(default = |_| true)]
    works: fn(&State) -> bool,
    page: Page,
) -> impl IntoView {
    let setup = page.setup;
    view! {
        <label class="check">
            <input
                type="checkbox"
                id=id
                disabled=move || !setup.with(works)
                prop:checked=move || setup.with(on)
                on:change=move |_| page.once(turn(!setup.with_untracked(on)))
            />
            {label}
        </label>
    }
}

/// From z to a.
#[component]
pub(super) fn Activations(page: Page) -> impl IntoView {
    let setup = page.setup;
    let once = move |action| page.once(action);
    let activation = move |activation: Activation| {
        let id = format!("act-{}", activation.name());
        view! {
            <label>
                <input
                    type="radio"
                    name="act"
                    id=id
                    value=activation.name()
                    prop:checked=move || setup.with(|state| state.activation == activation)
                    on:change=move |_| once(Action::Activate(activation))
                />
                <span>{words::activation(activation)}</span>
            </label>
        }
    };
    view! {
        <Part control=Control::Activation page>
            <fieldset class="choices">
                <legend>{words::text("activation")}</legend>
                {Activation::ALL.map(activation).collect_view()}
            </fieldset>
        </Part>
    }
}

/// A way through what was done.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    Back,
    Forth,
}

impl Way {
    const BUTTONS: [&str; 2] = ["undo", "redo"];

    /// A button that can do no more loses the focus: its neighbour, which now can, takes it.
    pub(super) fn go(self, page: Page) {
        let (own, other) = (self as usize, 1 - self as usize);
        let has_focus = document().active_element().is_some_and(|element| element.id() == Self::BUTTONS[own]);
        page.run.run([Command::Undo, Command::Redo][own].clone());
        if has_focus && !page.undoable.get_untracked()[own] {
            focus_soon([Self::BUTTONS[other].to_owned()]);
        }
    }
}

/// What was done, and how to take it back.
#[component]
pub(super) fn History(page: Page) -> impl IntoView {
    let undoable = page.undoable;
    let cannot = move |which: usize| move || !undoable.get()[which];
    let once = move |action| page.once(action);
    view! {
        <div class="row" role="group" aria-label=words::text("actions")>
            <Part control=Control::Undo page>
                <button type="button" id="undo" disabled=cannot(0) on:click=move |_| Way::Back.go(page)>
                    {words::text("undo")}
                </button>
                <button type="button" id="redo" disabled=cannot(1) on:click=move |_| Way::Forth.go(page)>
                    {words::text("redo")}
                </button>
            </Part>
            <Part control=Control::FitView page>
                <button type="button" id="fit-view" on:click=move |_| once(Action::FitView)>{words::text("fit-view")}</button>
            </Part>
            <Part control=Control::Reset page>
                <button type="button" id="reset" on:click=move |_| page.reset()>{words::text("reset")}</button>
            </Part>
        </div>
    }
}

#[component]
pub(super) fn ThemeMenu(page: Page) -> impl IntoView {
    let setup = page.setup;
    let option = move |theme: Theme| {
        view! {
            <option value=theme.name() prop:selected=move || setup.with(|state| state.theme == theme)>
                {words::theme(theme)}
            </option>
        }
    };
    let chosen = move |event| {
        let name = event_target_value(&event);
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.name() == name) {
            page.once(Action::Theme(theme));
        }
    };
    view! {
        <select id="theme" aria-label=words::text("theme") on:change=chosen>
            {Theme::ALL.map(option).collect_view()}
        </select>
    }
}
