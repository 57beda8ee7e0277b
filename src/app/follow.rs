//! Signals that ask nobody in vain: they are set when something has changed, and end with the view that follows them.

use leptos::prelude::*;
use leptos::reactive::graph::{Source, ToAnySource, ToAnySubscriber};

/// Sets what has changed, and leaves alone who follows what has not.
pub(super) fn renew<T: Clone + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: &T) {
    if signal.with_untracked(|old| old != now) {
        signal.set(now.clone());
    }
}

/// A memo of what is set when it changes, and so has to be compared with nothing.
pub(super) fn always<T: Clone + Send + Sync + 'static>(source: RwSignal<T>) -> Memo<T> {
    Memo::new_with_compare(move |_| source.get(), |_, _| true)
}

/// What follows this ends with the component that asks for it.
///
/// A source keeps those who follow it also after their end (reactive_graph 0.2): one that lives as long as the page would
/// collect them, and go through all of them at every change.
pub(super) fn in_view<T: Clone + Send + Sync + 'static>(source: Memo<T>) -> Memo<T> {
    let own = ArcMemo::new_with_compare(move |_| source.get(), |_, _| true);
    let memo = Memo::from(own.clone());
    let source = ArcMemo::from(source);
    on_cleanup(move || source.to_any_source().remove_subscriber(&own.to_any_subscriber()));
    memo
}

/// The same for a signal.
pub(super) fn signal_in_view<T: Clone + Send + Sync + 'static>(source: RwSignal<T>) -> Memo<T> {
    let own = ArcMemo::new_with_compare(move |_| source.get(), |_, _| true);
    let memo = Memo::from(own.clone());
    let source = source.to_any_source();
    on_cleanup(move || source.remove_subscriber(&own.to_any_subscriber()));
    memo
}

/// Lets go of all who follow a signal, where they all end at once.
pub(super) fn forget<T: Send + Sync + 'static>(signal: RwSignal<T>) {
    signal.to_any_source().clear_subscribers();
}
