//! What breaks becomes one sentence and a way back, never a dead page.

use std::cell::RefCell;

use js_sys::Reflect;
use leptos::prelude::{document, window};
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
    let _ = sentence.append_child(link.unchecked_ref());
    let _ = body.prepend_with_node_1(&sentence);
    host::complain("broken", &words::text("failed"));
}
