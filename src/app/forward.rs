//! One forward pass with its numbers: as a diagram, and as formulas.

use leptos::prelude::*;

use super::Page;
use crate::notebook;
use crate::words::{self, Forward};

#[component]
pub(super) fn ForwardPass(page: Page) -> impl IntoView {
    let Page { paced, setup, .. } = page;
    let forward = Memo::new(move |_| paced.with(words::forward));
    let part = move |pick: fn(&Forward) -> &String| move || forward.with(|forward| pick(forward).clone());
    let operand = move |pick: fn(&Forward) -> &String| move || forward.with(|forward| Forward::operand(pick(forward)));
    let cell = Memo::new(move |_| paced.with(|state| notebook::get_weights(&state.layer())));
    let activation = Memo::new(move |_| setup.with(|state| state.activation));
    let formula = move || activation.get().formula();
    // Lines that surely fit are laid out by themselves: the page around them stays as it is.
    let is_short = Memo::new(move |_| forward.with(|forward| forward.is_short(activation.get())));
    view! {
        <section class="forward" aria-labelledby="forward-title" data-short=move || is_short.get().then_some("")>
            <h2 id="forward-title">{words::text("forward-title")}</h2>
            <ol class="diagram" aria-label=words::text("diagram-label")>
                <li class="node"><i>"x"</i><span>{part(|f| &f.x)}</span></li>
                <li class="operation weight"><i>"× w"</i><span>{part(|f| &f.w)}</span></li>
                <li class="operation bias"><i>"+ b"</i><span>{part(|f| &f.b)}</span></li>
                <li class="node sum"><i>"z"</i><span>{part(|f| &f.z)}</span></li>
                <li class="operation"><i>{move || words::symbol(activation.get())}</i><span>{move || words::activation(activation.get())}</span></li>
                <li class="node output"><i>"a"</i><span>{part(|f| &f.a)}</span></li>
            </ol>
            <div class="formulas" role="group" aria-label=words::text("formula-label")>
                <p>
                    <b class="sum">"z"</b>" = "<b class="weight">"w"</b>" · x + "<b class="bias">"b"</b>
                    <br />
                    "= "<span class="weight">{part(|f| &f.w)}</span>" · "{operand(|f| &f.x)}" + "
                    <span class="bias">{operand(|f| &f.b)}</span>" = "<b class="sum">{part(|f| &f.z)}</b>
                </p>
                <p>
                    <b class="output">{formula}</b>{part(|f| &f.activated)}" = "<b class="output">{part(|f| &f.a)}</b>
                </p>
            </div>
            <pre id="get-weights"><code>{move || cell.with(|[code, _]| code.clone())}</code><samp>{move || cell.with(|[_, printed]| printed.clone())}</samp></pre>
            <p class="note">{words::text("keras-hint")}</p>
        </section>
    }
}
