//! A panic becomes one sentence and a way back, never a dead page.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;

use super::host;
use crate::words;

/// From now on a panic is shown in `#failure` instead of the page.
pub(super) fn catch() {
    std::panic::set_hook(Box::new(|_| show()));
}

fn show() {
    let document = document();
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
    // The address holds the values as they were a moment before.
    let address = window().location().href().unwrap_or_default();
    let _ = link.set_attribute("href", &address);
    link.set_text_content(Some(&words::text("reload")));
    let _ = sentence.append_child(link.unchecked_ref());
    let _ = body.prepend_with_node_1(&sentence);
    host::broken(&words::text("failed"));
}
