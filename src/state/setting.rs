//! What the author of a link decided about the page. No action changes it.

use super::{Control, Goal, Grip, State};

/// The most characters of a text in a link.
pub const LONGEST_TEXT: usize = 280;
/// The most conditions of one exercise.
pub const MOST_GOALS: usize = 8;

/// Embedding and exercise: everything a link can say besides the [`State`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Setting {
    /// In somebody else's page: no header, no footer, as tall as its content.
    pub embed: bool,
    /// Parts that are not shown, and that no hand changes.
    pub hidden: Vec<Control>,
    /// Parts that are shown but that no hand changes.
    pub locked: Vec<Control>,
    /// How the host page learns of the height.
    pub resize: Resize,
    /// The only host page to talk with, as `https://example.org`.
    pub origin: Option<String>,
    /// The cell of the notebook to begin with, by its name.
    pub cell: String,
    /// What to say first.
    pub say: String,
    /// What to say to a learner who asks.
    pub hint: String,
    /// What to reach: all of it at once.
    pub goals: Vec<Goal>,
}

/// How the host page learns of the height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Resize {
    /// By a message.
    #[default]
    Message,
    /// By a message, and by one that the Canvas learning platform obeys.
    Canvas,
    /// Not at all.
    None,
}

impl Resize {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Message, Self::Canvas, Self::None];

    /// The name in links.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Canvas => "canvas",
            Self::None => "none",
        }
    }
}

/// What a reader can do with a part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// See and change it.
    Open,
    /// See it.
    Locked,
    /// Neither.
    Hidden,
}

impl Access {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Locked, Self::Hidden];

    /// The name in element ids.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Locked => "locked",
            Self::Hidden => "hidden",
        }
    }
}

impl Setting {
    /// What a reader can do with a part of the page.
    #[must_use]
    pub fn access(&self, control: Control) -> Access {
        match control {
            _ if self.hides(control) => Access::Hidden,
            _ if self.locked.contains(&control) => Access::Locked,
            _ => Access::Open,
        }
    }

    /// Decides what a reader can do with a part of the page.
    pub fn give(&mut self, control: Control, access: Access) {
        for (list, of) in [(&mut self.hidden, Access::Hidden), (&mut self.locked, Access::Locked)] {
            list.retain(|other| *other != control);
            if access == of {
                // The order of the documentation, whatever the order of the decisions.
                *list = Control::ALL.into_iter().filter(|one| *one == control || list.contains(one)).collect();
            }
        }
    }

    /// What of it stays in a link that is passed on: not how and where the page is framed at the moment.
    #[must_use]
    pub fn unframed(self) -> Self {
        Self { embed: false, resize: Resize::default(), origin: None, ..self }
    }

    /// Whether it puts a task above the pictures.
    #[must_use]
    pub fn has_exercise(&self) -> bool {
        !(self.say.is_empty() && self.hint.is_empty() && self.goals.is_empty())
    }

    /// Whether a part of the page is not shown.
    #[must_use]
    pub fn hides(&self, control: Control) -> bool {
        self.hidden.contains(&control)
    }

    /// Whether a hand may not change it.
    #[must_use]
    pub fn bars(&self, control: Control) -> bool {
        self.hides(control) || self.locked.contains(&control)
    }

    /// Whether a handle on a plot moves nothing.
    #[must_use]
    pub fn bars_grip(&self, grip: Grip) -> bool {
        Control::of_grip(grip).iter().all(|control| self.bars(*control))
    }

    /// Whether the page is somebody's choice: then "reset" goes back to that and not to how the page opens by itself.
    #[must_use]
    pub fn is_given(&self) -> bool {
        *self != Self::default()
    }

    /// Whether all goals hold at once; nothing without a goal.
    #[must_use]
    pub fn is_reached(&self, state: &State) -> Option<bool> {
        (!self.goals.is_empty()).then(|| self.goals.iter().all(|goal| goal.holds(state)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Param;

    #[test]
    fn what_is_hidden_cannot_be_changed_either() {
        let setting = Setting { hidden: vec![Control::Of(Param::W)], ..Setting::default() };
        assert!(setting.bars(Control::Of(Param::W)) && !setting.bars(Control::Of(Param::B)));
        assert!(setting.bars_grip(Grip::Slope { x: 1.0 }));
        assert!(!setting.bars_grip(Grip::Weights), "b may still be moved by it");
    }

    #[test]
    fn what_a_reader_can_do_with_a_part_is_one_of_three_things() {
        let (w, theme) = (Control::Of(Param::W), Control::Theme);
        let mut setting = Setting::default();
        for (control, access) in [
            (theme, Access::Hidden),
            (w, Access::Locked),
            (w, Access::Hidden),
            (theme, Access::Locked),
            (theme, Access::Hidden),
        ] {
            setting.give(control, access);
            assert_eq!(setting.access(control), access);
        }
        assert_eq!((setting.hidden.as_slice(), setting.locked.as_slice()), ([w, theme].as_slice(), [].as_slice()));
        setting.give(w, Access::Open);
        assert_eq!(setting.access(w), Access::Open);
    }

    #[test]
    fn without_a_goal_there_is_nothing_to_reach() {
        assert_eq!(Setting::default().is_reached(&State::default()), None);
    }
}
