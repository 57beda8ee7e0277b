//! What this page tells its host.

use std::time::Duration;

use js_sys::{Array, Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;
use web_sys::Window;

use crate::app::wait::Throttle;
use crate::app::{Origin, Page};
use crate::link;
use crate::number;
use crate::state::{Param, Quantity, Refusal, Resize};
use crate::words;

/// At most 60 `input` messages a second,
const INPUT_PAUSE: Duration = Duration::from_millis(17);
/// and ten `train` messages.
const TRAIN_PAUSE: Duration = Duration::from_millis(100);
/// Heights that a host is told.
const HEIGHTS: (f64, f64) = (100.0, 20_000.0);

#[derive(Clone, Copy)]
pub(super) struct Outbox {
    page: Page,
    parent: StoredValue<SendWrapper<Window>>,
    /// Reports of the state.
    throttle: Throttle,
    /// The state and the epoch that were last told.
    told: StoredValue<(String, String)>,
    /// The state at the last rest that was told.
    rested: StoredValue<String>,
    height: StoredValue<f64>,
}

impl Outbox {
    pub(super) fn new(page: Page, parent: Window) -> Self {
        let state = page.state.with_untracked(link::format);
        Self {
            page,
            parent: StoredValue::new(SendWrapper::new(parent)),
            throttle: Throttle::new(),
            told: StoredValue::new((state.clone(), "0".to_owned())),
            rested: StoredValue::new(state),
            height: StoredValue::new(0.0),
        }
    }

    /// From now on tells of every change, and of a goal that is reached or lost.
    pub(super) fn watch(self) {
        let Self { page, .. } = self;
        Effect::new(move |before: Option<()>| {
            // Every command counts, also the one that only says that the hand rests.
            page.history.track();
            if before.is_some() {
                self.tell_soon();
            }
        });
        Effect::new(move |before: Option<Option<bool>>| {
            let reached = page.reached.get();
            if let (Some(before), Some(reached)) = (before, reached)
                && before != Some(reached)
            {
                let origin = page.origin.get_value().name();
                self.post("goal", &[("origin", origin.into()), ("reached", reached.into())], Some(&self.state()));
            }
            reached
        });
    }

    pub(super) fn ready(self, warnings: &[Refusal]) {
        let warnings: Array = warnings.iter().map(|refusal| JsValue::from(words::refusal(refusal))).collect();
        let version = env!("CARGO_PKG_VERSION");
        let mut fields = vec![("version", version.into()), ("warnings", warnings.into())];
        fields.extend(self.page.reached.get_untracked().map(|reached| ("reached", reached.into())));
        self.post("ready", &fields, Some(&self.state()));
    }

    /// Answers a message; one that names nothing to answer to gets no answer.
    pub(super) fn reply(self, re: &JsValue, result: &str, more: &[(&str, &str)]) {
        if !re.is_undefined() {
            self.reply_of(&self.state(), re, result, more);
        }
    }

    /// The same where the state is known as text: many answers to one change write it once.
    pub(super) fn reply_of(self, state: &str, re: &JsValue, result: &str, more: &[(&str, &str)]) {
        if re.is_undefined() {
            return;
        }
        let mut fields = vec![("re", re.clone()), ("ok", true.into()), ("result", result.into())];
        fields.extend(more.iter().map(|(name, text)| (*name, JsValue::from(*text))));
        self.post("reply", &fields, Some(state));
    }

    pub(super) fn refuse(self, re: &JsValue, code: &str, sentence: &str) {
        if re.is_undefined() {
            return self.error(code, sentence);
        }
        let error = object(&[("code", code.into()), ("message", sentence.into())]);
        self.post("reply", &[("re", re.clone()), ("ok", false.into()), ("error", error.into())], None);
    }

    pub(super) fn error(self, code: &str, sentence: &str) {
        self.post("error", &[("code", code.into()), ("message", sentence.into())], None);
    }

    /// A new height in CSS pixels; Canvas obeys a message of its own.
    pub(super) fn height(self, height: f64, how: Resize) {
        let height = height.ceil().clamp(HEIGHTS.0, HEIGHTS.1);
        if self.height.get_value() == height {
            return;
        }
        self.height.set_value(height);
        self.post("resize", &[("height", height.into())], None);
        if how == Resize::Canvas {
            self.send(&object(&[("subject", "lti.frameResize".into()), ("height", height.into())]));
        }
    }

    /// The epoch and the loss of the present run, as text; `NaN` where there is no loss.
    pub(super) fn progress(self) -> (String, String) {
        self.page.state.with_untracked(|state| {
            let loss = Quantity::Loss.value(state).map_or(f32::NAN, |loss| loss as f32);
            (state.training.run.epochs().to_string(), number::plain(loss))
        })
    }

    fn tell_soon(self) {
        let pause = if self.page.origin.get_value() == Origin::Train { TRAIN_PAUSE } else { INPUT_PAUSE };
        self.throttle.after(pause, move || self.catch_up());
    }

    /// Tells now what has not been told. News of a run that come after the answer to it would be taken for another's.
    pub(super) fn catch_up(self) {
        let (state, origin) = (self.state(), self.page.origin.get_value());
        let news = (state.clone(), self.page.state.with_untracked(|state| state.training.run.epochs().to_string()));
        let by = ("origin", JsValue::from(origin.name()));
        if self.told.get_value() != news {
            if origin == Origin::Train {
                let (epoch, loss) = self.progress();
                let run = [by.clone(), ("epoch", epoch.into()), ("loss", loss.into())];
                self.post("train", &run, Some(&state));
            } else if self.told.with_value(|(told, _)| *told != state) {
                self.post("input", std::slice::from_ref(&by), Some(&state));
            }
            self.told.set_value(news);
        }
        if self.page.is_at_rest() && self.rested.get_value() != state {
            self.post("change", &[by], Some(&state));
            self.rested.set_value(state);
        }
    }

    fn state(self) -> String {
        self.page.state.with_untracked(link::format)
    }

    /// Sends a message of this type; a `state` is sent with its w and b.
    fn post(self, kind: &str, fields: &[(&str, JsValue)], state: Option<&str>) {
        let mut all = vec![("source", "wxplusb".into()), ("v", 1.into()), ("type", kind.into())];
        all.extend(fields.iter().cloned());
        if let Some(state) = state {
            let page = self.page;
            all.push(("state", state.into()));
            let neuron = page.state.with_untracked(crate::state::State::neuron);
            all.push(("w", number::plain(neuron.w).into()));
            if page.state.with_untracked(|state| state.counts(Param::B)) {
                all.push(("b", number::plain(neuron.b).into()));
            }
        }
        self.send(&object(&all));
    }

    fn send(self, message: &Object) {
        let origin = self.page.setting.with_untracked(|setting| setting.origin.clone());
        // What the page tells is no secret: without an origin in the link it speaks to whoever shows it. With one that was not
        // understood, which is empty, it throws and speaks to nobody.
        let target = origin.unwrap_or_else(|| "*".to_owned());
        let _ = self.parent.with_value(|parent| parent.post_message(message, &target));
    }
}

pub(super) fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
