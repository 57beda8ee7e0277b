//! The ends and steps of sliders and axes, for those who want to look closer.

use leptos::prelude::*;

use super::ByHand;
use super::field::{NumberField, nearest};
use crate::state::{Action, Command, Ruler, Span, State, Wanted};
use crate::words;

#[component]
pub(super) fn Ranges(setup: Memo<State>, run: ByHand) -> impl IntoView {
    let row = move |ruler: Ruler| {
        let heading = words::ruler(ruler);
        let field = |part: &'static str,
                     text: String,
                     value: fn(Span) -> f32,
                     action: Box<dyn Fn(f32) -> Action + Send + Sync>| {
            let name = format!("{}{part}", ruler.name());
            view! {
                <span class="end">
                    <span aria-hidden="true">{text.clone()}</span>
                    <NumberField
                        id=name.clone()
                        label=format!("{heading}: {text}")
                        name=name
                        // A memo: a drag of w changes no range, and so writes no field.
                        value=Memo::new(move |_| setup.with(|state| value(state.ruler(ruler))))
                        commit=Callback::new(move |typed| {
                            // No step is like the nearest one above it, which no pixel shows.
                            if part == "step" && typed <= 0.0 {
                                return Some(Wanted::Positive);
                            }
                            run.run(Command::Act(action(typed)));
                            run.run(Command::Rest);
                            nearest(setup.with_untracked(|state| value(state.ruler(ruler))), typed)
                        })
                    />
                </span>
            }
        };
        let step = match ruler {
            Ruler::Of(param) => Some(field(
                "step",
                words::text("step"),
                |span| span.step,
                Box::new(move |value| Action::Step(param, value)),
            )),
            Ruler::Y => None,
        };
        view! {
            <fieldset>
                <legend>{heading.clone()}</legend>
                {field("min", words::text("min"), |span| span.min, Box::new(move |value| Action::Min(ruler, value)))}
                {field("max", words::text("max"), |span| span.max, Box::new(move |value| Action::Max(ruler, value)))}
                {step}
            </fieldset>
        }
    };
    view! {
        <details class="ranges">
            <summary>{words::text("axes")}</summary>
            {Ruler::ALL.map(row).collect_view()}
        </details>
    }
}
