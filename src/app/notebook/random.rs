//! Why random? A thousand draws, twenty starts, and two units that stay twins.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Page;
use crate::app::palette::Surroundings;
use crate::app::part::Part;
use crate::app::plot::Plot;
use crate::figure::{self, Terrain};
use crate::notebook::random::{DRAWS, Draws, STARTS, Twins, many_starts, twins};
use crate::number::rounded;
use crate::state::{Control, Lab};
use crate::words;

/// Digits of the numbers here.
const DIGITS: usize = 4;

#[component]
pub(super) fn Panel(page: Page, surroundings: Surroundings) -> impl IntoView {
    // Nothing of this is computed before somebody looks.
    let open = RwSignal::new(false);
    view! {
        <details id="random" class="panel" on:toggle=move |_| open.set(true)>
            <summary>{words::text("random-title")}</summary>
            <Show when=move || open.get()><Inside page surroundings /></Show>
        </details>
    }
}

#[component]
fn Inside(page: Page, surroundings: Surroundings) -> impl IntoView {
    let seed = Memo::new(move |_| page.state.with(|state| state.seed));
    let draws = Memo::new(move |_| Draws::new(seed.get()));
    let short = |number: f32| rounded(f64::from(number), DIGITS);
    let count = DRAWS.to_string();
    let text = {
        let count = count.clone();
        move || {
            draws.with(|Draws { limit, first, .. }| {
                let (seed, limit, first) = (seed.get().to_string(), short(*limit), short(*first));
                words::say("random-draws", &[("count", &count), ("seed", &seed), ("limit", &limit), ("first", &first)])
            })
        }
    };
    let alt = move || {
        draws.with(|Draws { limit, counts, .. }| {
            let least = counts.iter().min().copied().unwrap_or_default().to_string();
            let most = counts.iter().max().copied().unwrap_or_default().to_string();
            let limit = short(*limit);
            words::say("random-draws-alt", &[("count", &count), ("limit", &limit), ("least", &least), ("most", &most)])
        })
    };
    let bars = move || {
        draws.with(|Draws { counts, .. }| {
            let bar = |count: &usize| view! { <span style:height=format!("{count}px")></span> };
            counts.iter().map(bar).collect_view()
        })
    };
    let ends = move || draws.with(|draws| short(draws.limit));
    let starts = STARTS.to_string();
    let ways = Memo::new(move |_| {
        let state = Lab::Linear.shipped();
        let terrain = Arc::new(Terrain::of(&state));
        figure::ways(&state, &terrain, &many_starts(seed.get()))
    });
    let ways_alt = Signal::stored(words::say("random-starts-alt", &[("count", &starts)]));
    view! {
        <p>{text}</p>
        <div class="histogram" role="img" aria-label=alt>{bars}</div>
        <div class="ends" aria-hidden="true"><span>"−"{ends}</span><span>"0"</span><span>{ends}</span></div>
        <p>{words::say("random-starts", &[("count", &starts)])}</p>
        <Part control=Control::PlotStarts page>
            <Plot part=Control::PlotStarts figure=ways alt=ways_alt page surroundings />
        </Part>
        <p>{words::text("random-twins")}</p>
        <TwinTable title=words::text("twins-zero") twins=Signal::derive(|| twins(None)) />
        <TwinTable title=words::text("twins-random") twins=Signal::derive(move || twins(Some(seed.get()))) />
    }
}

#[component]
fn TwinTable(title: String, twins: Signal<Vec<Twins>>) -> impl IntoView {
    let unit = |[w, b, out]: [f32; 3]| [w, b, out].map(|number| rounded(f64::from(number), DIGITS)).join(", ");
    let row = move |Twins { epoch, units, loss }: Twins| {
        view! {
            <tr>
                <th scope="row">{epoch.to_string()}</th>
                <td>{unit(units[0])}</td>
                <td>{unit(units[1])}</td>
                <td class="error">{rounded(f64::from(loss), DIGITS)}</td>
            </tr>
        }
    };
    let heading = |number: &str| words::say("twins-unit", &[("number", number)]);
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label=title.clone()><table class="twins">
            <caption>{title.clone()}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::text("twins-epoch")}</th>
                    <th scope="col">{heading("1")}</th>
                    <th scope="col">{heading("2")}</th>
                    <th scope="col">{words::text("twins-loss")}</th>
                </tr>
            </thead>
            <tbody>{move || twins.get().into_iter().map(row).collect_view()}</tbody>
        </table></div>
    }
}
