//! The state in the address bar: read on load and on back and forward, written while the reader moves things.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::wait::Throttle;
use super::{Page, failure};
use crate::link::{self, Opened};
use crate::notebook::CellId;
use crate::state::{Refusal, Setting, State, Wanted};

/// At most four writes a second: browsers refuse a page that writes its address at every move.
const PAUSE: Duration = Duration::from_millis(250);

/// What the address asks for, and what in it could not be used.
pub(super) fn read() -> Opened {
    let mut opened = link::open(&query());
    // Which cells there are the notebook knows, and a link does not.
    let cell = &opened.setting.cell;
    if !cell.is_empty() && CellId::from_name(cell).is_none() {
        opened.refusals.push(Refusal::new("cell", Wanted::Cell, cell));
    }
    opened
}

/// The query that the address has, as the browser writes it; it may not let the page change it.
type Query = StoredValue<String>;

fn query() -> String {
    window().location().search().unwrap_or_default()
}

/// Keeps the address up to date: [`PAUSE`] after a rest, and half as often during a drag or a training, as a write costs as
/// much as a whole frame.
pub(super) fn write(page: Page) -> Query {
    let Page { state, paced, setting, .. } = page;
    let link = move |state: &State| setting.with_untracked(|setting| link_to(state, setting));
    let present = move || state.with_untracked(link);
    page.again.set(Some(Callback::new(move |()| (format!("?{}", paced.with(link)), beginning(page)))));
    // As the page was opened, the address is right, even where it could be shorter.
    let written = StoredValue::new(page.start.with_value(link));
    let shown = StoredValue::new(query());
    recall(page);
    let throttle = Throttle::new();
    let catch_up = move || {
        let link = present();
        if written.get_value() != link {
            replace(page, &link);
            shown.set_value(query());
            written.set_value(link);
        }
    };
    Effect::new(move |opened: Option<()>| {
        paced.with(|_| ());
        // A hand may have been quicker than the code that this is in.
        let is_written = opened.is_none() && written.with_value(|written| *written == present());
        if !is_written {
            throttle.after(PAUSE, move || if page.is_at_rest() { catch_up() } else { throttle.after(PAUSE, catch_up) });
        }
    });
    shown
}

/// Opens the address again after back or forward.
pub(super) fn follow(page: Page, notices: RwSignal<Vec<Refusal>>, shown: Query) {
    let handle = window_event_listener(ev::popstate, move |_| {
        // Another place in the same page is another entry of the history, and nothing to open.
        let query = query();
        if shown.with_value(|shown| *shown == query) {
            return replace(page, query.trim_start_matches('?'));
        }
        shown.set_value(query);
        let opened = read();
        notices.set(opened.refusals.clone());
        page.open(opened);
        recall(page);
    });
    on_cleanup(move || handle.remove());
}

/// Where the page was loaded anew, or come back to, its address is that of where the reader has been: the beginning of an
/// exercise stands beside it in the history.
fn recall(page: Page) {
    if let Some(start) = window().history().and_then(|history| history.state()).ok().and_then(|state| state.as_string())
    {
        page.start.set_value(link::open(&start).state);
    }
}

/// The link to the same values, and the same exercise, in a page of its own.
pub(super) fn alone(page: Page) -> String {
    let setting = page.setting.get_untracked().unframed();
    let link = page.state.with_untracked(|state| link_to(state, &setting));
    // Relative to wherever this page is; a query alone would keep the present one when it is empty.
    let path = window().location().pathname().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    format!("{}{}{link}", if name.is_empty() { "./" } else { name }, if link.is_empty() { "" } else { "?" })
}

/// The page is there: whatever stood in for it goes.
pub(super) fn loaded() {
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
}

/// The link to how the page began.
fn beginning(page: Page) -> String {
    page.start.with_value(|start| page.setting.with_untracked(|setting| link_to(start, setting)))
}

/// One that this page opens when it is loaded anew.
fn link_to(state: &State, setting: &Setting) -> String {
    link::readable(link::format_all(state, setting))
}

/// Puts a query into the address, and beside it how the page began.
fn replace(page: Page, link: &str) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let hash = location.hash().unwrap_or_default();
    let query = if link.is_empty() { String::new() } else { format!("?{link}") };
    let address = format!("{path}{query}{hash}");
    failure::remember(&address);
    // A sandboxed frame or a file may not change its address. Then the page works without.
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&beginning(page).into(), "", Some(&address));
    }
}
