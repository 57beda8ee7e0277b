//! Parts of the page whose code is loaded when they are first wanted, so that the first picture waits for nothing else.
//!
//! With the feature `split` each function in [`parts!`] is where the program is taken apart: what only they need comes in
//! files of its own (`cargo xtask dist` makes them). Without it the program is one piece, and they are there at once.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::{spawn_local, spawn_local_scoped_with_cancellation};
#[cfg(feature = "split")]
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::focus::focus_on_start;
use super::{Page, Surroundings, host, notebook, share, train};
use crate::state::Refusal;
use crate::words;

/// The part could not be loaded.
#[cfg(not(feature = "split"))]
pub(super) struct SplitLoaderError;

/// What has been loaded, or that it could not be.
type Loaded<T> = Result<T, SplitLoaderError>;

/// A part of the page on its way.
type Coming = Pin<Box<dyn Future<Output = Loaded<AnyView>>>>;

/// Functions with the name of the file that they come in.
macro_rules! parts {
    ($($file:ident: fn $name:ident($($argument:ident: $type:ty),*) -> $result:ty $body:block)*) => {$(
        #[cfg(feature = "split")]
        #[wasm_split($file, fallible)]
        fn $name($($argument: $type),*) -> Loaded<$result> {
            Ok($body)
        }

        #[cfg(not(feature = "split"))]
        async fn $name($($argument: $type),*) -> Loaded<$result> {
            Ok($body)
        }
    )*};
}

parts! {
    soon: fn load_more(page: Page) -> AnyView {
        view! { <super::More page /> }.into_any()
    }
    soon: fn load_foot(page: Page, notices: RwSignal<Vec<Refusal>>) -> AnyView {
        bring_style();
        view! { <super::Foot page notices /> }.into_any()
    }
    soon: fn load_talk(page: Page, warnings: Vec<Refusal>) -> () {
        host::talk(page, &warnings);
    }
    rest: fn load_train(page: Page, surroundings: Surroundings) -> AnyView {
        bring();
        page.announcer.catch_up();
        view! { <train::Train page surroundings /> }.into_any()
    }
    rest: fn load_notebook(page: Page, surroundings: Surroundings) -> AnyView {
        bring();
        view! { <notebook::NotebookView page surroundings /> }.into_any()
    }
    rest: fn load_share(page: Page, surroundings: Surroundings, opener: share::Opener) -> AnyView {
        bring();
        view! { <share::Share page surroundings opener /> }.into_any()
    }
}

/// What all that is loaded last needs beside its code.
fn bring() {
    words::bring_all();
    bring_style();
}

/// From now on the second stylesheet counts.
fn bring_style() {
    if let Ok(Some(style)) = document().query_selector("link[media='not all']") {
        let _ = style.set_attribute("media", "all");
    }
}

/// What stands below the plots.
pub(super) fn more(page: Page) -> impl IntoView {
    later(move || Box::pin(load_more(page)))
}

/// What stands at the foot of the page, and what the page does unseen.
pub(super) fn foot(page: Page, notices: RwSignal<Vec<Refusal>>) -> impl IntoView {
    later(move || Box::pin(load_foot(page, notices)))
}

/// The view `train`.
pub(super) fn train(page: Page, surroundings: Surroundings) -> impl IntoView {
    later(move || Box::pin(load_train(page, surroundings)))
}

/// The view `notebook`.
pub(super) fn notebook(page: Page, surroundings: Surroundings) -> impl IntoView {
    later(move || Box::pin(load_notebook(page, surroundings)))
}

/// The dialog behind the button.
pub(super) fn share(page: Page, surroundings: Surroundings, opener: share::Opener) -> impl IntoView {
    later(move || Box::pin(load_share(page, surroundings, opener)))
}

/// The talk with the page around this one, if there is one.
pub(super) fn talk(page: Page, warnings: Vec<Refusal>) {
    if host::is_there() {
        try_to_talk(page, warnings, true);
    }
}

/// Until the talk is asked for again.
const PAUSE: Duration = Duration::from_secs(3);

/// Without its part the host has nothing: so it is asked for until it comes.
fn try_to_talk(page: Page, warnings: Vec<Refusal>, is_first: bool) {
    let place = Owner::current().unwrap_or_default();
    spawn_local(ScopedFuture::new(async move {
        if load_talk(page, warnings.clone()).await.is_err() {
            if is_first {
                host::complain("broken", &words::text("part-missing"));
            }
            set_timeout(move || place.with(|| try_to_talk(page, warnings, false)), PAUSE);
        }
    }));
}

/// How far a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Coming,
    Here,
    Missing,
}

/// Shows what `load` brings; if that fails, says so and tries again when asked to. One function for all that loads.
fn later(load: impl Fn() -> Coming + Send + Sync + 'static) -> AnyView {
    show(Box::new(load))
}

fn show(load: Box<dyn Fn() -> Coming + Send + Sync>) -> AnyView {
    let stage = RwSignal::new(Stage::Coming);
    let part = StoredValue::new_local(None);
    // What comes belongs to this place, also when a click brought it.
    let place = Owner::current().unwrap_or_default();
    let fetch = Callback::new(move |()| {
        let coming = load();
        stage.set(Stage::Coming);
        let arrival = async move {
            let now = match coming.await {
                Ok(view) => {
                    part.set_value(Some(view));
                    Stage::Here
                }
                Err(_) => {
                    host::complain("part-missing", &words::text("part-missing"));
                    Stage::Missing
                }
            };
            stage.set(now);
        };
        // What nobody waits for any more is not built: what it would follow is gone.
        place.with(|| spawn_local_scoped_with_cancellation(arrival));
    });
    fetch.run(());
    // The button goes, and takes the focus along.
    let again = move |_| {
        fetch.run(());
        focus_on_start();
    };
    let shown = move || match stage.get() {
        Stage::Coming => view! { <p class="coming" aria-busy="true">{words::text("part-coming")}</p> }.into_any(),
        Stage::Here => part.try_update_value(Option::take).flatten().into_any(),
        Stage::Missing => view! {
            <p role="alert" class="missing">
                {words::text("part-missing")}" "
                <button type="button" on:click=again>{words::text("try-again")}</button>
            </p>
        }
        .into_any(),
    };
    shown.into_any()
}
