//! The one live region: it speaks when the hand has rested, once for thirty key presses.

use std::time::Duration;

use leptos::prelude::*;

use super::Page;
use super::wait::Lull;
use crate::state::Control;
use crate::words;

/// How long nothing must change before it is spoken.
const REST: Duration = Duration::from_millis(500);

/// What the live region says, and what it is about to say.
#[derive(Clone, Copy)]
pub(super) struct Announcer {
    spoken: RwSignal<String>,
    lull: Lull,
    /// What to say instead of how the page stands.
    wanted: StoredValue<Option<String>>,
    /// Says how the page stands.
    state: StoredValue<Option<Callback<(), String>>>,
    /// Whether the words for that were still on their way when it was to be said.
    owes: StoredValue<bool>,
}

impl Announcer {
    /// Nothing has been said.
    pub(super) fn new() -> Self {
        Self {
            spoken: RwSignal::new(String::new()),
            lull: Lull::new(),
            wanted: StoredValue::new(None),
            state: StoredValue::new(None),
            owes: StoredValue::new(false),
        }
    }

    /// From now on says how the page stands, whenever that has changed.
    pub(super) fn follow(self, page: Page) {
        let Page { state, paced, reached, .. } = page;
        self.state.set_value(Some(Callback::new(move |()| {
            let has_training = page.setting.with_untracked(|setting| !setting.bars(Control::Train));
            let values = state.with_untracked(|state| words::announcement(state, has_training));
            self.owes.set_value(values.is_empty());
            if reached.get_untracked() == Some(true) {
                format!("{values} {}", words::text("goal-reached")).trim_start().to_owned()
            } else {
                values
            }
        })));
        Effect::new(move |opened: Option<()>| {
            paced.with(|_| ());
            if opened.is_some() {
                self.soon();
            }
        });
    }

    /// Says this, in place of what else the same hand has changed.
    pub(super) fn say(self, text: String) {
        self.wanted.set_value(Some(text));
        // The same again is heard again only if it was gone meanwhile.
        self.spoken.set(String::new());
        self.soon();
    }

    /// The words have come: says what could not be said without them.
    pub(super) fn catch_up(self) {
        if self.owes.get_value() {
            self.soon();
        }
    }

    /// What is to be heard; empty until something has changed.
    pub(super) fn spoken(self) -> ReadSignal<String> {
        self.spoken.read_only()
    }

    fn soon(self) {
        self.lull.then(REST, move || {
            let wanted = self.wanted.try_update_value(Option::take).flatten();
            let stands = || self.state.get_value().map(|state| state.run(())).unwrap_or_default();
            self.spoken.set(wanted.unwrap_or_else(stands));
        });
    }
}
