//! What breaks becomes one sentence and a way back, never a dead page.

use std::cell::RefCell;

use js_sys::Reflect;
use leptos::ev::MouseEvent;
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::host;
use crate::words;

thread_local! {
    /// The address that holds the values as they were a moment before; empty for as long as nothing has moved. A frame in a
    /// sandbox may not change its own address, and when the page breaks its state is in pieces.
    static ADDRESS: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on what breaks is told in `#failure`, in place of the page.
pub(super) fn catch() {
    std::panic::set_hook(Box::new(|_| show()));
    // What a browser throws at a call of ours goes through Rust without a panic, and leaves things half done.
    for (event, field) in [("error", "error"), ("unhandledrejection", "reason")] {
        let handle = leptos::prelude::window_event_listener_untyped(event, move |event| {
            if Reflect::get(&event, &field.into()).is_ok_and(|error| is_ours(&error)) {
                show();
            }
        });
        // For as long as the window is there.
        std::mem::forget(handle);
    }
}

/// Where the values are, should the page break from now on.
pub(super) fn remember(address: &str) {
    ADDRESS.with_borrow_mut(|kept| address.clone_into(kept));
}

/// Follows a link to the present values by loading this entry of the history anew. Beside its address stands how the page
/// began, which an exercise goes back to: `start`, or what already stands there. In a tab of its own, and where the page may
/// not change its address, it is a link like any other.
pub(super) fn reload(event: &MouseEvent, link: &str, start: Option<String>) {
    let is_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    let Ok(history) = window().history() else { return };
    let start = start.map_or_else(|| history.state().unwrap_or_default(), JsValue::from);
    if !is_elsewhere && history.replace_state_with_url(&start, "", Some(link)).is_ok() {
        event.prevent_default();
        let _ = window().location().reload();
    }
}

/// Whether WebAssembly was at work when it was thrown. Extensions throw in a page too, and a browser reports a size that
/// it measures a frame later as an error that nobody has thrown.
fn is_ours(error: &JsValue) -> bool {
    let stack = Reflect::get(error, &"stack".into()).ok().and_then(|stack| stack.as_string());
    // So the frames are called in all browsers.
    stack.is_some_and(|stack| stack.contains("wasm-function["))
}

fn show() {
    let document = document();
    if document.get_element_by_id("failure").is_some() {
        return;
    }
    if let Ok(Some(page)) = document.query_selector(".page") {
        page.remove();
    }
    let (Some(body), Ok(sentence), Ok(link)) =
        (document.body(), document.create_element("p"), document.create_element("a"))
    else {
        return;
    };
    sentence.set_id("failure");
    let _ = sentence.set_attribute("role", "alert");
    sentence.set_text_content(Some(&format!("{} ", words::text("failed"))));
    let kept = ADDRESS.try_with(|kept| kept.try_borrow().ok().map(|kept| kept.clone())).ok().flatten();
    let address = kept.filter(|kept| !kept.is_empty()).or_else(|| window().location().href().ok()).unwrap_or_default();
    // A fragment would be a place in this page, which a browser goes to without loading anything.
    let address = address.split('#').next().unwrap_or_default();
    let _ = link.set_attribute("href", address);
    link.set_text_content(Some(&words::text("reload")));
    let values = address.to_owned();
    let follow = Closure::<dyn Fn(MouseEvent)>::new(move |event| reload(&event, &values, None));
    let _ = link.add_event_listener_with_callback("click", follow.as_ref().unchecked_ref());
    follow.forget();
    let _ = sentence.append_child(link.unchecked_ref());
    let _ = body.prepend_with_node_1(&sentence);
    host::complain("broken", &words::text("failed"));
}
