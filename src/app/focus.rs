//! Where the focus goes when what had it is gone, and when a key asks for a neighbour.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::slider::{is_plain, runs_leftward};

pub(super) fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Puts the focus where the page begins: on the open tab, or on the first field that can be used.
pub(super) fn focus_on_start() {
    const START: &str = "header:not([hidden]) [aria-selected=true]:enabled:not([hidden] *),main :is(input,select,textarea):enabled:not([hidden] *,details:not([open]) *)";
    focus(document().query_selector(START).ok().flatten());
}

/// Puts the focus on the first of these that is there once what has just changed is on the page.
pub(super) fn focus_soon(ids: impl IntoIterator<Item = String> + 'static) {
    request_animation_frame(move || focus(ids.into_iter().find_map(|id| document().get_element_by_id(&id))));
}

/// The keys of a row of tabs: an arrow opens the next one, past the last the first; Home and End open the outermost.
pub(super) fn tab_keys(event: &ev::KeyboardEvent) {
    // Alt and the left arrow go back, in a browser.
    if !is_plain(event) {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(tab) = target.filter(|target| target.get_attribute("role").as_deref() == Some("tab")) else { return };
    let Some(tabs) = tab.parent_element().map(|row| row.children()) else { return };
    let count = tabs.length();
    let Some(at) = (0..count).find(|at| tabs.item(*at).as_ref() == Some(&tab)) else { return };
    let leftward = runs_leftward(event);
    let next = match event.key().as_str() {
        "ArrowLeft" if leftward => at + 1,
        "ArrowRight" if leftward => at + count - 1,
        "ArrowLeft" => at + count - 1,
        "ArrowRight" => at + 1,
        "Home" => 0,
        "End" => count - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = tabs.item(next % count).and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        let _ = next.focus();
        next.click();
    }
}
