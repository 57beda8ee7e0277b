//! The state in the browser: who changes it, and what follows it how closely.

use leptos::prelude::*;

use super::announce::Announcer;
use super::clock::Clock;
use super::follow::{self, always, renew};
use super::pace::{Paced, Rested};
use crate::link::Opened;
use crate::notebook::Notebook;
use crate::state::{Action, Command, Control, History, Param, Setting, State};

/// The one way in which components change anything.
pub(super) type ByHand = Callback<Command>;

/// Who changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    User,
    Host,
    Train,
}

impl Origin {
    /// The name in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Host => "host",
            Self::Train => "train",
        }
    }
}

/// What every part of the page is handed.
///
/// What does not change at every move has a signal of its own, which is set when it does: whatever follows the state is
/// asked at every move whether it has changed, however little it looks at.
#[derive(Clone, Copy)]
pub(super) struct Page {
    /// How things stand, at once: the pictures follow it.
    pub(super) state: Memo<State>,
    pub(super) history: RwSignal<History>,
    /// Where each slider stands.
    pub(super) values: [Memo<f32>; 3],
    /// The state, changed only when anything but w, b, x and the run is: what these do not touch follows it, and a drag
    /// passes by.
    pub(super) setup: Memo<State>,
    /// The state, as often as a reader can follow: numbers that stand beside the picture, the address.
    pub(super) paced: Memo<State>,
    /// The state when the hand last rested.
    pub(super) rested: Memo<State>,
    /// Whether there is something to undo, and to redo.
    pub(super) undoable: Memo<[bool; 2]>,
    /// What a hand does; nothing where the link's author locked it.
    pub(super) run: ByHand,
    /// What anybody does: the only writer.
    anybody: Callback<(Origin, Command)>,
    pub(super) clock: Clock,
    pub(super) setting: Memo<Setting>,
    /// Where the setting comes from.
    pub(super) given: RwSignal<Setting>,
    /// How the link opened.
    pub(super) start: StoredValue<State>,
    /// Whether the goals of the exercise hold; nothing without an exercise.
    pub(super) reached: Memo<Option<bool>>,
    /// Who changed something last.
    pub(super) origin: StoredValue<Origin>,
    /// What was run and written by hand in the cells.
    pub(super) notebook: RwSignal<Notebook>,
    pub(super) announcer: Announcer,
    /// The links to the same values in this window and to how it opened, once whoever writes the address is there.
    pub(super) again: RwSignal<Option<Callback<(), (String, String)>>>,
}

impl Page {
    pub(super) fn new(Opened { state: start, setting, .. }: Opened) -> Self {
        let history = RwSignal::new(History::new(start.clone()));
        let given = RwSignal::new(setting);
        let setting = Memo::new(move |_| given.get());
        let origin = StoredValue::new(Origin::User);
        let (state, setup, undoable) =
            (RwSignal::new(start.clone()), RwSignal::new(start.clone()), RwSignal::new([false; 2]));
        let values = Param::ALL.map(|param| RwSignal::new(start.value(param)));
        let (paced, rested) = (Paced::new(history), Rested::new(history));
        let anybody = Callback::new(move |(from, command): (Origin, Command)| {
            if !matches!(command, Command::Rest | Command::Stop | Command::Cancel) {
                origin.set_value(from);
            }
            history.update(|history| history.run(command));
            history.with_untracked(|history| {
                let now = history.now();
                renew(state, now);
                for (param, value) in Param::ALL.into_iter().zip(values) {
                    renew(value, &now.value(param));
                }
                if setup.with_untracked(|setup| !now.is_set_up_as(setup)) {
                    setup.set(now.clone());
                }
                renew(undoable, &[history.can_undo(), history.can_redo()]);
            });
            paced.follow();
            rested.follow();
        });
        let run = ByHand::new(move |command| {
            let control = Control::of_command(&command);
            if !control.is_some_and(|control| setting.with_untracked(|setting| setting.bars(control))) {
                anybody.run((Origin::User, command));
            }
        });
        let state = always(state);
        let reached = Memo::new(move |_| setting.with(|setting| state.with(|state| setting.is_reached(state))));
        let notebook = RwSignal::new(Notebook::default());
        let announcer = Announcer::new();
        let (clock, start) = (Clock::new(state, anybody), StoredValue::new(start));
        Self {
            state,
            values: values.map(always),
            setup: always(setup),
            paced: paced.state(),
            rested: rested.state(),
            undoable: always(undoable),
            history,
            run,
            anybody,
            clock,
            setting,
            given,
            start,
            reached,
            origin,
            notebook,
            announcer,
            again: RwSignal::new(None),
        }
    }

    /// The link to the same values in this window, whatever the address bar may say, and the one to how it opened, if anything
    /// can have changed since.
    pub(super) fn links_again(self) -> (String, Option<String>) {
        let Some(links) = self.again.get() else { return (window().location().search().unwrap_or_default(), None) };
        let (now, start) = links.run(());
        (now, Some(start))
    }

    /// The same for a view that comes and goes: what it follows ends with it.
    pub(super) fn in_view(self) -> Self {
        Self {
            state: follow::in_view(self.state),
            values: self.values.map(follow::in_view),
            setup: follow::in_view(self.setup),
            paced: follow::in_view(self.paced),
            rested: follow::in_view(self.rested),
            undoable: follow::in_view(self.undoable),
            setting: follow::in_view(self.setting),
            ..self
        }
    }

    /// An action that is a whole step by itself: a click, a typed number.
    pub(super) fn once(self, action: Action) {
        self.run.run(Command::Act(action));
        self.run.run(Command::Rest);
    }

    /// Something that no hand does.
    pub(super) fn by(self, origin: Origin, command: Command) {
        self.anybody.run((origin, command));
    }

    /// Back to how the page opens: by itself, or as the author of its link wants it.
    pub(super) fn reset(self) {
        self.clock.pause();
        if self.setting.with_untracked(Setting::is_given) {
            let start = self.state.with_untracked(|state| self.start.get_value().looked_at_as(state));
            self.run.run(Command::Leap(Box::new(start)));
        } else {
            self.once(Action::Reset);
        }
    }

    /// Opens another link in place of the present one.
    pub(super) fn open(self, Opened { state, setting, .. }: Opened) {
        self.start.set_value(state.clone());
        let is_other = self.given.with_untracked(|given| *given != setting);
        self.given.set(setting);
        self.run.run(Command::Leap(Box::new(state)));
        // What was run and written belongs to what the author of the other link asked for; other values alone take nothing away.
        if is_other {
            self.notebook.set(Notebook::default());
        }
    }

    /// Whether no hand holds anything and no training runs.
    pub(super) fn is_at_rest(self) -> bool {
        self.history.with_untracked(History::is_at_rest)
    }
}
