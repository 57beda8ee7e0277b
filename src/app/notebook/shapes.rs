//! Kernel and bias of layers with several inputs and units.

use leptos::prelude::*;

use crate::app::Page;
use crate::nn::Array;
use crate::notebook::numpy::{self, DEFAULT_PRECISION};
use crate::notebook::{MOST_INPUTS, MOST_UNITS, Shapes};
use crate::number::rounded;
use crate::words;

#[component]
pub(super) fn Panel(page: Page) -> impl IntoView {
    let (inputs, units) = (RwSignal::new(2), RwSignal::new(3));
    let shapes = Memo::new(move |_| Shapes::new(inputs.get(), units.get(), page.state.with(|state| state.seed)));
    let choice = |id: &'static str, label: String, most: usize, chosen: RwSignal<usize>| {
        let option = move |count: usize| {
            view! { <option value=count.to_string() prop:selected=move || chosen.get() == count>{count.to_string()}</option> }
        };
        view! {
            <label>
                {label}" "
                <select id=id on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or(1))>
                    {(1..=most).map(option).collect_view()}
                </select>
            </label>
        }
    };
    let of =
        move |pick: fn(&Shapes) -> String| move || shapes.with(|shapes| shapes.as_ref().map(pick).unwrap_or_default());
    let product = of(|shapes| {
        let [x, w, b, z] = [&shapes.inputs, &shapes.kernel, &shapes.bias, &shapes.sums].map(Array::shape_text);
        words::say("shapes-product", &[("x", &x), ("w", &w), ("b", &b), ("z", &z)])
    });
    let count = of(|shapes| {
        let [inputs, units] =
            [0, 1].map(|axis| shapes.kernel.shape().get(axis).copied().unwrap_or_default().to_string());
        let count = shapes.parameters.to_string();
        words::say("shapes-count", &[("inputs", &inputs), ("units", &units), ("count", &count)])
    });
    let lesson = of(|shapes| words::text(if shapes.parameters == 2 { "shapes-wrong-one" } else { "shapes-wrong" }));
    let wrong = of(|shapes| match &shapes.swapped {
        Err(sentence) => sentence.clone(),
        Ok(array) => numpy::repr(array, DEFAULT_PRECISION),
    });
    view! {
        <details id="shapes" class="panel">
            <summary>{words::text("shapes-title")}</summary>
            <p>{words::text("shapes-hint")}</p>
            <div class="row">
                {choice("shapes-inputs", words::text("shapes-inputs"), MOST_INPUTS, inputs)}
                {choice("shapes-units", words::text("shapes-units"), MOST_UNITS, units)}
            </div>
            <div class="scroll" tabindex="0" role="group" aria-label=words::text("shapes-title")>{move || shapes.with(|shapes| shapes.as_ref().map(table))}</div>
            <p id="shapes-count">{count}</p>
            <p id="shapes-product"><code>{product}</code></p>
            <p>{lesson}</p>
            <pre id="shapes-wrong"><samp>{wrong}</samp></pre>
        </details>
    }
}

/// A column for each neuron, a row for each input, and the bias below.
fn table(shapes: &Shapes) -> impl IntoView + use<> {
    let numbers = |array: &Array, at: usize, units: usize| -> Vec<String> {
        array.data().iter().skip(at * units).take(units).map(|number| rounded(f64::from(*number), 4)).collect()
    };
    let (inputs, units) = match shapes.kernel.shape() {
        [inputs, units] => (*inputs, *units),
        _ => (0, 0),
    };
    let cells = |numbers: Vec<String>, class: &'static str| {
        numbers.into_iter().map(|number| view! { <td class=class>{number}</td> }).collect_view()
    };
    let named = |id: &str, number: usize| words::say(id, &[("number", &number.to_string())]);
    let shaped = |id: &str, array: &Array| words::say(id, &[("shape", &array.shape_text())]);
    let neurons =
        (1..=units).map(|number| view! { <th scope="col">{named("shapes-neuron", number)}</th> }).collect_view();
    let rows = (0..inputs).map(|at| {
        let heading = named("shapes-input", at + 1);
        view! { <tr><th scope="row">{heading}</th>{cells(numbers(&shapes.kernel, at, units), "weight")}</tr> }
    });
    let bias = cells(numbers(&shapes.bias, 0, units), "bias");
    view! {
        <table id="shapes-table">
            <thead><tr><th scope="col">{shaped("shapes-kernel", &shapes.kernel)}</th>{neurons}</tr></thead>
            <tbody>
                {rows.collect_view()}
                <tr><th scope="row">{shaped("shapes-bias", &shapes.bias)}</th>{bias}</tr>
            </tbody>
        </table>
    }
}
