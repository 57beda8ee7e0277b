//! The hands on a plot: what a pointer takes, moves and lets go.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDivElement};

use super::Page;
use crate::draw::Frame;
use crate::figure::{Figure, Point};
use crate::gesture;
use crate::state::{Command, Grip};

/// How far a tap may wander, in CSS pixels.
const TAP: f64 = 8.0;
/// How far a hand trembles that only hits.
const STILL: f64 = 2.0;
/// Grips that have an unseen area of their own, which tells the browser without asking that a finger there drags.
pub(super) const GRIPS: usize = 3;
/// Of so many examples each is dragged by a finger; between more, a finger that wants to scroll would find no place.
const MOST_DRAGGED: usize = 20;

/// Where a pointer is, in CSS pixels of the window.
fn place_of(event: &ev::PointerEvent) -> Point {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// How far the page is scrolled, in whole CSS pixels.
fn scroll_of(event: &ev::PointerEvent) -> i32 {
    event.page_y() - event.client_y()
}

/// A drag that goes on.
#[derive(Clone, Copy)]
struct Drag {
    pointer: i32,
    grip: Grip,
    /// Whether it may move: what a finger has hit, it must leave first.
    is_free: bool,
    /// Where the plot stood in the window when it began, in CSS pixels, and how far the page was scrolled.
    origin: Point,
    scroll: i32,
    /// Where the finger came down, likewise.
    start: Point,
}

impl Drag {
    /// How far the finger is from where it came down, in CSS pixels.
    fn way(&self, event: &ev::PointerEvent) -> f64 {
        let (x, y) = place_of(event);
        (x - self.start.0).abs().max((y - self.start.1).abs())
    }
}

/// Pointers on one plot. One at a time moves something; a second finger is left to the browser.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    pub(super) page: Page,
    pub(super) figure: Memo<Figure>,
    /// Of the plot, in CSS pixels of a picture with text of the usual size.
    pub(super) size: RwSignal<(f64, f64)>,
    /// How much larger than that it is.
    pub(super) scale: RwSignal<f64>,
    holder: NodeRef<Div>,
    /// Whether the author of the link locked what a grip moves.
    pub(super) barred: Callback<Grip, bool>,
    drag: StoredValue<Option<Drag>>,
}

impl Hands {
    pub(super) fn new(
        page: Page,
        figure: Memo<Figure>,
        (size, scale): (RwSignal<(f64, f64)>, RwSignal<f64>),
        holder: NodeRef<Div>,
        barred: Callback<Grip, bool>,
    ) -> Self {
        Self { page, figure, size, scale, holder, barred, drag: StoredValue::new(None) }
    }

    /// Where the data lies.
    pub(super) fn frame(self) -> Frame {
        self.figure.with_untracked(|figure| Frame::of(self.size.get_untracked(), figure))
    }

    /// A single finger that lands on a grip without an area of its own drags it, and scrolls nothing.
    pub(super) fn touched(self, event: &ev::TouchEvent) {
        let fingers = event.touches();
        let Some(finger) = fingers.item(0).filter(|_| fingers.length() == 1) else { return };
        let Some((_, at)) = self.under((f64::from(finger.client_x()), f64::from(finger.client_y()))) else { return };
        let held = self.grip_at(at);
        let has_no_area = self.figure.with_untracked(|figure| {
            let grips = figure.grips.get(GRIPS..).filter(|_| figure.grips.len() <= MOST_DRAGGED);
            grips.is_some_and(|grips| grips.iter().any(|(grip, _)| Some(*grip) == held))
        });
        if has_no_area && event.cancelable() {
            event.prevent_default();
        }
    }

    /// A place of the plot as it is with text of the usual size.
    fn unscaled(self, (x, y): Point) -> Point {
        let scale = self.scale.get_untracked();
        (x / scale, y / scale)
    }

    /// The element, and a place of the window within it.
    fn under(self, (x, y): Point) -> Option<(HtmlDivElement, Point)> {
        let holder = self.holder.get_untracked()?;
        let place = holder.get_bounding_client_rect();
        Some((holder, (x - place.left(), y - place.top())))
    }

    /// The grip that a hand at this place of the plot takes.
    fn grip_at(self, at: Point) -> Option<Grip> {
        let (frame, at) = (self.frame(), self.unscaled(at));
        let grips: Vec<_> = self.figure.with_untracked(|figure| {
            let free = figure.grips.iter().filter(|(grip, _)| !self.barred.run(*grip));
            free.map(|(grip, (x, y))| (*grip, frame.pixel_at(*x, *y))).collect()
        });
        gesture::grab(&grips, at)
    }

    pub(super) fn down(self, event: &ev::PointerEvent) {
        // With the control key a Mac opens a menu, and tells of no end.
        let is_meant = event.is_primary() && event.button() == 0 && !event.ctrl_key();
        if !is_meant || self.drag.get_value().is_some() {
            return;
        }
        let start = place_of(event);
        let Some((_, at)) = self.under(start) else { return };
        let held = self.grip_at(at);
        let beside = self.figure.with_untracked(|figure| figure.beside).filter(|grip| !self.barred.run(*grip));
        let Some(grip) = held.or(beside) else { return };
        let origin = (start.0 - at.0, start.1 - at.1);
        self.drag.set_value(Some(Drag {
            pointer: event.pointer_id(),
            grip,
            is_free: held == beside || held.is_none(),
            origin,
            scroll: scroll_of(event),
            start,
        }));
        // By what was taken, whose cursor then stays: the unseen area of a grip is left behind.
        if let Some(taken) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
            let _ = taken.set_pointer_capture(event.pointer_id());
        }
        // A finger beside the grips may be about to scroll: it moves something only once the browser lets it.
        if held.is_none() && event.pointer_type() == "mouse" && grip != Grip::NewExample {
            self.moved(event);
        }
    }

    pub(super) fn moved(self, event: &ev::PointerEvent) {
        let held = self.drag.get_value().filter(|drag| drag.pointer == event.pointer_id());
        // A new example is put once, where the finger is lifted.
        if let Some(drag) = held.filter(|drag| drag.grip != Grip::NewExample) {
            if !drag.is_free {
                if drag.way(event) <= STILL && scroll_of(event) == drag.scroll {
                    return;
                }
                self.drag.set_value(Some(Drag { is_free: true, ..drag }));
            }
            self.act(drag, event);
        }
    }

    fn act(self, drag: Drag, event: &ev::PointerEvent) {
        let (x, y) = place_of(event);
        // A wheel may scroll the page meanwhile, and with it the plot or not: only then is it asked where that stands now.
        let now = if scroll_of(event) == drag.scroll { None } else { self.under((x, y)) };
        let at = now.map_or((x - drag.origin.0, y - drag.origin.1), |(_, at)| at);
        let at = self.unscaled(at);
        let place = self.frame().data_at(at.0, at.1);
        for action in self.page.state.with_untracked(|state| gesture::drag(drag.grip, place, state)) {
            self.page.run.run(Command::Act(action));
        }
    }

    pub(super) fn up(self, event: &ev::PointerEvent) {
        if let Some(drag) = self.drag.get_value().filter(|drag| drag.pointer == event.pointer_id()) {
            // A finger that has wandered was no tap: it does not leave an example behind.
            if drag.grip != Grip::NewExample {
                self.moved(event);
            } else if drag.way(event) <= TAP {
                self.act(drag, event);
            }
            self.drag.set_value(None);
            self.page.run.run(Command::Rest);
        }
    }

    /// The browser took the finger for a scroll or a pinch: what it moved meanwhile was not meant.
    pub(super) fn cancelled(self, event: &ev::PointerEvent) {
        if self.drag.get_value().is_some_and(|drag| drag.pointer == event.pointer_id()) {
            self.drag.set_value(None);
            self.page.run.run(Command::Cancel);
        }
    }
}
