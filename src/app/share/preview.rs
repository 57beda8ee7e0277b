//! This page in a frame, as a course page would show it.

use leptos::prelude::*;

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
    let source = move || embed::framed(&place::here(), &link.get());
    let frame = move |source: String| {
        view! {
            <iframe
                id="share-preview"
                src=source
                title=move || title.get()
                height=move || height.get().to_string()
                allow="clipboard-write"
            ></iframe>
        }
    };
    view! {
        <h3>{words::text("preview")}</h3>
        // A new frame for each address: one that is sent elsewhere leaves its way in the browser's history.
        <div class="preview"><For each=move || [source()] key=String::clone children=frame /></div>
    }
}
