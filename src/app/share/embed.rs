//! The snippet for a course page, and what it will look like there.

use leptos::prelude::*;

use super::parts::Parts;
use super::place::Address;
use super::preview::Preview;
use super::{Draft, left_out};
use crate::app::copy::Copy;
use crate::app::field::{NumberField, nearest};
use crate::embed::{self, Kind, Place};
use crate::state::{Setting, Theme, View};
use crate::words::{self, share};

/// As tall as a view is where its parts stand beside each other, or in a column of text below each other, with what an
/// exercise puts above them.
pub(super) fn usual_height(view: View, kind: Kind, setting: &Setting) -> u32 {
    let is_in_column = matches!(kind, Kind::Quarto | Kind::MdBook);
    let view = match view {
        View::Explore if is_in_column => 1640,
        View::Explore => 1030,
        View::Train if is_in_column => 2700,
        View::Train => 1700,
        View::Notebook if is_in_column => 4350,
        View::Notebook => 3800,
    };
    if setting.has_exercise() { view + 90 } else { view }
}

#[component]
pub(super) fn Embed(draft: Draft) -> impl IntoView {
    let (kind, height) = (draft.kind, draft.height());
    let link = Memo::new(move |_| draft.link());
    let title = Memo::new(move |_| draft.state.with(share::title));
    let snippet = Memo::new(move |_| {
        let (page, link, title) = (draft.page.read(), link.read(), title.read());
        embed::snippet(kind.get(), &Place { page: &page, link: &link, title: &title, height: height.get() })
    });
    let choice = move |of: Kind| {
        view! {
            <label>
                <input
                    type="radio"
                    name="embed-kind"
                    id=format!("embed-{}", of.name())
                    prop:checked=move || kind.get() == of
                    on:change=move |_| kind.set(of)
                />
                <span>{name(of)}</span>
            </label>
        }
    };
    view! {
        <p>{words::text("embed-lead")}</p>
        <Looks draft>
            <span class="end">
                <label for="embed-height">{words::text("embed-height")}</label>
                <NumberField
                    id="embed-height"
                    label=words::text("embed-height")
                    name=words::text("embed-height")
                    value=Signal::derive(move || height.get() as f32)
                    commit=Callback::new(move |asked: f32| {
                        draft.chosen_height.set(Some(embed::height(asked)));
                        // To a whole pixel is no other height.
                        nearest(height.get_untracked() as f32, asked.round())
                    })
                />
            </span>
        </Looks>
        <Parts draft />
        <fieldset class="choices">
            <legend>{words::text("embed-kind")}</legend>
            {Kind::ALL.map(choice).collect_view()}
        </fieldset>
        <p class="note">{move || hint(kind.get())}</p>
        <p class="note">
            {move || if kind.get().is_sandboxed() { words::text("kind-sandboxed") } else { String::new() }}
        </p>
        <Copy id="share-snippet" label=words::text("snippet") text=snippet rows=6 />
        <p class="note">{move || draft.state.with(|state| left_out(state, &link.read()))}</p>
        <Address draft />
        <Preview link title height />
    }
}

/// Which view, in which colours; what else is chosen there stands beside it.
#[component]
pub(super) fn Looks(draft: Draft, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let state = draft.state;
    let view = move |view: View| {
        let chosen = move || state.with(|state| state.view == view);
        view! { <option value=view.name() prop:selected=chosen>{words::view(view)}</option> }
    };
    let theme = move |theme: Theme| {
        let chosen = move || state.with(|state| state.theme == theme);
        view! { <option value=theme.name() prop:selected=chosen>{words::theme(theme)}</option> }
    };
    let show = move |event| {
        let name = event_target_value(&event);
        let view = View::ALL.into_iter().find(|view| view.name() == name);
        draft.look(view.unwrap_or_default(), state.with_untracked(|state| state.theme));
    };
    let colour = move |event| {
        let name = event_target_value(&event);
        let theme = Theme::ALL.into_iter().find(|theme| theme.name() == name);
        draft.look(state.with_untracked(|state| state.view), theme.unwrap_or_default());
    };
    view! {
        <div class="row looks">
            <label>
                {words::text("embed-view")}" "
                <select id="embed-view" on:change=show>{View::ALL.map(view).collect_view()}</select>
            </label>
            <select id="embed-theme" aria-label=words::text("theme") on:change=colour>
                {Theme::ALL.map(theme).collect_view()}
            </select>
            {children.map(|children| children())}
        </div>
    }
}

fn name(kind: Kind) -> String {
    match kind {
        Kind::Iframe => words::text("kind-iframe"),
        Kind::Canvas => words::text("kind-canvas"),
        Kind::Element => words::text("kind-element"),
        Kind::Jupyter => words::text("kind-jupyter"),
        Kind::Quarto => words::text("kind-quarto"),
        Kind::MdBook => words::text("kind-mdbook"),
        Kind::Myst => words::text("kind-myst"),
    }
}

fn hint(kind: Kind) -> String {
    match kind {
        Kind::Iframe => words::text("kind-iframe-hint"),
        Kind::Canvas => words::text("kind-canvas-hint"),
        Kind::Element => words::text("kind-element-hint"),
        Kind::Jupyter => words::text("kind-jupyter-hint"),
        Kind::Quarto => words::text("kind-quarto-hint"),
        Kind::MdBook => words::text("kind-mdbook-hint"),
        Kind::Myst => words::text("kind-myst-hint"),
    }
}
