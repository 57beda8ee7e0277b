//! Learning rate, batch, switches, and the buttons that train.

use leptos::html::Input;
use leptos::prelude::*;

use crate::app::Page;
use crate::app::clock::{Clock, Dial};
use crate::app::controls::{Activations, History as HistoryButtons, Switch, UseBias};
use crate::app::field::{NumberField, nearest};
use crate::app::focus::focus_soon;
use crate::app::part::Part;
use crate::data;
use crate::gesture;
use crate::link;
use crate::number;
use crate::state::{Action, Command, Control, End, State, Wanted};
use crate::words::{self, learn};

/// Epochs of the recipe in the forum.
const RECIPE_EPOCHS: u32 = 1000;
/// The longest run that a button starts.
const LONG_RUN: u32 = 10_000;

/// The buttons that train, right under the pictures that they move.
#[component]
pub(super) fn Go(page: Page, clock: Clock, dial: Dial) -> impl IntoView {
    let state = page.state;
    // They keep the focus: a run that diverges ends under the hand that has started it.
    let is_over = Memo::new(move |_| state.with(State::cannot_train));
    let cannot = move || is_over.get().then_some("true");
    let run = move |epochs: u32| {
        let label = if epochs == 1 {
            words::text("step-1")
        } else {
            words::say("step-many", &[("count", &epochs.to_string())])
        };
        view! { <button type="button" id=format!("epochs-{epochs}") aria-disabled=cannot on:click=move |_| clock.run(epochs)>{label}</button> }
    };
    let pace = RwSignal::new(1);
    let play = move |_| if clock.is_going() { clock.pause() } else { clock.play(pace.get_untracked()) };
    let speed = move |count: u32| {
        let label = words::say("speed-of", &[("count", &count.to_string())]);
        view! { <option value=count.to_string()>{label}</option> }
    };
    let start = || State::open(&link::parse(link::RECIPE).0);
    let hint = learn::recipe(&start(), RECIPE_EPOCHS, LONG_RUN);
    // It is that of the two houses, and would take other examples away.
    let is_other =
        Memo::new(move |_| page.setup.with(|state| state.training.examples.source() != Some(data::Set::Houses)));
    let recipe = move |_| {
        let opened = start();
        let opened = state.with_untracked(|state| opened.looked_at_as(state));
        page.run.run(Command::Leap(Box::new(opened)));
        clock.run(RECIPE_EPOCHS);
    };
    view! {
        <section class="go" aria-label=words::text("go")>
            <div class="row">
                <Part control=Control::Presets page>
                    <button type="button" id="recipe" class="primary" aria-describedby="recipe-hint" hidden=is_other on:click=recipe>
                        {words::text("recipe")}
                    </button>
                </Part>
                {[1, 10, 100, 1000, LONG_RUN].map(run).collect_view()}
                <button type="button" id="play" aria-disabled=cannot on:click=play>
                    {move || if dial.is_going() { words::text("pause") } else { words::text("play") }}
                </button>
                <select
                    id="speed"
                    aria-label=words::text("speed")
                    on:change=move |event| {
                        pace.set(event_target_value(&event).parse().unwrap_or(1));
                        clock.set_pace(pace.get_untracked());
                    }
                >
                    {[1, 10, 100].map(speed).collect_view()}
                </select>
            </div>
            <progress
                id="progress"
                aria-label=words::text("progress")
                max="1"
                prop:value=move || dial.progress().unwrap_or(0.0)
                style:visibility=move || if dial.progress().is_some() { "visible" } else { "hidden" }
            ></progress>
            <Part control=Control::Presets page><p id="recipe-hint" class="note" hidden=is_other>{hint}</p></Part>
        </section>
    }
}

/// How training steps, and the next step with its numbers.
#[component]
pub(super) fn Steering(
    page: Page,
    /// Whether there are very many examples.
    is_large: Memo<bool>,
) -> impl IntoView {
    let Page { paced, setup, rested, .. } = page;
    // Of many examples the slopes take as long as all pictures: they wait for a rest.
    let steps = Memo::new(move |_| if is_large.get() { rested.with(learn::steps) } else { paced.with(learn::steps) });
    let heading = move || {
        if setup.with(State::is_in_batches) { words::text("next-step-batch") } else { words::text("next-step") }
    };
    view! {
        <section class="steering" aria-label=words::text("train-title")>
            <Part control=Control::Rate page>
                <h2>{words::text("train-title")}</h2>
                <Rate page />
            </Part>
            <Switches page />
            <Part control=Control::Train page>
                <h2 hidden=move || steps.with(|lines| lines.iter().all(String::is_empty))>{heading}</h2>
                <div id="next-step" class="formulas">
                    <p class="weight">{move || steps.with(|[w, _]| w.clone())}</p>
                    <p class="bias">{move || steps.with(|[_, b]| b.clone())}</p>
                </div>
            </Part>
            <Activations page />
            <HistoryButtons page />
        </section>
    }
}

/// The learning rate: a slider in powers of ten, with a mark where training begins to diverge.
#[component]
fn Rate(page: Page) -> impl IntoView {
    let setup = page.setup;
    let rate = Memo::new(move |_| setup.with(|state| state.training.learning_rate));
    let node = NodeRef::<Input>::new();
    let act = move |rate| page.run.run(Command::Act(Action::Rate(rate)));
    let rest = move || page.run.run(Command::Rest);
    let is_key_down = StoredValue::new(false);
    let let_go = move || {
        // As for the other sliders.
        if is_key_down.try_get_value() == Some(true) {
            is_key_down.set_value(false);
            rest();
        }
    };
    let slid = move |_| {
        if let Some(Ok(place)) = node.get_untracked().map(|input| number::read(&input.value())) {
            act(gesture::rate_at(place));
        }
    };
    let stability = Memo::new(move |_| setup.with(learn::stability));
    let mark = Memo::new(move |_| {
        let limit = setup.with(State::largest_stable_rate)?;
        Some(gesture::place_of_rate(limit as f32)).filter(|place| (0.0..=1.0).contains(place))
    });
    view! {
        <div class="slider rate">
            <label for="lr">{words::text("learning-rate")}</label>
            <small>{words::text("rate-hint")}</small>
            <div class="value">
                <NumberField
                    id="lr-value"
                    label=words::say("field-label", &[("name", &words::text("learning-rate"))])
                    name=words::text("learning-rate")
                    value=rate
                    commit=Callback::new(move |typed| {
                        // The nearest rate above zero is none that anybody means.
                        if typed <= 0.0 {
                            return Some(Wanted::Positive);
                        }
                        act(typed);
                        rest();
                        nearest(rate.get_untracked(), typed)
                    })
                />
            </div>
            <div class="track">
                <input
                    node_ref=node
                    type="range"
                    id="lr"
                    min="0"
                    max="1"
                    step="0.01"
                    aria-valuetext=move || words::say("rate-value", &[("rate", &number::exact(rate.get()))])
                    prop:value=move || gesture::place_of_rate(rate.get()).to_string()
                    on:input=slid
                    // A held key is told as a change again and again; it is one step, and rests when it comes up.
                    on:keydown=move |_| is_key_down.set_value(true)
                    on:keyup=move |_| let_go()
                    on:blur=move |_| let_go()
                    on:change=move |_| if !is_key_down.get_value() { rest() }
                    // As for the other sliders.
                    on:pointerup=move |_| rest()
                    on:pointercancel=move |_| page.run.run(Command::Cancel)
                />
                <span class="limit" aria-hidden="true" style:inset-inline-start=move || {
                    mark.get().map_or("-100vw".into(), |place| format!("calc(13px + {place} * (100% - 26px))"))
                }></span>
            </div>
            <small id="stability">{move || stability.get()}</small>
        </div>
    }
}

#[component]
fn Switches(page: Page) -> impl IntoView {
    let setup = page.setup;
    let once = move |action| page.once(action);
    let batch = move |size: Option<u32>| {
        let name = size.map_or("all".to_owned(), |size| size.to_string());
        let label = match size {
            None => words::text("batch-all"),
            Some(_) => words::say("batch-of", &[("count", &name)]),
        };
        view! { <option value=name prop:selected=move || setup.with(|state| state.training.batch == size)>{label}</option> }
    };
    // A size from a link that is none of the usual ones has a line of its own.
    let sizes = move || {
        let own = setup.with(|state| state.training.batch);
        let mut sizes = vec![None, Some(1), Some(2), Some(4), Some(16), Some(64)];
        if !sizes.contains(&own) {
            sizes.push(own);
        }
        sizes.into_iter().map(batch).collect_view()
    };
    view! {
        <div class="row">
            <Part control=Control::UseWeight page>
                <Switch id="use-weight" label=words::text("use-weight") on=|state| state.training.use_weight turn=Action::UseWeight page />
            </Part>
            <UseBias page />
            <Part control=Control::Batch page><label>{words::text("batch")}" "<select
                id="batch"
                on:change=move |event| once(Action::Batch(event_target_value(&event).parse().ok()))
            >
                {sizes}
            </select></label></Part>
        </div>
    }
}

/// After a run that could not go on: the last good values, and a rate that holds.
#[component]
pub(super) fn WhenEnded(page: Page, clock: Clock) -> impl IntoView {
    let state = page.state;
    let end = Memo::new(move |_| state.with(|state| state.training.run.end()));
    let smaller = Memo::new(move |_| page.setup.with(State::stable_rate));
    let label = move || words::say("smaller-rate", &[("rate", &number::exact(smaller.get()))]);
    // The state before the run, with a smaller rate in the second case; both as one step.
    let back = move |rate: Option<f32>| {
        clock.pause();
        let start = state.with_untracked(|state| state.before_run(rate));
        page.run.run(Command::Leap(Box::new(start)));
        // The buttons go with what they are for.
        focus_soon(["epochs-1".to_owned()]);
    };
    view! {
        <Show when=move || end.get().is_some()>
            <div class="row" role="alert">
                <button type="button" id="back-to-start" on:click=move |_| back(None)>{words::text("back-to-start")}</button>
                // Not where the link's author holds the rate.
                <Show when=move || end.get() == Some(End::Diverged) && !page.setting.with(|given| given.bars(Control::Rate))>
                    <button type="button" id="smaller-rate" on:click=move |_| back(Some(smaller.get_untracked()))>{label}</button>
                </Show>
            </div>
        </Show>
    }
}
