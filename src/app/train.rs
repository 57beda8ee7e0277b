//! The view in which training moves w and b.

mod clock;
mod controls;
mod examples;
mod loss;
mod table;

use std::sync::Arc;

use leptos::prelude::*;

use super::Page;
use super::palette::Surroundings;
use super::plot::Plot;
use super::slider::Slider;
use crate::figure::{self, Terrain};
use crate::state::{Param, Span, Training};
use crate::words::{self, learn};

use clock::Clock;

#[component]
pub(super) fn Train(page: Page, surroundings: Surroundings) -> impl IntoView {
    let state = page.state;
    let data = Memo::new(move |_| state.with(figure::examples));
    let loss = Memo::new(move |_| state.with(figure::loss_curve));
    // What the terrain depends on. Neither w nor b is in it: a drag of them does not measure the loss anew.
    let ground = Memo::new(move |_| {
        state.with(|state| {
            let Training { examples, loss, .. } = &state.training;
            let spans: [Span; 2] = [state.span(Param::W), state.span(Param::B)];
            let switches = [Param::W, Param::B].map(|param| state.counts(param));
            (examples.clone(), *loss, state.activation, spans, switches)
        })
    });
    let terrain = Memo::new(move |_| {
        // Reading it, not only tracking it: a memo that nobody reads does not look whether it has changed.
        ground.with(|_| ());
        Arc::new(state.with_untracked(Terrain::of))
    });
    let surface = Memo::new(move |_| terrain.with(|terrain| state.with(|state| figure::surface(state, terrain))));
    let clock = Clock::new(page);
    let intake = examples::Intake::new(page);
    let line = |sentence: fn(&crate::state::State) -> String| {
        let sentence = Memo::new(move |_| state.with(sentence));
        move || sentence.get()
    };
    let axes = Memo::new(move |_| state.with(learn::axes));
    let outside = Memo::new(move |_| match state.with(figure::examples_out_of_sight) {
        0 => String::new(),
        count => words::say("out-of-sight", &[("count", &count.to_string())]),
    });
    let alt = |id: &str| Signal::stored(words::text(id));
    view! {
        <div on:dragover=move |event| event.prevent_default() on:drop=move |event| intake.dropped(&event)>
        <p class="lead">{words::text("train-lead")}</p>
        <examples::Picker page />
        <div class="train">
            <div class="picture">
                <h2><span>{move || axes.with(|[_, y]| y.clone())}</span>" ↑   "<span>{move || axes.with(|[x, _]| x.clone())}</span>" →"</h2>
                <Plot id="plot-data" figure=data alt=alt("data-alt") page surroundings />
                <p class="note">{move || outside.get()}</p>
            </div>
            <div class="picture">
                <h2><span class="bias">"b ↑"</span>" "<span class="weight">"w →"</span>" "{words::text("surface-title")}</h2>
                <Plot id="plot-surface" figure=surface alt=alt("surface-alt") page surroundings />
                <loss::Scale terrain />
                <p class="note">{words::text("surface-legend")}</p>
            </div>
            <div class="centre">
                <controls::Go page clock />
                <p id="description">{line(learn::outcome)}</p>
                <p id="valley" class="note">{line(learn::valley)}</p>
                <controls::WhenDiverged page clock />
            </div>
            <div class="steer">
                <Slider param=Param::W page />
                <Slider param=Param::B page />
                <controls::Steering page />
            </div>
            <div class="judge">
                <loss::Panel page />
                <h2><span class="error">"J"</span>" "{words::text("loss-curve-title")}</h2>
                <Plot id="plot-loss" figure=loss alt=alt("loss-alt") page surroundings />
                <loss::LogAxis page />
            </div>
        </div>
        <table::Examples page />
        <examples::Paste page intake />
        </div>
    }
}
