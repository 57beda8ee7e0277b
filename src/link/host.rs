//! The names that belong to the author of a link: embedding and exercises.

use super::key::{one_of, read_switch};
use crate::number;
use crate::state::{Control, Goal, LONGEST_TEXT, MOST_GOALS, Quantity, Resize, Setting, Wanted};

/// A name that may stand before `=` in the link that opens the page, and in no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HostKey {
    Embed,
    Hide,
    Lock,
    Resize,
    Origin,
    Cell,
    Say,
    Hint,
    Goal,
}

impl HostKey {
    pub(super) const ALL: [Self; 9] = [
        Self::Embed,
        Self::Hide,
        Self::Lock,
        Self::Resize,
        Self::Origin,
        Self::Cell,
        Self::Say,
        Self::Hint,
        Self::Goal,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Embed => "embed",
            Self::Hide => "hide",
            Self::Lock => "lock",
            Self::Resize => "resize",
            Self::Origin => "origin",
            Self::Cell => "cell",
            Self::Say => "say",
            Self::Hint => "hint",
            Self::Goal => "goal",
        }
    }

    pub(super) fn read(self, text: &str, setting: &mut Setting) -> Result<(), Wanted> {
        match self {
            Self::Embed => setting.embed = read_switch(text)?,
            Self::Hide => controls(text, &mut setting.hidden)?,
            Self::Lock => controls(text, &mut setting.locked)?,
            Self::Resize => setting.resize = one_of(&Resize::ALL, Resize::name, text)?,
            Self::Origin => {
                // That of nobody, until it is understood: a misspelt restriction is not none.
                setting.origin = Some(String::new());
                if !text.is_empty() {
                    setting.origin = Some(origin(text)?);
                }
            }
            Self::Cell => setting.cell = cell(text)?,
            Self::Say => setting.say = passage(text)?,
            Self::Hint => setting.hint = passage(text)?,
            Self::Goal => goals(text, &mut setting.goals)?,
        }
        Ok(())
    }

    /// The text that stands for this part of a setting; nothing where it is as it would be without.
    pub(super) fn write(self, setting: &Setting) -> Option<String> {
        let names = |controls: &[Control]| controls.iter().map(|control| control.name()).collect::<Vec<_>>().join(",");
        let text = match self {
            Self::Embed => return setting.embed.then(|| "1".to_owned()),
            Self::Hide => names(&setting.hidden),
            Self::Lock => names(&setting.locked),
            Self::Resize if setting.resize == Resize::default() => return None,
            Self::Resize => setting.resize.name().to_owned(),
            Self::Origin => return setting.origin.clone(),
            Self::Cell => setting.cell.clone(),
            Self::Say => setting.say.clone(),
            Self::Hint => setting.hint.clone(),
            Self::Goal => setting.goals.iter().map(write_goal).collect::<Vec<_>>().join(","),
        };
        (!text.is_empty()).then_some(text)
    }
}

/// `w,plot-output`: known names, each counted once. The first that is none is told, and the others count.
fn controls(text: &str, controls: &mut Vec<Control>) -> Result<(), Wanted> {
    let mut read = Ok(());
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        match one_of(&Control::ALL, Control::name, name) {
            Ok(control) if controls.contains(&control) => {}
            Ok(control) => controls.push(control),
            Err(_) => read = read.and(Err(Wanted::Control { got: name.to_owned() })),
        }
    }
    read
}

/// `https://example.org:8080`: exactly what a browser calls an origin, so that it can be compared letter by letter.
fn origin(text: &str) -> Result<String, Wanted> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(Wanted::Origin)?;
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-:[]_".contains(c);
    // Colons between brackets are an address's own.
    let port = host.split_once(']').map_or(host, |(_, rest)| rest).split_once(':').map(|(_, port)| port);
    // A browser leaves out the port that goes without saying, and zeros before any.
    let usual = if text.starts_with("https") { "443" } else { "80" };
    let is_digits = |port: &str| port.bytes().all(|digit| digit.is_ascii_digit());
    let is_written = |port: &str| !(port.is_empty() || port == usual || port.starts_with('0')) && is_digits(port);
    if host.is_empty() || !host.chars().all(allowed) || !port.is_none_or(is_written) {
        Err(Wanted::Origin)
    } else {
        Ok(text.to_owned())
    }
}

/// The name of a cell: which names there are, the notebook knows.
fn cell(text: &str) -> Result<String, Wanted> {
    let is_name = text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    if is_name && text.len() <= LONGEST_TEXT { Ok(text.to_owned()) } else { Err(Wanted::Cell) }
}

fn passage(text: &str) -> Result<String, Wanted> {
    if text.chars().count() > LONGEST_TEXT { Err(Wanted::Shorter(LONGEST_TEXT)) } else { Ok(text.to_owned()) }
}

/// `w:190..210,loss:..5`. The first that is none is told, and the others count.
fn goals(text: &str, goals: &mut Vec<Goal>) -> Result<(), Wanted> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    if parts.clone().count() > MOST_GOALS {
        return Err(Wanted::FewerGoals(MOST_GOALS));
    }
    let mut read = Ok(());
    for part in parts {
        match goal(part) {
            Some(goal) => goals.push(goal),
            None => read = read.and(Err(Wanted::Goal { got: part.to_owned() })),
        }
    }
    read
}

fn goal(part: &str) -> Option<Goal> {
    let (name, range) = part.split_once(':')?;
    let of = one_of(&Quantity::ALL, Quantity::name, name.trim()).ok()?;
    let (min, max) = range.split_once("..")?;
    let number = |text: &str| number::read(text).ok();
    let end = |text: &str| if text.trim().is_empty() { Some(None) } else { number(text.trim()).map(Some) };
    let goal = Goal { of, min: end(min)?, max: end(max)? };
    goal.is_sound().then_some(goal)
}

fn write_goal(goal: &Goal) -> String {
    let end = |end: Option<f32>| end.map(number::plain).unwrap_or_default();
    format!("{}:{}..{}", goal.of.name(), end(goal.min), end(goal.max))
}

#[cfg(test)]
mod tests {
    use super::super::{Opened, format_setting, open};
    use super::*;
    use crate::state::{Param, Refusal};
    use proptest::prelude::*;

    fn refused(link: &str) -> Vec<Wanted> {
        open(link).refusals.into_iter().map(|Refusal { wanted, .. }| wanted).collect()
    }

    #[test]
    fn an_exercise_is_read_from_a_link_beside_the_state() {
        let opened = open(
            "w=2&embed=1&hide=w,plot-output,w&lock=b&resize=canvas&origin=https://example.org:8080&say=Find%20it&goal=w:190..210,loss:..5",
        );
        assert_eq!(opened.refusals, []);
        assert_eq!(opened.state.value(Param::W), 2.0);
        assert_eq!(
            opened.setting,
            Setting {
                embed: true,
                hidden: vec![Control::Of(Param::W), Control::PlotOutput],
                locked: vec![Control::Of(Param::B)],
                resize: Resize::Canvas,
                origin: Some("https://example.org:8080".into()),
                cell: String::new(),
                say: "Find it".into(),
                hint: String::new(),
                goals: vec![
                    Goal { of: Quantity::W, min: Some(190.0), max: Some(210.0) },
                    Goal { of: Quantity::Loss, min: None, max: Some(5.0) },
                ],
            }
        );
    }

    #[test]
    fn what_is_not_understood_is_named_and_the_rest_works() {
        for (link, wanted) in [
            ("embed=yes", Wanted::Switch),
            ("hide=w,everything", Wanted::Control { got: "everything".into() }),
            ("goal=w:5..1", Wanted::Goal { got: "w:5..1".into() }),
            ("goal=w:..", Wanted::Goal { got: "w:..".into() }),
            ("goal=speed:1..2", Wanted::Goal { got: "speed:1..2".into() }),
            ("goal=w:1,5..2", Wanted::Goal { got: "w:1".into() }),
            ("goal=w:..1,w:..1,w:..1,w:..1,w:..1,w:..1,w:..1,w:..1,w:..1", Wanted::FewerGoals(MOST_GOALS)),
            ("origin=example.org", Wanted::Origin),
            ("origin=https://example.org/path", Wanted::Origin),
            ("origin=*", Wanted::Origin),
            ("origin=https://example.org/", Wanted::Origin),
            ("origin=https://Example.org", Wanted::Origin),
            ("origin=HTTPS://example.org", Wanted::Origin),
            ("origin=https://example.org:443", Wanted::Origin),
            ("origin=http://example.org:80", Wanted::Origin),
            ("origin=http://[::1]:80", Wanted::Origin),
            ("origin=https://example.org:08080", Wanted::Origin),
            ("origin=https://example.org:", Wanted::Origin),
            ("origin=https://example.org:8a", Wanted::Origin),
            ("origin=https://example.org:1:2", Wanted::Origin),
            ("lock=w&lock=b", Wanted::Once),
        ] {
            assert_eq!(refused(link), [wanted], "{link}");
        }
        assert_eq!(refused(&format!("say={}", "é".repeat(LONGEST_TEXT))), []);
        assert_eq!(refused(&format!("say={}", "é".repeat(LONGEST_TEXT + 1))), [Wanted::Shorter(LONGEST_TEXT)]);
    }

    #[test]
    fn an_origin_is_exactly_what_a_browser_calls_it_or_that_of_nobody() {
        for own in [
            "https://example.org",
            "https://example.org:80",
            "http://example.org:443",
            "http://localhost:7103",
            "http://[::1]",
            "http://[::1]:8080",
            "https://xn--bcher-kva.example",
        ] {
            let Opened { setting, refusals, .. } = open(&format!("origin={own}"));
            assert_eq!((setting.origin.as_deref(), refusals), (Some(own), vec![]));
        }
        for other in ["https://example.org/", "*", "HTTPS://example.org", "https://example.org:443", "null", ""] {
            let Opened { setting, .. } = open(&format!("origin={other}"));
            assert_eq!(setting.origin.as_deref(), Some(""), "{other} restricts the page to nobody");
            assert_eq!(format_setting(&setting), "origin=", "{other}: and so does the link that is written");
            assert_eq!(open("origin=").refusals, [], "which says nothing that could be told a second time");
        }
    }

    #[test]
    fn a_misspelt_name_takes_no_other_one_along() {
        let Opened { setting, state, refusals } =
            open("hide=wieght,b,speed,x&lock=oops,w&goal=w:1..2,lss:..5,b:..3&points=1,2;3;4,5");
        assert_eq!(setting.hidden, [Control::Of(Param::B), Control::Of(Param::X)]);
        assert_eq!(setting.locked, [Control::Of(Param::W)]);
        assert_eq!(setting.goals.iter().map(write_goal).collect::<Vec<_>>(), ["w:1..2", "b:..3"]);
        assert_eq!(state.training.examples.given().len(), 2);
        let bad: Vec<_> = refusals
            .into_iter()
            .filter_map(|Refusal { wanted, .. }| match wanted {
                Wanted::Control { got } | Wanted::Goal { got } | Wanted::Pair { got, .. } => Some(got),
                _ => None,
            })
            .collect();
        assert_eq!(bad, ["wieght", "oops", "lss:..5", "3"], "the first of each list");
    }

    #[test]
    fn only_the_link_that_opens_the_page_decides_about_it() {
        let (actions, refusals) = super::super::parse("w=2&hide=w");
        assert_eq!(actions.len(), 1);
        assert_eq!(refusals, [Refusal::new("hide", Wanted::WhenOpened, "w")]);
    }

    fn settings() -> impl Strategy<Value = Setting> {
        let controls = || proptest::sample::subsequence(Control::ALL.to_vec(), 0..6);
        let numbers = || proptest::option::of((-1000i32..1000).prop_map(|tenths| tenths as f32 / 10.0));
        let goal = (proptest::sample::select(Quantity::ALL.to_vec()), numbers(), numbers()).prop_filter_map(
            "a goal has an end",
            |(of, one, other)| {
                let (min, max) = match (one, other) {
                    (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
                    (None, None) => return None,
                    others => others,
                };
                Some(Goal { of, min, max })
            },
        );
        let origins = proptest::option::of(proptest::sample::select(vec!["https://example.org", "http://[::1]:8080"]));
        let goals = proptest::collection::vec(goal, 0..=MOST_GOALS);
        let resize = proptest::sample::select(Resize::ALL.to_vec());
        (any::<bool>(), controls(), controls(), resize, origins, "[a-z-]{0,9}", "\\PC{0,280}", "\\PC{0,20}", goals)
            .prop_map(|(embed, hidden, locked, resize, origin, cell, say, hint, goals)| Setting {
                embed,
                hidden,
                locked,
                resize,
                origin: origin.map(str::to_owned),
                cell,
                say,
                hint,
                goals,
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]
        #[test]
        fn every_setting_opens_again_from_its_link(setting in settings()) {
            let link = format_setting(&setting);
            let opened = open(&link);
            prop_assert_eq!(opened.refusals, vec![], "{}", link);
            prop_assert_eq!(opened.setting, setting, "{}", link);
        }

        #[test]
        fn almost_settings_never_panic(pairs in proptest::collection::vec(("(embed|hide|lock|resize|origin|say|hint|goal)", "[-a-z0-9:.,%&=<>]{0,30}"), 0..6)) {
            let link: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let opened = open(&link.join("&"));
            prop_assert_eq!(open(&format_setting(&opened.setting)).setting, opened.setting);
        }
    }
}
