//! The examples as a table: each can be changed and removed by keyboard, with what it adds to the loss.

use leptos::prelude::*;

use crate::app::Page;
use crate::app::field::{NumberField, nearest};
use crate::app::focus::focus_soon;
use crate::data::Point;
use crate::number::rounded;
use crate::state::{Action, Judged, State, Units, Wanted};
use crate::words::{self, learn};

/// Rows of a table that a person reads; the pictures show the others.
const MOST_ROWS: usize = 50;
/// The first of them that follow a hand; the others follow when it rests.
const LIVE_ROWS: usize = 10;

#[component]
pub(super) fn Examples(page: Page) -> impl IntoView {
    let state = page.state;
    let count = Memo::new(move |_| page.setup.with(|state| state.training.examples.points().len()));
    let more = move || match count.get().saturating_sub(MOST_ROWS) {
        0 => String::new(),
        more => words::say("more-rows", &[("count", &more.to_string())]),
    };
    let add = move |_| {
        let x = state.with_untracked(|state| state.value(crate::state::Param::X));
        let y = state.with_untracked(|state| state.neuron().a(x));
        page.once(Action::AddPoint(Point { x, y }));
    };
    view! {
        <details class="examples" open>
            <summary>{words::text("table")}</summary>
            <div class="scroll">
                <table id="examples">
                    <thead>
                        <tr>
                            <th scope="col">{words::text("column-x")}</th>
                            <th scope="col">{words::text("column-y")}</th>
                            <th scope="col">{words::text("column-predicted")}</th>
                            <th scope="col">{words::text("column-error")}</th>
                            <th scope="col">{words::text("column-term")}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || 0..count.get().min(MOST_ROWS) key=|at| *at children=move |at| view! { <Row page at /> } />
                    </tbody>
                </table>
            </div>
            <p class="note">{more}</p>
            <button type="button" id="add" on:click=add>{words::text("add")}</button>
        </details>
    }
}

#[component]
fn Row(page: Page, at: usize) -> impl IntoView {
    let state = if at < LIVE_ROWS { page.paced } else { page.rested };
    let judged = Memo::new(move |_| state.with(|state| state.judged(at)));
    let value =
        move |pick: fn(&Judged) -> f32| Signal::derive(move || judged.with(|judged| judged.as_ref().map_or(0.0, pick)));
    let shown = move |pick: fn(&Judged) -> f32| move || rounded(f64::from(value(pick).get()), 6);
    let term = Memo::new(move |_| {
        state.with(|state| state.judged(at).map(|judged| learn::term(state, &judged)).unwrap_or_default())
    });
    let once = move |action| page.once(action);
    let moved = move |change: fn(&Judged, f32) -> Point, read: fn(Point) -> f32| {
        Callback::new(move |typed: f32| {
            let point = change(&judged.get_untracked()?, typed);
            once(Action::MovePoint(at, point));
            let used = read(*page.state.read_untracked().training.examples.points().get(at)?);
            nearest(used, typed)
        })
    };
    // Among two classes a label is one of them.
    let relabelled = moved(|judged, y| Point { x: judged.x, y }, |point| point.y);
    let relabelled = Callback::new(move |typed: f32| {
        let has_classes = page.setup.with_untracked(State::has_classes);
        let wanted = relabelled.run(typed)?;
        Some(if has_classes { Wanted::OneOf(vec!["0", "1"]) } else { wanted })
    });
    // The place of the row is taken by the next one, and with it the focus; behind the last row it goes to the button below.
    let remove = move || {
        once(Action::RemovePoint(at));
        focus_soon([format!("remove-{at}"), "add".to_owned()]);
    };
    // There it depends on all examples: see `Action::MovePoint`.
    let is_fixed = Memo::new(move |_| page.setup.with(|state| state.training.examples.units() == Units::ZScore));
    let number = (at + 1).to_string();
    let named = |id: &str| words::say(id, &[("number", &number)]);
    view! {
        <tr>
            <td>
                <NumberField id=format!("x-{at}") label=named("example-x") name=named("example-x") value=value(|j| j.x)
                    disabled=is_fixed commit=moved(|judged, x| Point { x, y: judged.y }, |point| point.x) />
            </td>
            <td>
                <NumberField id=format!("y-{at}") label=named("example-y") name=named("example-y") value=value(|j| j.y)
                    commit=relabelled />
            </td>
            <td class="output">{shown(|judged| judged.predicted)}</td>
            <td class="error">{shown(|judged| judged.error)}</td>
            <td>{move || term.get()}</td>
            <td>
                <button type="button" id=format!("remove-{at}") aria-label=named("remove") on:click=move |_| remove()>"×"</button>
            </td>
        </tr>
    }
}
