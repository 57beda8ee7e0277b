//! A figure on a canvas, and the hands on it.
//!
//! What stays (grid, axes, examples, terrain) is on a canvas of its own that nobody sees, and is drawn again only when these,
//! the size, the density or the colours change. Every picture begins as a copy of it: two canvases one over the other, a
//! browser would put together in every frame.

use leptos::ev;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use super::Page;
use super::canvas::{Area, Slate};
use super::failure;
use super::hands::{GRIPS, Hands};
use super::palette::Surroundings;
use crate::draw::{self, Frame, Look};
use crate::figure::{Axis, Figure, Mark};
use crate::number;
use crate::state::{Control, Grip};
use crate::words;

#[component]
pub(super) fn Plot(
    /// Which plot it is; its name is also the element's id.
    part: Control,
    /// What it shows.
    figure: Memo<Figure>,
    /// Its name for someone who does not see it.
    alt: Signal<String>,
    page: Page,
    surroundings: Surroundings,
) -> impl IntoView {
    let Surroundings { palette, density, .. } = surroundings;
    let holder = NodeRef::<Div>::new();
    let (still, live) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let (still_slate, live_slate) = (StoredValue::new_local(None), StoredValue::new_local(None));
    let (size, scale) = (RwSignal::new((0.0, 0.0)), RwSignal::new(1.0));
    // For each canvas, whether the browser has taken away what is drawn on: memory is short, a graphics driver has ended.
    let lost = RwSignal::new([false; 2]);
    let mark_lost = move |canvas: usize, is_lost: bool| {
        if lost.with_untracked(|lost| lost[canvas] != is_lost) {
            // What comes back comes back black, and has forgotten its font.
            [still_slate, live_slate][canvas].set_value(None);
            lost.update(|lost| lost[canvas] = is_lost);
        }
    };
    watch_size(holder, size, scale);
    let barred = move |grip: Grip| page.setting.with_untracked(|setting| setting.bars(part) || setting.bars_grip(grip));
    let hands = Hands::new(page, figure, (size, scale), holder, Callback::new(barred));

    let paint = move |canvas: usize, draw: &dyn Fn(&Area<'_>, &Look)| {
        let (size, density) = (size.get_untracked(), density.get_untracked() * scale.get_untracked());
        // A canvas of which one has asked for more than its place is black until it is painted.
        if size.0 * size.1 == 0.0 {
            return;
        }
        let (slate, node) = [(still_slate, still), (live_slate, live)][canvas];
        let under = (canvas == 1).then(|| still.get_untracked()).flatten();
        let has_context = on_slate(slate, node, |slate| {
            slate.paint(size, density, &palette.read_untracked(), under.as_ref(), draw);
        });
        if !has_context {
            mark_lost(canvas, true);
        }
    };
    // What the still canvas shows; nothing where it has to be drawn anew in any case.
    let drawn = StoredValue::new(None::<(Axis, Axis, Vec<Mark>)>);
    let draw = move || {
        let (figure, frame) = (figure.read_untracked(), hands.frame());
        let stays = drawn.with_value(|drawn| {
            drawn.as_ref().is_some_and(|(x, y, still)| (x, y, still) == (&figure.x, &figure.y, &figure.still))
        });
        // A canvas has no errors of its own to tell, here and below.
        if !stays {
            paint(0, &|area, look| drop(draw::draw_still(area, &figure, &frame, look)));
            drawn.set_value(Some((figure.x, figure.y, figure.still.clone())));
        }
        paint(1, &|area, look| drop(draw::draw_live(area, &figure, &frame, look)));
    };
    // A change is drawn at once, so that the browser has the picture before it puts the frame together; further ones before
    // that frame are drawn with it.
    let (waiting, changed) = (StoredValue::new(false), StoredValue::new(false));
    let draw_soon = move || {
        if waiting.get_value() {
            return changed.set_value(true);
        }
        waiting.set_value(true);
        draw();
        request_animation_frame(move || {
            // The plot may be gone by now.
            if waiting.try_set_value(false).is_none() && changed.get_value() {
                changed.set_value(false);
                draw();
            }
        });
    };
    // What is drawn around the data changes seldom; what a move changes is followed by an effect that follows nothing else,
    // as each source of an effect is dropped and found again whenever it runs.
    let told = StoredValue::new(None::<Frame>);
    let tell_frame = move || {
        let frame = hands.frame();
        if let Some(holder) = holder.get_untracked().filter(|_| told.get_value() != Some(frame)) {
            tell(&holder, &frame, scale.get_untracked());
            told.set_value(Some(frame));
        }
    };
    Effect::new(move |_| {
        size.track();
        scale.track();
        palette.with(|_| ());
        density.with(|_| ());
        lost.track();
        holder.track();
        drawn.set_value(None);
        told.set_value(None);
        // Not with the next frame: this one would show a canvas of another size or colour.
        draw();
        tell_frame();
    });
    Effect::new(move |_| {
        figure.with(|_| ());
        draw_soon();
        tell_frame();
    });

    view! {
        <div
            node_ref=holder
            id=part.name()
            class="plot"
            on:touchstart=move |event| hands.touched(&event)
            on:pointerdown=move |event| hands.down(&event)
            on:pointermove=move |event| hands.moved(&event)
            on:pointerup=move |event| hands.up(&event)
            on:pointercancel=move |event| hands.cancelled(&event)
        >
            <canvas
                node_ref=still
                hidden
                dir="ltr"
                on:contextlost=move |_: ev::Event| mark_lost(0, true)
                on:contextrestored=move |_: ev::Event| mark_lost(0, false)
            ></canvas>
            <canvas
                node_ref=live
                role="img"
                aria-label=alt
                // The many starts are not of this neuron.
                aria-describedby=if part == Control::PlotStarts { "" } else { "description" }
                dir="ltr"
                on:contextlost=move |_: ev::Event| mark_lost(1, true)
                on:contextrestored=move |_: ev::Event| mark_lost(1, false)
            ></canvas>
            <GripAreas hands />
            <Show when=move || lost.get().contains(&true)>
                // No hand on the plot takes the click from the link.
                <p
                    class="lost"
                    role="alert"
                    on:touchstart=|event| event.stop_propagation()
                    on:pointerdown=|event| event.stop_propagation()
                >
                    {words::text("lost")}" "
                    <a
                        href=move || page.links_again().0
                        on:click=move |event| {
                            let (link, start) = untrack(|| page.links_again());
                            failure::reload(&event, &link, start);
                        }
                    >{words::text("reload")}</a>
                </p>
            </Show>
        </div>
    }
}

/// Does something with the slate of a canvas, which is made when the canvas is there; says whether the browser gives it one.
fn on_slate(
    slate: StoredValue<Option<Slate>, LocalStorage>,
    canvas: NodeRef<Canvas>,
    work: impl FnOnce(&mut Slate),
) -> bool {
    let Some(canvas) = canvas.get_untracked() else { return true };
    slate.try_update_value(|slate| {
        if slate.is_none() {
            *slate = Slate::of(canvas);
        }
        slate.as_mut().map(work).is_some()
    }) != Some(false)
}

/// Says where in the element the picture lies, in CSS pixels, and what its ends are.
fn tell(holder: &Element, frame: &Frame, scale: f64) {
    let Frame { left, top, right, bottom, x, y } = *frame;
    let list = |numbers: [f64; 4]| numbers.map(number::decimal).join(",");
    let _ = holder.set_attribute("data-frame", &list([left, top, right, bottom].map(|edge| edge * scale)));
    let _ = holder.set_attribute("data-axes", &list([x.0, x.1, y.0, y.1]));
}

/// Unseen areas over the grips: they keep a finger there from scrolling the page, and show which way it moves.
#[component]
fn GripAreas(hands: Hands) -> impl IntoView {
    let areas: [_; GRIPS] = std::array::from_fn(|_| NodeRef::<Div>::new());
    let Hands { page, figure, size, scale, .. } = hands;
    Effect::new(move |_| {
        size.track();
        let scale = scale.get();
        // Another link may bar others.
        page.setting.with(|_| ());
        // While something is moved no finger lands here: all is put in its place when that rests.
        page.rested.with(|_| ());
        let frame = hands.frame();
        for (at, area) in areas.iter().enumerate() {
            let Some(area) = area.get() else { continue };
            let grip = figure.with_untracked(|figure| figure.grips.get(at).copied());
            let (name, place) = match grip.filter(|(grip, _)| !hands.barred.run(*grip)) {
                Some((grip, (x, y))) => {
                    let (x, y) = frame.pixel_at(x, y);
                    let pixels = |value: f64| number::plain((value * scale) as f32);
                    (grip_name(grip), format!("translate({}px,{}px)", pixels(x), pixels(y)))
                }
                None => ("", "scale(0)".to_owned()),
            };
            let _ = area.set_attribute("data-grip", name);
            let _ = web_sys::HtmlElement::style(&area).set_property("transform", &place);
        }
    });
    areas.map(|area| view! { <div node_ref=area class="grip" aria-hidden="true"></div> }).collect_view()
}

/// What a grip moves.
fn grip_name(grip: Grip) -> &'static str {
    match grip {
        Grip::Bias => "b",
        Grip::Slope { .. } => "w",
        Grip::Probe => "x",
        Grip::Example(_) | Grip::NewExample | Grip::Weights => "both",
    }
}

/// Watches how large the plot is, and how large the reader wants text to be: a picture grows with it as a whole.
fn watch_size(holder: NodeRef<Div>, size: RwSignal<(f64, f64)>, scale: RwSignal<f64>) {
    Effect::new(move |_| {
        let Some(holder) = holder.get() else { return };
        let element: Element = holder.into();
        let measured = element.clone();
        let changed = Closure::<dyn Fn()>::new(move || {
            let scaled = text_scale();
            if scale.get_untracked() != scaled {
                scale.set(scaled);
            }
            let new =
                [measured.client_width(), measured.client_height()].map(|length| f64::from(length) / scaled).into();
            if size.get_untracked() != new {
                size.set(new);
            }
        });
        let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let held = SendWrapper::new((observer, changed));
        on_cleanup(move || held.take().0.disconnect());
    });
}

/// How much larger than usual the reader wants text; never smaller.
fn text_scale() -> f64 {
    let root = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = root.and_then(|style| style.get_property_value("font-size").ok());
    let size = size.and_then(|size| number::read(size.trim_end_matches("px")).ok());
    size.map_or(1.0, |size| (f64::from(size) / 16.0).max(1.0))
}
