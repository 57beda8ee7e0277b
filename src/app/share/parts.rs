//! Which parts of the page a reader sees and changes.

use leptos::prelude::*;

use super::Draft;
use crate::state::{Access, Control, State, View};
use crate::words::{self, share};

#[component]
pub(super) fn Parts(draft: Draft) -> impl IntoView {
    let Draft { state, setting, .. } = draft;
    let view = Memo::new(move |_| state.with(|state: &State| state.view));
    let rows = move || {
        let view: View = view.get();
        let shown = Control::ALL.into_iter().filter(move |control| control.is_in(view));
        shown.map(|control| view! { <Row draft control /> }.into_any()).collect::<Vec<_>>()
    };
    view! {
        <details class="parts">
            <summary>{words::text("parts")}": "{move || setting.with(share::parts)}</summary>
            <p class="note">{words::text("parts-hint")}</p>
            <table id="share-parts">
                <thead>
                    <tr>
                        <th scope="col">{words::text("part")}</th>
                        {Access::ALL.map(|access| view! { <th scope="col">{share::access(access)}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

#[component]
fn Row(draft: Draft, control: Control) -> impl IntoView {
    let setting = draft.setting;
    let part = share::control(control);
    let group = format!("part-{}", control.name());
    let choice = |access: Access| {
        let label = words::say("part-named", &[("part", &part), ("access", &share::access(access))]);
        view! {
            <td>
                <label>
                    <input
                        type="radio"
                        name=group.clone()
                        id=format!("{group}-{}", access.name())
                        aria-label=label
                        prop:checked=move || setting.with(|setting| setting.access(control) == access)
                        on:change=move |_| setting.update(|setting| setting.give(control, access))
                    />
                </label>
            </td>
        }
    };
    let choices = Access::ALL.map(choice).collect_view();
    view! { <tr><th scope="row">{part}</th>{choices}</tr> }
}
