//! This page in a frame, as a course page would show it.

use leptos::html::Div;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::Element;

use super::place;
use crate::embed;
use crate::words;

#[component]
pub(super) fn Preview(
    /// What it shows.
    #[prop(into)]
    link: Signal<String>,
    /// What the frame is called.
    #[prop(into)]
    title: Signal<String>,
    /// How tall it is, in CSS pixels.
    #[prop(into)]
    height: Signal<u32>,
) -> impl IntoView {
    let holder = NodeRef::<Div>::new();
    let shown = RwSignal::new(None::<SendWrapper<Element>>);
    // A new frame for each address: one that is sent elsewhere leaves its way in the browser's history. By hand, because a
    // view that changes keeps its elements.
    Effect::new(move |_| {
        let source = embed::framed(&place::here(), &link.read());
        let (Some(holder), Ok(frame)) = (holder.get(), document().create_element("iframe")) else { return };
        for (name, value) in [("id", "share-preview"), ("src", &source), ("allow", "clipboard-write")] {
            // These are names and values that every browser takes.
            let _ = frame.set_attribute(name, value);
        }
        holder.set_text_content(None);
        if holder.append_child(&frame).is_ok() {
            shown.set(Some(SendWrapper::new(frame)));
        }
    });
    Effect::new(move |_| {
        let (title, height) = (title.get(), height.get().to_string());
        if let Some(frame) = &*shown.read() {
            let _ = frame.set_attribute("title", &title);
            let _ = frame.set_attribute("height", &height);
        }
    });
    view! {
        <h3>{words::text("preview")}</h3>
        <div node_ref=holder class="preview"></div>
    }
}
