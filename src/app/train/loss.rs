//! The loss: which one, its formula with the numbers written in, the best that each switch leaves.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Page;
use crate::app::controls::Switch;
use crate::app::part::Part;
use crate::draw;
use crate::figure::{BANDS, Terrain};
use crate::nn::Loss;
use crate::number::rounded;
use crate::state::{Action, Control, State};
use crate::words::{self, learn};

#[component]
pub(super) fn Panel(page: Page) -> impl IntoView {
    let Page { paced, setup, .. } = page;
    let once = move |action| page.once(action);
    let choice = move |loss: Loss| {
        view! {
            <label>
                <input
                    type="radio"
                    name="loss"
                    id=format!("loss-{}", crate::link::loss_name(loss))
                    disabled=move || setup.with(|state| !state.takes_labels(loss))
                    prop:checked=move || setup.with(|state| state.training.loss == loss)
                    on:change=move |_| once(Action::Loss(loss))
                />
                <span>{learn::loss(loss)}</span>
            </label>
        }
    };
    let numbers = Memo::new(move |_| paced.with(learn::loss_numbers));
    let bests = Memo::new(move |_| setup.with(learn::bests));
    let rows = move || {
        let row = |[name, w, b, loss]: [String; 4]| {
            view! { <tr><th scope="row">{name}</th><td class="weight">{w}</td><td class="bias">{b}</td><td class="error">{loss}</td></tr> }
        };
        bests.get().into_iter().map(row).collect_view()
    };
    view! {
        <Part control=Control::Loss page>
            <fieldset class="choices">
                <legend>{words::text("loss")}</legend>
                {Loss::ALL.map(choice).collect_view()}
            </fieldset>
        <div class="formulas">
            <p><b class="error">{move || learn::loss_formula(setup.with(|state| state.training.loss))}</b></p>
            <p id="loss-numbers">{move || numbers.get()}</p>
        </div>
        </Part>
        <Part control=Control::Squares page>
            <Switch id="squares" label=words::text("squares") on=|state| state.training.squares turn=Action::Squares works=State::has_squares page />
        </Part>
        <Part control=Control::Bests page><div class="scroll" hidden=move || bests.with(Vec::is_empty)><table id="bests">
            <caption>{words::text("bests")}</caption>
            <thead><tr><td></td><th scope="col">"w"</th><th scope="col">"b"</th><th scope="col">"J"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div></Part>
    }
}

/// Linear or logarithmic.
#[component]
pub(super) fn LogAxis(page: Page) -> impl IntoView {
    view! {
        <Switch id="log" label=words::text("log-axis") on=|state| state.training.log_loss turn=Action::LogLoss page />
    }
}

/// What the colours of the surface mean.
#[component]
pub(super) fn Scale(terrain: Memo<Arc<Terrain>>) -> impl IntoView {
    let swatch = |band: u8| {
        let draw::Rgb(red, green, blue) = draw::band_colour(band);
        view! { <span style:background-color=format!("rgb({red},{green},{blue})")></span> }
    };
    let edge = move |at: usize| {
        move || terrain.with(|terrain| terrain.edges.get(at).map(|edge| rounded(*edge, 3)).unwrap_or_default())
    };
    view! {
        <div class="scale" hidden=move || terrain.with(|terrain| terrain.is_flat())>
            <span>{words::text("scale-low")}" < "{edge(0)}</span>
            <span class="swatches" aria-hidden="true">{(0..BANDS as u8).map(swatch).collect_view()}</span>
            <span>{words::text("scale-high")}" > "{edge(BANDS - 2)}</span>
        </div>
    }
}
