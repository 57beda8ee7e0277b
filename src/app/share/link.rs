//! The link to what the page shows.

use leptos::prelude::*;

use super::place::Address;
use super::{Draft, left_out};
use crate::app::copy::Copy;
use crate::embed;
use crate::link::format_all;
use crate::words;

#[component]
pub(super) fn Link(draft: Draft) -> impl IntoView {
    let query = Memo::new(move |_| draft.shown.with(|state| draft.given.with(|given| format_all(state, given))));
    let link = Memo::new(move |_| query.with(|query| draft.page.with(|page| embed::address(page, query))));
    view! {
        <p>{words::text("link-lead")}</p>
        <Copy id="share-link" label=words::text("link-label") text=link />
        <p class="note">{move || draft.shown.with(|state| left_out(state, &query.get()))}</p>
        <Address draft />
    }
}
