//! Links, snippets, exercises and pictures to take away, in one dialog.

mod embed;
mod exercise;
mod file;
mod goals;
mod link;
mod parts;
mod picture;
mod place;
mod preview;

use leptos::html::{Button, Dialog, Div};
use leptos::prelude::*;

use super::Page;
use super::focus::{focus, tab_keys};
use super::follow::forget;
use super::palette::Surroundings;
use crate::embed::Kind;
use crate::link::{LONGEST, format_all};
use crate::state::{Action, Goal, Setting, State, Theme, View};
use crate::words;

use goals::Row;

/// What the dialog is about at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Link,
    Embed,
    Exercise,
    Picture,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Link, Self::Embed, Self::Exercise, Self::Picture];

    fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Embed => "embed",
            Self::Exercise => "exercise",
            Self::Picture => "picture",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Link => words::text("share-link"),
            Self::Embed => words::text("share-embed"),
            Self::Exercise => words::text("share-exercise"),
            Self::Picture => words::text("share-picture"),
        }
    }
}

/// What an author has decided so far. It outlives the dialog: a slip of the finger loses no text.
#[derive(Clone, Copy)]
struct Draft {
    /// The page as it stood when the dialog opened: a training that goes on changes no link under the author's hands.
    shown: RwSignal<State>,
    /// What the link of the page itself decides, without what concerns only the frame it may be in.
    given: RwSignal<Setting>,
    /// The page with the view and the colours that the author wants.
    state: RwSignal<State>,
    /// What the link decides, apart from the goals.
    setting: RwSignal<Setting>,
    /// The conditions, also those that are not complete yet.
    goals: RwSignal<Vec<Row>>,
    /// The address of the page in links.
    page: RwSignal<String>,
    /// Where a snippet will stand, and how tall its frame is, in CSS pixels.
    kind: RwSignal<Kind>,
    /// That of the view, if nothing is said.
    chosen_height: RwSignal<Option<u32>>,
}

impl Draft {
    fn new(page: Page) -> Self {
        let state = page.state.get_untracked();
        let given = page.setting.get_untracked().unframed();
        Self {
            shown: RwSignal::new(state.clone()),
            state: RwSignal::new(state),
            goals: RwSignal::new(goals::rows(&given.goals)),
            setting: RwSignal::new(given.clone()),
            given: RwSignal::new(given),
            page: RwSignal::new(place::here()),
            kind: RwSignal::new(Kind::Iframe),
            chosen_height: RwSignal::new(None),
        }
    }

    /// Takes the page as it stands now, its view and colours too. What else was decided stays, unless the page has become another.
    fn begin(self, page: Page) {
        let state = page.state.get_untracked();
        self.shown.set(state.clone());
        self.state.set(state);
        let given = page.setting.get_untracked().unframed();
        if self.given.with_untracked(|before| *before != given) {
            self.goals.set(goals::rows(&given.goals));
            self.setting.set(given.clone());
            self.given.set(given);
        }
    }

    /// Who followed it has gone with the dialog.
    fn close(self) {
        let Self { shown, given, state, setting, goals, page, kind, chosen_height } = self;
        for state in [shown, state] {
            forget(state);
        }
        for setting in [given, setting] {
            forget(setting);
        }
        forget(goals);
        forget(page);
        forget(kind);
        forget(chosen_height);
    }

    /// Shows the page in a view and colours. What a view makes of the values lasts as long as it is chosen.
    fn look(self, view: View, theme: Theme) {
        let mut state = self.shown.get_untracked();
        state.apply(Action::Show(view));
        state.apply(Action::Theme(theme));
        self.state.set(state);
    }

    fn whole_setting(self) -> Setting {
        let goals: Vec<Goal> = self.goals.with(|rows| rows.iter().map(Row::goal).filter(Goal::is_sound).collect());
        Setting { goals, ..self.setting.get() }
    }

    /// How tall the frame is.
    fn height(self) -> Signal<u32> {
        Signal::derive(move || {
            let view = self.state.with(|state| state.view);
            let usual = || embed::usual_height(view, self.kind.get(), &self.whole_setting());
            self.chosen_height.get().unwrap_or_else(usual)
        })
    }

    /// The link that the author's choices come to.
    fn link(self) -> String {
        let setting = self.whole_setting();
        self.state.with(|state| format_all(state, &setting))
    }
}

/// What a link that someone is about to take away does not hold.
fn left_out(state: &State, link: &str) -> String {
    words::share::left_out(state, link.len(), LONGEST)
}

/// How the button and the dialog find each other.
#[derive(Clone, Copy)]
pub(super) struct Opener {
    button: NodeRef<Button>,
    is_open: RwSignal<bool>,
}

/// The button. What it opens is loaded at the first press.
#[component]
pub(super) fn ShareButton(page: Page, surroundings: Surroundings) -> impl IntoView {
    let opener = Opener { button: NodeRef::new(), is_open: RwSignal::new(false) };
    // Once it has been opened it stays: the author's draft outlives the dialog.
    let is_wanted = Memo::new(move |before| before == Some(&true) || opener.is_open.get());
    view! {
        <button node_ref=opener.button type="button" id="share-open" aria-haspopup="dialog" on:click=move |_| opener.is_open.set(true)>
            {words::text("share")}
        </button>
        {move || is_wanted.get().then(|| super::later::share(page, surroundings, opener))}
    }
}

/// The dialog.
#[component]
pub(super) fn Share(page: Page, surroundings: Surroundings, opener: Opener) -> impl IntoView {
    let Opener { button, is_open } = opener;
    let dialog = NodeRef::<Dialog>::new();
    let draft = Draft::new(page);
    Effect::new(move |_| {
        if is_open.get()
            && let Some(dialog) = dialog.get()
        {
            draft.begin(page);
            // It fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    });
    // However it was closed: by its button, by Escape, by the gesture that goes back.
    let closed = move |_| {
        is_open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let close = Callback::new(move |()| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    });
    view! {
        <dialog
            node_ref=dialog
            id="share"
            aria-labelledby="share-title"
            on:close=closed
            // Keys in here undo nothing out there.
            on:keydown=|event| event.stop_propagation()
        >
            <Show when=move || is_open.get()>
                <Contents draft surroundings close />
            </Show>
        </dialog>
    }
}

#[component]
fn Contents(draft: Draft, surroundings: Surroundings, close: Callback<()>) -> impl IntoView {
    on_cleanup(move || draft.close());
    let shown = RwSignal::new(Tab::Link);
    let tabs = NodeRef::<Div>::new();
    // The dialog opens before it has contents; the focus goes to where a reader begins.
    tabs.on_load(|tabs| focus(tabs.first_element_child()));
    let tab = move |tab: Tab| {
        let selected = move || shown.get() == tab;
        view! {
            <button
                type="button"
                role="tab"
                id=format!("share-tab-{}", tab.name())
                aria-controls=move || selected().then(|| format!("share-panel-{}", tab.name()))
                aria-selected=move || selected().to_string()
                tabindex=move || if selected() { "0" } else { "-1" }
                on:click=move |_| shown.set(tab)
            >
                {tab.label()}
            </button>
        }
    };
    let panel = move || match shown.get() {
        Tab::Link => view! { <link::Link draft /> }.into_any(),
        Tab::Embed => view! { <embed::Embed draft /> }.into_any(),
        Tab::Exercise => view! { <exercise::Exercise draft /> }.into_any(),
        Tab::Picture => view! { <picture::Picture draft surroundings /> }.into_any(),
    };
    view! {
        <div class="share-head">
            <h2 id="share-title">{words::text("share")}</h2>
            <button type="button" id="share-close" on:click=move |_| close.run(())>{words::text("close")}</button>
        </div>
        <div node_ref=tabs role="tablist" aria-label=words::text("share-parts") on:keydown=|event| tab_keys(&event)>{Tab::ALL.map(tab).collect_view()}</div>
        <div
            class="share-panel"
            role="tabpanel"
            id=move || format!("share-panel-{}", shown.get().name())
            aria-labelledby=move || format!("share-tab-{}", shown.get().name())
        >
            {panel}
        </div>
    }
}
