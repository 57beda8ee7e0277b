//! Strategies that several modules' property tests share.

use crate::data::{Point, Set};
use crate::nn::{Activation, Loss};
use crate::state::{Action, Nudge, Param, Ruler, Theme, Units, View};
use proptest::prelude::*;
use proptest::sample::select;

/// Numbers as people and machines type them: round, off the grid, huge, tiny, not finite.
fn numbers() -> impl Strategy<Value = f32> {
    prop_oneof![
        4 => (-1000i32..1000).prop_map(|tenths| tenths as f32 / 10.0),
        2 => -10.0f32..10.0,
        1 => -2e6f32..2e6,
        1 => select(vec![0.0, -0.0, 1e-6, -1e-6, 1e-30, 1e6, -1e6, 1e13, f32::MAX, f32::MIN, f32::MIN_POSITIVE, 1e-45]),
    ]
}

/// Any single action.
pub(crate) fn action() -> impl Strategy<Value = Action> {
    let params = || select(Param::ALL.to_vec());
    let rulers = || select(Ruler::ALL.to_vec());
    let nudges = prop_oneof![
        (-20i8..20).prop_map(Nudge::TenthsOfStep),
        (-2i8..3).prop_map(Nudge::TenthsOfRange),
        Just(Nudge::ToMin),
        Just(Nudge::ToMax),
    ];
    let moves = prop_oneof![
        (params(), numbers()).prop_map(|(p, v)| Action::Set(p, v)),
        (params(), numbers()).prop_map(|(p, v)| Action::Slide(p, v)),
        (params(), nudges).prop_map(|(p, n)| Action::Nudge(p, n)),
        (rulers(), numbers()).prop_map(|(r, v)| Action::Min(r, v)),
        (rulers(), numbers()).prop_map(|(r, v)| Action::Max(r, v)),
        (params(), numbers()).prop_map(|(p, v)| Action::Step(p, v)),
    ];
    let choices = prop_oneof![
        select(Activation::ALL.to_vec()).prop_map(Action::Activate),
        any::<bool>().prop_map(Action::UseBias),
        any::<u32>().prop_map(Action::Initialise),
        Just(Action::FitView),
        select(View::ALL.to_vec()).prop_map(Action::Show),
        select(Theme::ALL.to_vec()).prop_map(Action::Theme),
        Just(Action::Reset),
    ];
    let point = || (numbers(), numbers()).prop_map(|(x, y)| Point { x, y });
    let learning = prop_oneof![
        select(Set::ALL.to_vec()).prop_map(Action::UseSet),
        proptest::collection::vec(point(), 0..6).prop_map(|points| Action::UsePoints(points.into())),
        point().prop_map(Action::AddPoint),
        (0usize..8, point()).prop_map(|(at, point)| Action::MovePoint(at, point)),
        (0usize..8).prop_map(Action::RemovePoint),
        select(Units::ALL.to_vec()).prop_map(Action::Units),
        select(Loss::ALL.to_vec()).prop_map(Action::Loss),
        numbers().prop_map(Action::Rate),
        proptest::option::of(0u32..10).prop_map(Action::Batch),
        any::<bool>().prop_map(Action::UseWeight),
        any::<bool>().prop_map(Action::Squares),
        any::<bool>().prop_map(Action::LogLoss),
        (0u32..20).prop_map(Action::Epochs),
    ];
    prop_oneof![3 => moves, 2 => choices, 2 => learning]
}

/// Up to `most` actions in a row.
pub(crate) fn actions(most: usize) -> impl Strategy<Value = Vec<Action>> {
    proptest::collection::vec(action(), 0..=most)
}
