//! What a link's author can hide or lock.

use leptos::prelude::*;

use super::Page;
use crate::state::Control;

/// A part of the page with a name in `hide=` and `lock=`.
///
/// A fieldset, because a browser then switches off every field and button in it; it has no box and no role of its own.
#[component]
pub(super) fn Part(control: Control, page: Page, children: Children) -> impl IntoView {
    let hidden = Memo::new(move |_| page.setting.with(|setting| setting.hides(control)));
    let barred = Memo::new(move |_| page.setting.with(|setting| setting.bars(control)));
    view! {
        <fieldset class="part" role="none" data-part=control.name() hidden=hidden disabled=barred>{children()}</fieldset>
    }
}
