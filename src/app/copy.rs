//! A text to take away: seen whole, copied with a button, selected for the reader where the browser refuses to copy.

use js_sys::Reflect;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::words;

#[component]
pub(super) fn Copy(
    /// The field's id; that of its button ends in `-copy`, that of what is told in `-told`.
    id: &'static str,
    /// What the text is.
    label: String,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// Lines that are in sight.
    #[prop(default = 3)]
    rows: u32,
    /// What the button says.
    #[prop(optional, into)]
    button: Option<String>,
) -> impl IntoView {
    let area = NodeRef::<Textarea>::new();
    let told = RwSignal::new(String::new());
    Effect::new(move |_| {
        // What was copied is no longer what stands here.
        text.with(|_| ());
        told.set(String::new());
    });
    let copy = move |_| {
        told.set(String::new());
        let text = text.get_untracked();
        spawn_local(async move {
            let is_copied = to_clipboard(&text).await;
            // The dialog may be closed by now, or show another tab.
            if !is_copied && let Some(Some(area)) = area.try_get_untracked() {
                let _ = area.focus();
                area.select();
            }
            let _ = told.try_set(words::text(if is_copied { "copied" } else { "copy-refused" }));
        });
    };
    view! {
        <div class="copy">
            <label for=id>{label}</label>
            <textarea
                node_ref=area
                id=id
                readonly
                rows=rows
                dir="ltr"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || text.get()
            ></textarea>
            <div class="row">
                <button type="button" class="primary" id=format!("{id}-copy") on:click=copy>
                    {button.unwrap_or_else(|| words::text("copy"))}
                </button>
                <p id=format!("{id}-told") class="note" role="status">{told}</p>
            </div>
        </div>
    }
}

/// Whether the browser took it. A page without a secure address has no clipboard at all.
async fn to_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    match Reflect::get(&navigator, &JsValue::from_str("clipboard")) {
        Ok(clipboard) if !clipboard.is_undefined() => {
            JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
        }
        _ => false,
    }
}
