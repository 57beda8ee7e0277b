//! The state in the address bar: read on load and on back and forward, written while the reader moves things.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::Run;
use crate::link;
use crate::state::{Command, Refusal, State};

/// At most four writes a second: browsers refuse a page that writes its address at every move.
const PAUSE: Duration = Duration::from_millis(250);

/// The state that the address asks for, and what in it could not be used.
pub(super) fn read() -> (State, Vec<Refusal>) {
    let query = window().location().search().unwrap_or_default();
    let (actions, refusals) = link::parse(&query);
    (State::open(&actions), refusals)
}

/// Keeps the address up to date, at once after a rest and every [`PAUSE`] during a drag.
pub(super) fn write(state: Memo<State>) {
    // As the page was opened, the address is right, even where it could be shorter.
    let written = StoredValue::new(link::format(&state.get_untracked()));
    let waiting = StoredValue::new(false);
    Effect::new(move |opened: Option<()>| {
        state.track();
        if opened.is_none() || waiting.get_value() {
            return;
        }
        waiting.set_value(true);
        set_timeout(
            move || {
                waiting.set_value(false);
                let link = state.with_untracked(link::format);
                if written.get_value() != link {
                    replace(&link);
                    written.set_value(link);
                }
            },
            PAUSE,
        );
    });
}

/// Opens the address again after back or forward, or when its query was edited.
pub(super) fn follow(run: Run, notices: RwSignal<Vec<Refusal>>) {
    let handle = window_event_listener(ev::popstate, move |_| {
        let (state, refusals) = read();
        run.run(Command::Leap(Box::new(state)));
        notices.set(refusals);
    });
    on_cleanup(move || handle.remove());
}

/// The page is there: whatever stood in for it goes.
pub(super) fn loaded() {
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}

fn replace(link: &str) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let hash = location.hash().unwrap_or_default();
    let query = if link.is_empty() { String::new() } else { format!("?{link}") };
    // A sandboxed frame or a file may not change its address. Then the page works without.
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}{query}{hash}")));
    }
}
