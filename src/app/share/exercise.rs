//! A link that asks for something: with a task, a hint, a goal, and parts that are out of reach.

use leptos::prelude::*;

use super::embed::Looks;
use super::goals::Goals;
use super::parts::Parts;
use super::place::Address;
use super::preview::Preview;
use super::{Draft, left_out};
use crate::app::copy::Copy;
use crate::embed;
use crate::link;
use crate::state::{LONGEST_TEXT, Setting};
use crate::words::{self, share};

#[component]
pub(super) fn Exercise(draft: Draft) -> impl IntoView {
    let link = Memo::new(move |_| draft.link());
    let address = Memo::new(move |_| link.with(|link| draft.page.with(|page| embed::address(page, link))));
    let title = Memo::new(move |_| draft.state.with(share::title));
    // The link knows no epochs, and not all examples: what the learner begins with is what it opens.
    let already = Memo::new(move |_| {
        let opened = link.with(|link| link::open(link));
        share::reached_already(&opened.setting, &opened.state)
    });
    // What is tried stays as it is until the button is pressed again: a frame that loads anew at every letter helps nobody.
    let tried = RwSignal::new(None::<String>);
    let trial = Signal::derive(move || tried.get().unwrap_or_default());
    view! {
        <p>{words::text("exercise-lead")}</p>
        <Passage
            id="exercise-say"
            label=words::text("exercise-say")
            hint=words::text("exercise-say-hint")
            draft
            read=|setting| &setting.say
            write=|setting, text| setting.say = text
        />
        <Goals draft />
        <p class="note">{move || already.get()}</p>
        <Passage
            id="exercise-hint"
            label=words::text("exercise-hint")
            hint=words::text("exercise-hint-hint")
            draft
            read=|setting| &setting.hint
            write=|setting, text| setting.hint = text
        />
        <Looks draft />
        <Parts draft />
        <Copy id="share-exercise-link" label=words::text("exercise-link") text=address />
        <p class="note">{move || draft.state.with(|state| left_out(state, &link.get()))}</p>
        <Address draft />
        <button type="button" id="exercise-try" on:click=move |_| tried.set(Some(link.get_untracked()))>
            {words::text("exercise-try")}
        </button>
        <Show when=move || tried.with(Option::is_some)>
            <Preview link=trial title height=draft.height() />
        </Show>
    }
}

/// A text of the author's, with what room is left.
#[component]
fn Passage(
    id: &'static str,
    label: String,
    hint: String,
    draft: Draft,
    read: fn(&Setting) -> &String,
    write: fn(&mut Setting, String),
) -> impl IntoView {
    let setting = draft.setting;
    let used = move || setting.with(|setting| read(setting).chars().count());
    // A browser counts a smiley twice, and a link counts it once.
    let most = move || {
        setting.with(|setting| LONGEST_TEXT + read(setting).encode_utf16().count() - read(setting).chars().count())
    };
    view! {
        <div class="passage">
            <label for=id>{label}</label>
            <textarea
                id=id
                rows="3"
                maxlength=move || most().to_string()
                aria-describedby=format!("{id}-note")
                prop:value=move || setting.with(|setting| read(setting).clone())
                on:input=move |event| setting.update(|setting| write(setting, event_target_value(&event)))
            ></textarea>
            <p id=format!("{id}-note") class="note">
                {hint}" "<span id=format!("{id}-count")>{move || share::counter(used(), LONGEST_TEXT)}</span>
            </p>
        </div>
    }
}
