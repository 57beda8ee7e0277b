//! Talk with the page in whose frame this one is: what it asks is answered, what happens here is told.
//!
//! Nothing is heard or said when the page is nobody's frame. Only the parent window is heard, and only from the origin that
//! the link names, where it names one. What the messages say is in `message`; here they are taken apart, which may throw
//! (a getter of the same origin, a proxy), and whatever throws is no message.

mod outbox;

use std::time::Duration;

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, ResizeObserver, Window};

use super::{Origin, Page};
use crate::link;
use crate::message::{self, Admission, Gate, Request};
use crate::number;
use crate::state::{Action, Command, End, Refusal, Resize, State};
use crate::words;

use outbox::Outbox;

/// Orders that come within this time take effect together: about a frame. A frame itself may never come, off the screen.
const PAUSE: Duration = Duration::from_millis(16);

/// Starts to listen and to tell.
pub(super) fn talk(page: Page, warnings: &[Refusal]) {
    let Some(parent) = parent() else { return };
    let outbox = Outbox::new(page, parent);
    let host =
        Host { page, outbox, gate: StoredValue::new(Gate::default()), orders: StoredValue::new_local(Vec::new()) };
    let handle = window_event_listener_untyped("message", move |event| {
        if let Some(event) = event.dyn_ref::<MessageEvent>() {
            host.hear(event);
        }
    });
    on_cleanup(move || handle.remove());
    outbox.watch();
    watch_height(page, outbox);
    outbox.ready(warnings);
}

/// Whether there is a page around this one.
pub(super) fn is_there() -> bool {
    parent().is_some()
}

/// Tells the host that something went wrong; after `broken` nothing is answered, unless `ready` follows. The page may be in pieces:
/// this uses none of it.
pub(super) fn complain(code: &str, sentence: &str) {
    if let Some(parent) = parent() {
        let text = [("source", "wxplusb"), ("type", "error"), ("code", code), ("message", sentence)];
        let mut fields = text.map(|(name, text)| (name, JsValue::from(text))).to_vec();
        fields.push(("v", 1.into()));
        let _ = parent.post_message(&outbox::object(&fields), "*");
    }
}

/// The window of the page that shows this one in a frame.
fn parent() -> Option<Window> {
    let parent = window().parent().ok().flatten()?;
    (parent != window()).then_some(parent)
}

/// A `set`: what to answer to, and the actions.
type Order = (JsValue, Vec<Action>);

#[derive(Clone, Copy)]
struct Host {
    page: Page,
    outbox: Outbox,
    gate: StoredValue<Gate>,
    /// Those that wait for their turn.
    orders: StoredValue<Vec<Order>, LocalStorage>,
}

impl Host {
    fn hear(self, event: &MessageEvent) {
        let is_parent = match (event.source(), parent()) {
            (Some(source), Some(parent)) => js_sys::Object::is(&source, &parent),
            _ => false,
        };
        let is_expected = self
            .page
            .setting
            .with_untracked(|setting| setting.origin.as_ref().is_none_or(|origin| *origin == event.origin()));
        if !is_parent || !is_expected {
            return;
        }
        let data = event.data();
        if text_of(&data, "target").as_deref() != Some("wxplusb") || number_of(&data, "v") != Some(1.0) {
            return;
        }
        let mut gate = self.gate.get_value();
        let admission = gate.admit(js_sys::Date::now());
        self.gate.set_value(gate);
        match admission {
            Admission::Dropped => return,
            Admission::FirstTooMany => {
                let most = message::MOST_A_SECOND.to_string();
                self.outbox.error("too-many", &words::say("too-many", &[("most", &most)]));
                return;
            }
            Admission::Heard => {}
        }
        let kind = text_of(&data, "type").unwrap_or_default();
        let re = Reflect::get(&data, &"re".into()).ok().filter(|re| re.is_string() || re.as_f64().is_some());
        let re = re.unwrap_or(JsValue::UNDEFINED);
        match message::read(&kind, |name| text_of(&data, name)) {
            Ok(request) => self.answer(re, request),
            Err(refusal) => self.outbox.refuse(&re, message::code(&refusal), &words::refusal(&refusal)),
        }
    }

    fn answer(self, re: JsValue, request: Request) {
        let Self { page, outbox, .. } = self;
        // What is asked after an order sees what the order did.
        if !matches!(request, Request::Set(_)) {
            self.carry_out();
        }
        match request {
            Request::Get => outbox.reply(&re, &self.state(), &[]),
            Request::Describe => outbox.reply(&re, &page.state.with_untracked(words::description), &[]),
            Request::Predict(inputs) => {
                let neuron = page.state.with_untracked(State::neuron);
                let outputs: Vec<_> = inputs.into_iter().map(|x| number::plain(neuron.a(x))).collect();
                outbox.reply(&re, &outputs.join(";"), &[]);
            }
            Request::Set(link) => {
                let state = self.orders.with_value(|orders| self.with(orders));
                match link::parse_over(&link, state) {
                    (actions, refusals) if refusals.is_empty() => self.order(re, actions),
                    (_, refusals) => {
                        let sentences: Vec<_> = refusals.iter().map(words::refusal).collect();
                        outbox.refuse(&re, "bad-state", &sentences.join(" "));
                    }
                }
            }
            Request::Reset => {
                page.by(Origin::Host, Command::Leap(Box::new(page.start.get_value())));
                outbox.reply(&re, &self.state(), &[]);
            }
            Request::Pause => {
                page.clock.pause();
                outbox.reply(&re, &self.state(), &[]);
            }
            Request::Train(epochs) => {
                page.clock.run_for_host(
                    epochs,
                    Box::new(move || {
                        outbox.catch_up();
                        let (epoch, loss) = outbox.progress();
                        let end = page.state.with_untracked(end);
                        let more = [("epoch", epoch.as_str()), ("loss", loss.as_str()), ("end", end)];
                        outbox.reply(&re, &self.state(), &more);
                    }),
                );
            }
        }
    }

    fn state(self) -> String {
        self.carry_out();
        self.page.state.with_untracked(link::format)
    }

    /// Lets an order wait for others of the same frame: together they change the page once.
    fn order(self, re: JsValue, actions: Vec<Action>) {
        let is_first = self.orders.with_value(Vec::is_empty);
        self.orders.update_value(|orders| orders.push((re, actions)));
        if is_first {
            set_timeout(move || self.carry_out(), PAUSE);
        }
    }

    /// The page as it will stand after these orders.
    fn with(self, orders: &[Order]) -> State {
        orders.iter().fold(self.page.state.get_untracked(), |state, (_, actions)| state.with(actions))
    }

    fn carry_out(self) {
        let orders = self.orders.try_update_value(std::mem::take).unwrap_or_default();
        if orders.is_empty() {
            return;
        }
        let state = self.with(&orders);
        self.page.by(Origin::Host, Command::Leap(Box::new(state)));
        let text = self.page.state.with_untracked(link::format);
        for (re, _) in orders {
            self.outbox.reply_of(&text, &re, &text, &[]);
        }
    }
}

/// Why no epoch can follow with this rate and batch, for the host; empty if one can.
fn end(state: &State) -> &'static str {
    match state.training.run.end() {
        _ if state.training.examples.points().is_empty() => "no-data",
        Some(End::Diverged) => "diverged",
        Some(End::TooFar) => "too-far",
        None => "",
    }
}

/// Tells the host how tall the page is, whenever that changes.
fn watch_height(page: Page, outbox: Outbox) {
    let how = page.setting.with_untracked(|setting| setting.resize);
    if how == Resize::None {
        return;
    }
    request_animation_frame(move || {
        let page = document().query_selector(".page").ok().flatten();
        let Some(element) = page.and_then(|page| page.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
        // As tall as its content and not as its frame, which could then only grow.
        let _ = web_sys::HtmlElement::style(&element).set_property("min-height", "0");
        let measured = element.clone();
        let changed = wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || {
            // The height of a part that is on its way, or did not come, is nobody's.
            if let Ok(Some(_)) = measured.query_selector("main :is(.coming, .missing)") {
                return;
            }
            outbox.height(measured.get_bounding_client_rect().height(), how);
        });
        if let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
            observer.observe(&element);
        }
        // For as long as the page is there.
        changed.forget();
    });
}

/// A field of a message as text: one that is text, or a number.
fn text_of(data: &JsValue, name: &str) -> Option<String> {
    if !data.is_object() {
        return None;
    }
    let value = Reflect::get(data, &name.into()).ok()?;
    value.as_string().or_else(|| value.as_f64().map(|number| number.to_string()))
}

fn number_of(data: &JsValue, name: &str) -> Option<f64> {
    if data.is_object() { Reflect::get(data, &name.into()).ok()?.as_f64() } else { None }
}
