//! The page in the browser: Leptos components that wire the state to the DOM, and nothing else.
//!
//! A [`Page`] holds the state; one callback changes it; memos show it. Components lay out and wire: what
//! a number means, how it is written and where a line runs is decided on the floors below.

#![expect(unreachable_pub, reason = "Leptos's #[component] writes `pub` where the source says `pub(super)`")]

mod address;
mod announce;
mod canvas;
mod clock;
mod controls;
mod copy;
mod exercise;
mod failure;
mod field;
mod focus;
mod follow;
mod forward;
mod hands;
mod host;
mod later;
mod notebook;
mod pace;
mod page;
mod palette;
mod part;
mod plot;
mod ranges;
mod share;
mod slider;
mod train;
mod wait;

use leptos::ev;
use leptos::html::A;
use leptos::prelude::*;

use crate::figure;
use crate::state::{Action, Control, Param, Refusal, View};
use crate::words;

use controls::{Controls, History as HistoryButtons, Way};
use exercise::Exercise;
use focus::{focus_on_start, tab_keys};
use forward::ForwardPass;
use page::{ByHand, Origin, Page};
use palette::{Inks, Surroundings};
use part::Part;
use plot::Plot;
use ranges::Ranges;
use share::ShareButton;
use slider::Slider;

/// Shows the page.
pub fn start() {
    failure::catch();
    mount_to_body(App);
    address::loaded();
}

#[component]
fn App() -> impl IntoView {
    let opened = address::read();
    let notices = RwSignal::new(opened.refusals.clone());
    let page = Page::new(opened);
    let Page { setup, setting, .. } = page;

    let surroundings = Surroundings::new(setup);
    later::talk(page, notices.get_untracked());
    let view = Memo::new(move |_| setup.with(|state| state.view));
    let embed = Memo::new(move |_| setting.with(|setting| setting.embed));
    // Signals where closures would do: each closure would be a kind of attribute of its own, with code of its own.
    let unseen_in_embed = Signal::derive(move || if embed.get() { "unseen" } else { "" });
    let theme = Signal::derive(move || setup.with(|state| state.theme.name()));
    let is_embed = Signal::derive(move || embed.get().then_some(""));

    view! {
        <div class="page" data-theme=theme data-embed=is_embed>
            <Inks surroundings />
            <header hidden=embed>
                <p class="brand">{words::text("brand")}</p>
                <Part control=Control::Views page><Tabs page /></Part>
            </header>
            <main>
                <h1 class=unseen_in_embed>{words::text("title")}</h1>
                <Notices notices />
                <Exercise page />
                {move || {
                    let view = view.get();
                    let (page, surroundings) = (page.in_view(), surroundings.in_view());
                    match view {
                    View::Explore => view! {
                        <div id="view-explore" role="tabpanel" aria-labelledby="tab-explore"><Explore page surroundings /></div>
                    }.into_any(),
                    View::Train => view! {
                        <div id="view-train" role="tabpanel" aria-labelledby="tab-train">{later::train(page, surroundings)}</div>
                    }.into_any(),
                    View::Notebook => view! {
                        <div id="view-notebook" role="tabpanel" aria-labelledby="tab-notebook">{later::notebook(page, surroundings)}</div>
                    }.into_any(),
                }}}
            </main>
            // After the sliders in the order of keys, beside the tabs on the screen.
            <Part control=Control::Share page><ShareButton page surroundings /></Part>
            {later::foot(page, notices)}
            <p id="announcer" role="status" class="unseen">{page.announcer.spoken()}</p>
        </div>
    }
}

/// What stands at the foot of the page, and what goes on unseen: the address, the announcer, the keys of undo.
#[component]
fn Foot(page: Page, notices: RwSignal<Vec<Refusal>>) -> impl IntoView {
    let shown = address::write(page);
    address::follow(page, notices, shown);
    page.announcer.follow(page);
    undo_keys(page);
    let tabs = window_event_listener(ev::keydown, |event| tab_keys(&event));
    on_cleanup(move || tabs.remove());
    let embed = Memo::new(move |_| page.setting.with(|setting| setting.embed));
    view! {
        <footer hidden=embed>
            <Part control=Control::Theme page><controls::ThemeMenu page /></Part>
            <p>{words::text("bias-word")}</p>
            <p>{words::text(if host::is_there() { "private-framed" } else { "private" })}</p>
        </footer>
        <Alone page embed />
    }
}

/// The way from a frame to a page of its own, with the values as they are at that moment.
#[component]
fn Alone(page: Page, embed: Memo<bool>) -> impl IntoView {
    let link = NodeRef::<A>::new();
    // At once, not with the next effect: the browser is about to follow it.
    let refresh = move || {
        if let Some(link) = link.get_untracked() {
            link.set_href(&address::alone(page));
        }
    };
    view! {
        <footer class="alone" hidden=move || !embed.get()>
            <a
                node_ref=link
                id="alone"
                target="_blank"
                rel="noopener"
                href=address::alone(page)
                on:pointerenter=move |_| refresh()
                on:pointerdown=move |_| refresh()
                on:focus=move |_| refresh()
                // Values may have moved since, also by no hand.
                on:click=move |_| refresh()
            >
                {words::text("brand")}": "{words::text("alone")}
            </a>
        </footer>
    }
}

#[component]
fn Explore(page: Page, surroundings: Surroundings) -> impl IntoView {
    let Page { state, setup, .. } = page;
    let line = Memo::new(move |_| state.with(figure::line));
    let output = Memo::new(move |_| state.with(figure::output));
    // A paragraph that is laid out anew at every move costs more than both pictures, and nobody reads it meanwhile.
    let description = Memo::new(move |_| page.rested.with(words::description));
    let lead = Memo::new(move |_| page.setting.with(words::lead));
    let formula = Signal::derive(move || setup.with(|state| state.activation.formula()));
    let output_alt = Signal::derive(move || words::say("output-alt", &[("formula", formula.get())]));
    view! {
        <p class="lead">{lead}</p>
        <div class="explore">
            <div class="plots">
                <Part control=Control::PlotLine page>
                    <h2><span class="sum">"z = wx + b"</span>" "{words::text("line-title")}</h2>
                    <Plot part=Control::PlotLine figure=line alt=Signal::stored(words::text("line-alt")) page surroundings />
                </Part>
                <Part control=Control::PlotOutput page>
                    <h2><span class="output">{formula}</span>" "{words::text("output-title")}</h2>
                    <Plot part=Control::PlotOutput figure=output alt=output_alt page surroundings />
                </Part>
            </div>
            <div class="dials" role="group" aria-label=words::text("sliders")>
                <Slider param=Param::W page />
                <Slider param=Param::B page />
            </div>
            // Under the plots, as wide as their frame: its thumb stands below the probe.
            <div class="ruler"><Slider param=Param::X page /></div>
            <p id="description">{description}</p>
            <div class="more">
                {later::more(page)}
            </div>
        </div>
    }
}

/// What stands below the plots.
#[component]
fn More(page: Page) -> impl IntoView {
    let Page { setup, run, .. } = page;
    view! {
        <Part control=Control::Forward page><ForwardPass page /></Part>
        <Controls page />
        <HistoryButtons page />
        <Part control=Control::Ranges page><Ranges setup run /></Part>
    }
}

#[component]
fn Tabs(page: Page) -> impl IntoView {
    let setup = page.setup;
    let tab = move |view: View| {
        let is_open = move || setup.with(|state| state.view == view);
        let panel = match view {
            View::Explore => "view-explore",
            View::Train => "view-train",
            View::Notebook => "view-notebook",
        };
        view! {
            <button
                type="button"
                role="tab"
                id=format!("tab-{}", view.name())
                data-view=view.name()
                aria-controls=Signal::derive(move || is_open().then_some(panel))
                aria-selected=Signal::derive(move || if is_open() { "true" } else { "false" })
                on:click=move |_| page.once(Action::Show(view))
            >
                {words::view(view)}
            </button>
        }
    };
    view! {
        <div role="tablist" aria-label=words::text("views")>
            {View::ALL.map(tab).collect_view()}
        </div>
    }
}

/// What the link held that could not be used.
#[component]
fn Notices(notices: RwSignal<Vec<Refusal>>) -> impl IntoView {
    let none = Memo::new(move |_| notices.with(Vec::is_empty));
    // The button takes the focus along.
    let dismiss = move |_| {
        notices.set(Vec::new());
        focus_on_start();
    };
    let sentences = move || notices.with(|notices| notices.iter().map(words::refusal).collect::<Vec<_>>());
    view! {
        <div id="notices" role="status">
            <Show when=move || !none.get()>
                <p>{words::text("notices")}</p>
                <ul>{move || sentences().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
                <button type="button" on:click=dismiss>{words::text("dismiss")}</button>
            </Show>
        </div>
    }
}

/// Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z), on a Mac with the command key and without Y; except in a text field, which has its
/// own, and under a dialog.
fn undo_keys(page: Page) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_chord = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        if !is_chord || field::is_text(event.target()) {
            return;
        }
        // A keyboard of other letters names its key by the place where it lies.
        let key = Some(event.key()).filter(|key| key.is_ascii()).unwrap_or_else(|| event.code());
        let way = match (key.to_ascii_lowercase().trim_start_matches("key"), event.shift_key()) {
            ("z", false) => Way::Back,
            ("z", true) => Way::Forth,
            ("y", false) if !event.meta_key() => Way::Forth,
            _ => return,
        };
        // Also under a dialog, where the browser would take back what was typed into a field behind it.
        event.prevent_default();
        if !document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some()) {
            way.go(page);
        }
    });
    on_cleanup(move || handle.remove());
}
