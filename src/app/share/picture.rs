//! The plots as a picture, and the numbers behind them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Draft;
use super::file;
use crate::app::copy::Copy;
use crate::app::palette::Surroundings;
use crate::handout;
use crate::words::{self, share};

const SVG_FILE: &str = "wxplusb.svg";
const PNG_FILE: &str = "wxplusb.png";

#[component]
pub(super) fn Picture(draft: Draft, surroundings: Surroundings) -> impl IntoView {
    let palette = surroundings.in_view().palette;
    let svg = Memo::new(move |_| draft.shown.with(|state| handout::svg(state, palette.get())));
    let csv = Memo::new(move |_| draft.shown.with(handout::csv));
    let told = RwSignal::new(String::new());
    let saving = |file: &str| words::say("saving", &[("file", file)]);
    let save_svg = move |_| {
        file::save(SVG_FILE, file::svg(&svg.read_untracked()));
        told.set(saving(SVG_FILE));
    };
    let save_png = move |_| {
        told.set(String::new());
        let svg = svg.get_untracked();
        spawn_local(async move {
            let png = file::png(&svg).await;
            let sentence = if png.is_some() { saving(PNG_FILE) } else { words::text("save-failed") };
            file::save(PNG_FILE, png);
            // The dialog may be closed by now.
            let _ = told.try_set(sentence);
        });
    };
    view! {
        <p>{words::text("picture-lead")}</p>
        <img id="share-image" src=move || file::address_of(&svg.read()) alt=move || draft.shown.with(share::title) />
        <div class="row">
            <button type="button" class="primary" id="save-svg" on:click=save_svg>{words::text("save-svg")}</button>
            <button type="button" class="primary" id="save-png" on:click=save_png>{words::text("save-png")}</button>
            <p id="save-told" class="note" role="status">{told}</p>
        </div>
        <Copy id="share-numbers" label=words::text("numbers") text=csv rows=6 button=words::text("numbers-copy") />
    }
}
