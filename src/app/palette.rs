//! The colours of the stylesheet as numbers for the canvas, and what else the surroundings decide about a picture.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, MediaQueryList};

use super::follow::in_view;
use crate::draw::{Palette, Rgb};
use crate::state::{State, Theme};

/// The custom properties that the canvas reads, in the order of [`Palette`].
const INKS: [&str; 17] = [
    "background",
    "text",
    "muted",
    "grid",
    "grid-fine",
    "axis",
    "weight",
    "weight-text",
    "bias",
    "bias-text",
    "sum",
    "sum-text",
    "output",
    "output-text",
    "data",
    "error",
    "error-text",
];

/// What decides how a picture is drawn, apart from what it shows.
#[derive(Clone, Copy)]
pub(super) struct Surroundings {
    /// Resolved colours: of the theme, of the system where it forces its own, of paper while printing.
    pub(super) palette: Memo<Palette>,
    /// Device pixels in a CSS pixel.
    pub(super) density: Memo<f64>,
    /// Where these come from.
    found: (RwSignal<Palette>, RwSignal<f64>),
    theme: Memo<Theme>,
}

impl Surroundings {
    pub(super) fn new(state: Memo<State>) -> Self {
        let (palette, density) = (RwSignal::new(Palette::LIGHT), RwSignal::new(window().device_pixel_ratio()));
        Self {
            palette: Memo::new(move |_| palette.get()),
            density: Memo::new(move |_| density.get()),
            found: (palette, density),
            theme: Memo::new(move |_| state.with(|state| state.theme)),
        }
    }

    /// The same for a view that comes and goes.
    pub(super) fn in_view(self) -> Self {
        Self { palette: in_view(self.palette), density: in_view(self.density), ..self }
    }
}

/// One unseen element for each ink: the browser resolves a system colour only where it is used.
#[component]
pub(super) fn Inks(surroundings: Surroundings) -> impl IntoView {
    let Surroundings { found: (palette, density), theme, .. } = surroundings;
    let node = NodeRef::<Div>::new();
    let look = move || {
        if let Some(found) = node.get_untracked().and_then(|inks| read(&inks)) {
            palette.set(found);
        }
        density.set(window().device_pixel_ratio());
    };
    Effect::new(move |_| {
        // Reading it, not only tracking it: a memo that nobody reads does not look whether it has changed.
        let _ = theme.get();
        if node.get().is_some() {
            // In the next frame the attribute that this theme sets is there.
            request_animation_frame(look);
        }
    });
    // A zoom is a resize too. A move to another screen may only change the density.
    let resized = window_event_listener(ev::resize, move |_| look());
    on_cleanup(move || resized.remove());
    for query in ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"] {
        watch(query, look);
    }
    // Only a change away from one density can be watched; after it, the new one is.
    Effect::new(move |_| watch(&format!("(resolution: {}dppx)", density.get()), look));
    let ink = |name| view! { <span class=format!("ink-{name}")></span> };
    view! { <div node_ref=node class="inks" aria-hidden="true" hidden>{INKS.map(ink).collect_view()}</div> }
}

/// Calls `changed` whenever the answer to a media query changes, until the component or effect that watches it ends.
fn watch(query: &str, changed: impl Fn() + 'static) {
    let Ok(Some(list)) = window().match_media(query) else { return };
    let listener = Closure::<dyn Fn()>::new(changed).into_js_value();
    let list: MediaQueryList = list;
    let _ = list.add_event_listener_with_callback("change", listener.unchecked_ref());
    // A media query list that nobody holds may be collected, and its listener with it.
    on_cleanup({
        let held = send_wrapper::SendWrapper::new((list, listener));
        move || {
            let (list, listener) = held.take();
            let _ = list.remove_event_listener_with_callback("change", listener.unchecked_ref());
        }
    });
}

fn read(inks: &Element) -> Option<Palette> {
    let children = inks.children();
    let mut colours = [Rgb(0, 0, 0); INKS.len()];
    for (at, colour) in (0..).zip(&mut colours) {
        let style = window().get_computed_style(&children.item(at)?).ok()??;
        *colour = parse(&style.get_property_value("color").ok()?)?;
    }
    let [background, text, muted, grid, grid_fine, axis, inks @ ..] = colours;
    let [weight, weight_text, bias, bias_text, sum, sum_text, output, output_text, data, error, error_text] = inks;
    Some(Palette {
        background,
        text,
        muted,
        grid,
        grid_fine,
        axis,
        weight: [weight, weight_text],
        bias: [bias, bias_text],
        sum: [sum, sum_text],
        output: [output, output_text],
        data,
        error: [error, error_text],
    })
}

/// Reads `rgb(0, 114, 178)`, the form in which browsers resolve a colour.
fn parse(colour: &str) -> Option<Rgb> {
    let numbers = colour.split_once('(')?.1.trim_end_matches(')');
    let mut channels = numbers.split([',', ' ', '/']).filter(|part| !part.is_empty()).map(|part| part.parse().ok());
    Some(Rgb(channels.next()??, channels.next()??, channels.next()??))
}
