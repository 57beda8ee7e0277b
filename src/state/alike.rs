//! In what two states may differ and still be alike.

use super::State;

impl State {
    /// Whether nothing differs but the tab and the theme.
    pub(super) fn same_but_for_looks(&self, other: &Self) -> bool {
        let Self { values, spans, y, activation, use_bias, seed, training, view: _, theme: _, kept: _ } = self;
        let own = (values, spans, y, activation, use_bias, seed);
        own == (&other.values, &other.spans, &other.y, &other.activation, &other.use_bias, &other.seed)
            && training.is_set_up_as(&other.training)
            && training.run.has_come_as_far_as(&other.training.run)
    }

    /// Whether nothing differs but w, b, x and the run that has moved them.
    #[must_use]
    pub fn is_set_up_as(&self, other: &Self) -> bool {
        let Self { values: _, spans, y, activation, use_bias, seed, training, view, theme, kept: _ } = self;
        let own = (spans, y, activation, use_bias, seed, view, theme);
        own == (&other.spans, &other.y, &other.activation, &other.use_bias, &other.seed, &other.view, &other.theme)
            && training.is_set_up_as(&other.training)
    }
}
