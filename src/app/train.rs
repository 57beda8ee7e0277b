//! The view in which training moves w and b.

mod controls;
mod examples;
mod loss;
mod table;

use std::sync::Arc;

use leptos::prelude::*;

use super::Page;
use super::palette::Surroundings;
use super::part::Part;
use super::plot::Plot;
use super::slider::Slider;
use crate::figure::{self, Terrain};
use crate::state::{Control, Grip, Param, Span, Training};
use crate::words::{self, learn};

/// Examples whose loss and slopes are told while a hand moves.
const AT_ONCE: usize = 10_000;

#[component]
pub(super) fn Train(page: Page, surroundings: Surroundings) -> impl IntoView {
    let Page { state, setup, paced, .. } = page;
    let data = Memo::new(move |_| state.with(figure::examples));
    // Of many examples the loss takes as long as all pictures: it follows at the reader's pace.
    let is_large = Memo::new(move |_| setup.with(|state| state.training.examples.points().len() > AT_ONCE));
    let loss = Memo::new(move |_| if is_large.get() { paced } else { state }.with(figure::loss_curve));
    // What the terrain depends on. Neither w nor b is in it: a drag of them does not measure the loss anew.
    let ground = Memo::new(move |_| {
        setup.with(|state| {
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
    let has_minimum = Memo::new(move |_| terrain.with(|terrain| terrain.minimum.is_some()));
    let minimum = Memo::new(move |_| {
        words::text(if setup.with(|state| state.use_bias) { "surface-minimum" } else { "surface-minimum-no-bias" })
    });
    let (clock, dial) = (page.clock, page.clock.in_view());
    on_cleanup(move || clock.leave());
    let intake = examples::Intake::new(page);
    // Each step of a training is told, and a hand at the reader's pace.
    let has_training = Memo::new(move |_| page.setting.with(|setting| !setting.bars(Control::Train)));
    let outcome = Memo::new(move |_| {
        let has_training = has_training.get();
        if dial.is_going() { state } else { paced }.with(|state| learn::outcome_where(state, has_training))
    });
    let end = Memo::new(move |_| state.with(|state| state.training.run.end()));
    // Whoever is best, and whether classes separate, depends on the examples: w and b move past it.
    let valley = Memo::new(move |_| {
        setup.with(|_| ());
        end.with(|_| ());
        state.with_untracked(learn::valley)
    });
    let axes = Memo::new(move |_| setup.with(learn::axes));
    let outside = Memo::new(move |_| match setup.with(figure::examples_out_of_sight) {
        0 => String::new(),
        count => words::say("out-of-sight", &[("count", &count.to_string())]),
    });
    let lead = move || words::text(if has_training.get() { "train-lead" } else { "train-lead-hand" });
    // A host trains also where no hand can.
    let has_way = Memo::new(move |_| has_training.get() || state.with(|state| state.training.run.epochs() > 0));
    let legend = Memo::new(move |_| {
        let moves = setup.with(|state| [Param::W, Param::B].iter().any(|param| state.counts(*param)));
        page.setting.with(|setting| {
            let is_free = !setting.bars(Control::PlotSurface) && !setting.bars_grip(Grip::Weights);
            learn::surface_legend(moves && is_free, has_way.get())
        })
    });
    let alt = |id: &str| Signal::stored(words::text(id));
    view! {
        <div on:dragover=move |event| event.prevent_default() on:drop=move |event| intake.dropped(&event)>
        <p class="lead">{lead}</p>
        <examples::Picker page />
        <div class="train">
            <Part control=Control::PlotData page>
                <div class="picture">
                    <h2><span>{move || axes.with(|[_, y]| y.clone())}" ↑"</span>" "<span>{move || axes.with(|[x, _]| x.clone())}" →"</span></h2>
                    <Plot part=Control::PlotData figure=data alt=alt("data-alt") page surroundings />
                    <p class="note">{move || outside.get()}</p>
                </div>
            </Part>
            <Part control=Control::PlotSurface page>
                <div class="picture">
                    <h2><span class="bias">"b ↑"</span>" "<span class="weight">"w →"</span>" "{words::text("surface-title")}</h2>
                    <Plot part=Control::PlotSurface figure=surface alt=alt("surface-alt") page surroundings />
                    <loss::Scale terrain />
                    <p class="note legend">{move || legend.get()}{move || has_minimum.get().then(|| (" ", minimum.get()))}</p>
                </div>
            </Part>
            <div class="centre">
                <Part control=Control::Train page><controls::Go page clock dial /></Part>
                <p id="description">{move || outcome.get()}</p>
                <Part control=Control::Bests page><p id="valley" class="note">{move || valley.get()}</p></Part>
                <Part control=Control::Train page><controls::WhenEnded page clock /></Part>
            </div>
            <div class="steer">
                <Slider param=Param::W page />
                <Slider param=Param::B page />
                <controls::Steering page is_large />
            </div>
            <div class="judge">
                <loss::Panel page />
                <Part control=Control::PlotLoss page>
                    <h2><span class="error">"J"</span>" "{words::text("loss-curve-title")}</h2>
                    <Plot part=Control::PlotLoss figure=loss alt=alt("loss-alt") page surroundings />
                    <Part control=Control::Log page><loss::LogAxis page /></Part>
                </Part>
            </div>
        </div>
        <Part control=Control::Table page><Part control=Control::Data page><table::Examples page /></Part></Part>
        <Part control=Control::Paste page><Part control=Control::Data page><examples::Paste page intake /></Part></Part>
        </div>
    }
}
