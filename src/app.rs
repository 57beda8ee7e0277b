//! The page in the browser: Leptos components that wire the state to the DOM, and nothing else.
//!
//! One signal holds the [`History`]; one callback, [`Run`], changes it; memos show it. Components lay out and wire: what
//! a number means, how it is written and where a line runs is decided on the floors below.

#![expect(unreachable_pub, reason = "Leptos's #[component] writes `pub` where the source says `pub(super)`")]

mod address;
mod announce;
mod canvas;
mod controls;
mod failure;
mod field;
mod forward;
mod palette;
mod plot;
mod ranges;
mod slider;
mod train;

use leptos::ev;
use leptos::prelude::*;

use crate::figure;
use crate::state::{Action, Command, History, Param, State, View};
use crate::words;

use controls::{Controls, History as HistoryButtons};
use forward::ForwardPass;
use palette::{Inks, Surroundings};
use plot::Plot;
use ranges::Ranges;
use slider::Slider;
use train::Train;

/// The one way in which components change anything.
type Run = Callback<Command>;

/// Shows the page.
pub fn start() {
    failure::catch();
    mount_to_body(App);
    address::loaded();
}

/// What every part of the page is handed.
#[derive(Clone, Copy)]
struct Page {
    state: Memo<State>,
    history: RwSignal<History>,
    run: Run,
}

impl Page {
    /// An action that is a whole step by itself: a click, a typed number.
    fn once(self, action: Action) {
        self.run.run(Command::Act(action));
        self.run.run(Command::Rest);
    }
}

#[component]
fn App() -> impl IntoView {
    let (opened, refusals) = address::read();
    let history = RwSignal::new(History::new(opened));
    let notices = RwSignal::new(refusals);
    let state = Memo::new(move |_| history.with(|history| history.now().clone()));
    let run = Run::new(move |command| history.update(|history| history.run(command)));
    let page = Page { state, history, run };

    address::write(state);
    address::follow(run, notices);
    let spoken = announce::announcements(state);
    let surroundings = Surroundings::new(state);
    undo_keys(run);
    let view = Memo::new(move |_| state.with(|state| state.view));

    view! {
        <div class="page" data-theme=move || state.with(|state| state.theme.name())>
            <Inks surroundings />
            <header>
                <p class="brand">{words::text("brand")}</p>
                <Tabs page />
            </header>
            <main>
                <h1>{words::text("title")}</h1>
                <Notices notices />
                {move || match view.get() {
                    View::Explore => view! {
                        <div id="view-explore" role="tabpanel" aria-labelledby="tab-explore"><Explore page surroundings /></div>
                    }.into_any(),
                    View::Train => view! {
                        <div id="view-train" role="tabpanel" aria-labelledby="tab-train"><Train page surroundings /></div>
                    }.into_any(),
                }}
            </main>
            <footer>
                <controls::ThemeMenu page />
                <p>{words::text("bias-word")}</p>
                <p>{words::text("private")}</p>
            </footer>
            <p id="announcer" role="status" class="unseen">{spoken}</p>
        </div>
    }
}

#[component]
fn Explore(page: Page, surroundings: Surroundings) -> impl IntoView {
    let Page { state, run, .. } = page;
    let line = Memo::new(move |_| state.with(figure::line));
    let output = Memo::new(move |_| state.with(figure::output));
    let description = Memo::new(move |_| state.with(words::description));
    let formula = Memo::new(move |_| words::output_formula(state.with(|state| state.activation)));
    let output_alt = Memo::new(move |_| words::say("output-alt", &[("formula", formula.get())]));
    view! {
        <p class="lead">{words::text("lead")}</p>
        <div class="explore">
            <div class="plots">
                <h2><span class="sum">"z = wx + b"</span>" "{words::text("line-title")}</h2>
                <Plot id="plot-line" figure=line alt=Signal::stored(words::text("line-alt")) page surroundings />
                <h2><span class="output">{move || formula.get()}</span>" "{words::text("output-title")}</h2>
                <Plot id="plot-output" figure=output alt=output_alt.into() page surroundings />
            </div>
            <div class="dials" role="group" aria-label=words::text("sliders")>
                <Slider param=Param::W page />
                <Slider param=Param::B page />
            </div>
            // Under the plots, as wide as their frame: its thumb stands below the probe.
            <div class="ruler"><Slider param=Param::X page /></div>
            <p id="description">{move || description.get()}</p>
            <div class="more">
                <ForwardPass state />
                <Controls page />
                <HistoryButtons page />
                <Ranges state run />
            </div>
        </div>
    }
}

#[component]
fn Tabs(page: Page) -> impl IntoView {
    let Page { state, run, .. } = page;
    let tab = move |view: View| {
        view! {
            <button
                type="button"
                role="tab"
                id=format!("tab-{}", view.name())
                data-view=view.name()
                aria-controls=move || state.with(|state| state.view == view).then(|| format!("view-{}", view.name()))
                aria-selected=move || state.with(|state| state.view == view).to_string()
                on:click=move |_| run.run(Command::Act(Action::Show(view)))
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
fn Notices(notices: RwSignal<Vec<crate::state::Refusal>>) -> impl IntoView {
    let none = move || notices.with(Vec::is_empty);
    let sentences = move || notices.with(|notices| notices.iter().map(words::refusal).collect::<Vec<_>>());
    view! {
        <div id="notices" role="status" hidden=none>
            <Show when=move || !none()>
                <p>{words::text("notices")}</p>
                <ul>{move || sentences().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
                <button type="button" on:click=move |_| notices.set(Vec::new())>{words::text("dismiss")}</button>
            </Show>
        </div>
    }
}

/// Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z), except in a text field, which has its own.
fn undo_keys(run: Run) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || field::is_text(event.target()) {
            return;
        }
        let command = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) => Command::Undo,
            ("z", true) | ("y", _) => Command::Redo,
            _ => return,
        };
        event.prevent_default();
        run.run(command);
    });
    on_cleanup(move || handle.remove());
}
