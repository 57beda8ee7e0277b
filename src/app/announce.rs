//! The one live region: it speaks when the hand has rested, once for thirty key presses.

use std::time::Duration;

use leptos::prelude::*;

use super::Page;
use crate::words;

/// How long nothing must change before it is spoken.
const REST: Duration = Duration::from_millis(500);

/// What to speak; empty until something has changed.
pub(super) fn announcements(page: Page) -> ReadSignal<String> {
    let Page { state, reached, .. } = page;
    let (spoken, speak) = signal(String::new());
    let pending: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    Effect::new(move |opened: Option<()>| {
        state.track();
        if opened.is_none() {
            return;
        }
        if let Some(earlier) = pending.get_value() {
            earlier.clear();
        }
        let text = move || {
            let values = state.with_untracked(words::announcement);
            if reached.get_untracked() == Some(true) {
                format!("{values} {}", words::text("goal-reached"))
            } else {
                values
            }
        };
        let later = set_timeout_with_handle(move || speak.set(text()), REST);
        pending.set_value(later.ok());
    });
    spoken
}
