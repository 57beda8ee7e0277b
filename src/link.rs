//! The one grammar for the outside: `name=value` pairs, as in a query string, to [`Action`]s and back.
//!
//! The address bar, a pasted link and a preset are the same text, read by [`parse`]. A bad pair is reported and skipped,
//! the rest of the link works. `format` writes only what differs from how the page opens anyway, and
//! `State::open(parse(format(state)).0) == state` for every state, but for what no link holds: the run of a training, more
//! examples of the reader's own than fit in, the lab that examples were edited in, and whether an activation was left standing.

mod host;
mod key;
mod length;
mod together;

pub use key::loss_name;
pub use length::{LONGEST, readable};

use crate::state::{Action, Refusal, Setting, State, Wanted};
use host::HostKey;
use key::{KEYS, Key};

/// Ready-made links with their element ids: ranges and axes included, so that 200 and 100 look as good as 2 and −4.5.
pub const PRESETS: [(&str, &str); 3] = [
    ("preset-houses", "data=houses&w=200&b=100&x=2"),
    ("preset-logistic", "data=logistic&w=2&b=-4.5&x=3&ymin=-8&ymax=8"),
    ("preset-initialised", "w=-1.03&b=0&act=linear"),
];

/// The training that the forum thread runs: 1000 epochs from here.
pub const RECIPE: &str = "data=houses&w=-1.03&b=0&loss=mse&lr=0.01";

/// A link that opens the page, read whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// How the page stands.
    pub state: State,
    /// What the author decided about it.
    pub setting: Setting,
    /// What was not understood.
    pub refusals: Vec<Refusal>,
}

/// Opens a link: `?w=2&b=-1&embed=1`, with or without the question mark. Never fails; what cannot be used is left out and told.
#[must_use]
pub fn open(link: &str) -> Opened {
    let mut setting = Setting::default();
    let mut refusals = Vec::new();
    let mut given: Vec<HostKey> = Vec::new();
    let (actions, others) = read(link, |key, text| {
        let refused = if given.contains(&key) { Some(Wanted::Once) } else { key.read(text, &mut setting).err() };
        given.push(key);
        refusals.extend(refused.map(|wanted| Refusal::new(key.name(), wanted, text)));
    });
    refusals.extend(others);
    let state = State::open(&actions);
    together::tell(&actions, &state, &mut refusals);
    Opened { state, setting, refusals }
}

/// Reads what a link says about the state; what the author of a link decides belongs into the one that opens the page, and is refused.
#[must_use]
pub fn parse(link: &str) -> (Vec<Action>, Vec<Refusal>) {
    let mut late = Vec::new();
    let (actions, mut refusals) = read(link, |key, text| late.push(Refusal::new(key.name(), Wanted::WhenOpened, text)));
    refusals.append(&mut late);
    (actions, refusals)
}

/// Reads a link that changes a page that is open: what [`parse`] does, and what only shows when all is put together there.
#[must_use]
pub fn parse_over(link: &str, state: State) -> (Vec<Action>, Vec<Refusal>) {
    let (actions, mut refusals) = parse(link);
    together::tell(&actions, &state.with(&actions), &mut refusals);
    (actions, refusals)
}

fn read(link: &str, mut host: impl FnMut(HostKey, &str)) -> (Vec<Action>, Vec<Refusal>) {
    let link = link.strip_prefix('?').unwrap_or(link);
    if link.len() > LONGEST {
        let refusal = Refusal::new("link", Wanted::Shorter(LONGEST), &link.len().to_string());
        return (Vec::new(), vec![refusal]);
    }
    let mut texts: [Option<String>; KEYS.len()] = Default::default();
    let mut refusals = Vec::new();
    for (name, value) in form_urlencoded::parse(link.as_bytes()) {
        if let Some(key) = HostKey::ALL.into_iter().find(|key| key.name() == name) {
            host(key, &value);
            continue;
        }
        match KEYS.iter().position(|key| key.name() == name) {
            None if is_added_on_the_way(&name) => {}
            None => refusals.push(Refusal::new(&name, Wanted::KnownName, &value)),
            Some(at) if texts[at].is_some() => refusals.push(Refusal::new(&name, Wanted::Once, &value)),
            Some(at) => texts[at] = Some(value.into_owned()),
        }
    }
    let mut actions = Vec::new();
    for (key, text) in KEYS.into_iter().zip(&texts) {
        let Some(text) = text else { continue };
        match key.read(text) {
            Ok(read) => {
                refusals.extend(read.note.map(|wanted| Refusal::new(&key.name(), wanted, text)));
                actions.extend(read.action);
            }
            Err(wanted) => refusals.push(Refusal::new(&key.name(), wanted, text)),
        }
    }
    together::drop_crossed_ranges(&mut actions, &mut refusals);
    (actions, refusals)
}

/// Whether mail services, search engines and social networks add this to the links of their readers: nobody who follows one has
/// to be told.
fn is_added_on_the_way(name: &str) -> bool {
    name.starts_with("utm_") || ["fbclid", "gclid", "msclkid", "mc_cid", "mc_eid"].contains(&name)
}

/// Writes what the author of a link decided; empty where nothing was.
#[must_use]
pub fn format_setting(setting: &Setting) -> String {
    let pairs = HostKey::ALL.into_iter().filter_map(|key| Some((key.name().to_owned(), key.write(setting)?)));
    written(pairs)
}

/// Both parts of a link in one.
#[must_use]
pub fn format_all(state: &State, setting: &Setting) -> String {
    let parts = [format(state), format_setting(setting)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&")
}

/// Every name that may stand in a link, those about the state first.
#[must_use]
pub fn names() -> Vec<String> {
    let of_state = KEYS.into_iter().map(Key::name);
    of_state.chain(HostKey::ALL.into_iter().map(|key| key.name().to_owned())).collect()
}

/// Pairs as a query. Some characters that a form would hide behind percent signs are as safe in a query and easier to read.
fn written(pairs: impl Iterator<Item = (String, String)>) -> String {
    let mut link = form_urlencoded::Serializer::new(String::new());
    for (name, text) in pairs {
        link.append_pair(&name, &text);
    }
    let readable = [("%2C", ","), ("%3B", ";"), ("%3A", ":"), ("%2F", "/")];
    readable.into_iter().fold(link.finish(), |link, (hidden, plain)| link.replace(hidden, plain))
}

/// Writes the shortest link that opens as `state`; empty for the state the page opens with by itself.
#[must_use]
pub fn format(state: &State) -> String {
    // What one key changes can make another one needless (a large w widens its own range) or needed (a given axis is not
    // fitted): so keys are added one by one until the link opens as the state.
    let mut kept: Vec<(usize, String)> = Vec::new();
    loop {
        let actions: Vec<Action> = kept.iter().filter_map(|(at, text)| KEYS[*at].read(text).ok()?.action).collect();
        let opened = State::open(&actions);
        let is_kept = |at: usize| kept.iter().any(|(kept, _)| *kept == at);
        let differs = |at: &usize| KEYS[*at].write(state).is_some_and(|text| Some(text) != KEYS[*at].write(&opened));
        let wanted = (0..KEYS.len())
            .filter(differs)
            // What a kept key fails to set depends on the ends of its range.
            .flat_map(|at| if is_kept(at) { KEYS[at].ends() } else { vec![at] })
            .filter(|at| !is_kept(*at))
            // Values and choices come before ranges, which they may imply.
            .min_by_key(|at| !KEYS[*at].ends().is_empty());
        let Some(at) = wanted else { break };
        // Both ends or none: with one end given, a value could still widen the range at the other.
        let both = if matches!(KEYS[at], Key::Step(_)) { vec![at] } else { KEYS[at].ends() };
        let new = if both.is_empty() { vec![at] } else { both };
        for (at, text) in new.into_iter().filter_map(|at| Some((at, KEYS[at].write(state)?))) {
            kept.insert(kept.partition_point(|(other, _)| *other < at), (at, text));
        }
    }
    // A reader looks for the data, w and b first.
    let (first, rest): (Vec<_>, Vec<_>) =
        kept.into_iter().partition(|(at, _)| matches!(KEYS[*at], Key::Value(_) | Key::Data));
    written(first.into_iter().chain(rest).map(|(at, text)| (KEYS[at].name(), text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nn::Activation;
    use crate::state::{LIMIT, Param, Theme, Units};
    use proptest::prelude::*;

    fn opened(link: &str) -> State {
        State::open(&parse(link).0)
    }

    #[test]
    fn the_state_the_page_opens_with_needs_no_link() {
        assert_eq!(format(&State::default()), "");
    }

    #[test]
    fn links_are_short_and_begin_with_w_and_b() {
        for (actions, link) in [
            (vec![Action::Set(Param::W, 2.0), Action::Set(Param::B, -4.5)], "w=2&b=-4.5"),
            (vec![Action::Set(Param::W, 200.0), Action::Set(Param::B, 100.0)], "w=200&b=100"),
            (vec![Action::Activate(Activation::Tanh), Action::Set(Param::X, 0.1)], "x=0.1&act=tanh"),
            (vec![Action::UseBias(false)], "bias=0"),
            (vec![Action::Initialise(7)], "seed=7"),
            (vec![Action::Step(Param::W, 0.25), Action::Set(Param::W, 1e-6)], "w=0.000001&wstep=0.25"),
        ] {
            assert_eq!(format(&State::open(&actions)), link);
        }
    }

    #[test]
    fn a_bad_pair_is_named_and_the_rest_of_the_link_works() {
        let (actions, refusals) = parse("?w=big&b=3&colour=red&act=softmax&bias=yes&b=4&seed=-1&theme=dark");
        assert_eq!(actions, [Action::Set(Param::B, 3.0), Action::Theme(Theme::Dark)]);
        let told: Vec<_> = refusals.iter().map(|r| (r.name.as_str(), r.got.as_str())).collect();
        for expected in
            [("w", "big"), ("colour", "red"), ("act", "softmax"), ("bias", "yes"), ("b", "4"), ("seed", "-1")]
        {
            assert!(told.contains(&expected), "{expected:?} in {told:?}");
        }
    }

    #[test]
    fn what_is_added_to_a_link_on_its_way_is_passed_by() {
        let (actions, refusals) = parse("w=2&utm_source=news&utm_medium=e+mail&fbclid=x1&utm=3");
        assert_eq!(actions, [Action::Set(Param::W, 2.0)]);
        assert_eq!(refusals, [Refusal::new("utm", Wanted::KnownName, "3")]);
    }

    #[test]
    fn numbers_that_other_readers_take_are_refused() {
        for text in ["NaN", "inf", "0x10", "1,5", "", "1 2"] {
            let (actions, refusals) = parse(&format!("w={}", text.replace(' ', "%20")));
            assert!(actions.is_empty() && refusals.len() == 1, "{text}");
        }
    }

    #[test]
    fn a_value_beyond_the_limit_is_moved_there_and_told() {
        let (actions, refusals) = parse("w=1e9");
        assert_eq!(actions, [Action::Set(Param::W, LIMIT)]);
        assert_eq!(refusals, [Refusal::new("w", Wanted::Within("1000000".into()), "1e9")]);
    }

    #[test]
    fn every_number_that_is_moved_into_its_limits_is_told_with_the_one_that_is_used() {
        for (link, name, used) in [
            ("w=-1e39", "w", "-1000000"),
            ("xmin=-1e9", "xmin", "-1000000"),
            ("xmin=1e9", "xmin", "999600"),
            ("bmax=2000000", "bmax", "1000000"),
            ("bmax=-1e9", "bmax", "-999600"),
            ("ymin=1e39", "ymin", "9.996e12"),
            ("lr=1e9", "lr", "1000000"),
            ("lr=1e-30", "lr", "1e-15"),
            ("wstep=1e7", "wstep", "20"),
            ("wstep=100", "wstep", "20"),
            ("wstep=1e-9", "wstep", "0.000001"),
        ] {
            let Opened { state, refusals, .. } = open(link);
            let got = link.split_once('=').map_or("", |(_, got)| got);
            assert_eq!(refusals, [Refusal::new(name, Wanted::Within(used.into()), got)], "{link}");
            let key = KEYS.into_iter().find(|key| key.name() == name).expect("a key");
            assert_eq!(key.write(&state).as_deref(), Some(used), "{link}");
        }
        assert_eq!(parse("ymin=-5000000").1, []);
    }

    #[test]
    fn the_step_that_a_link_asks_for_counts_also_where_a_value_widens_its_range() {
        for (link, param, step) in [
            ("w=200&wstep=0.1", Param::W, 0.1),
            ("w=200&wstep=50", Param::W, 50.0),
            ("w=200", Param::W, 0.5),
            ("w=1&b=-15&xstep=0.01", Param::X, 0.01),
        ] {
            let Opened { state, refusals, .. } = open(link);
            assert_eq!((state.span(param).step, refusals), (step, vec![]), "{link}");
            assert_eq!(parse_over(link, State::default()).1, [], "{link}");
        }
        let page = opened("ymin=-5&ymax=5");
        assert_eq!(parse_over("w=1&b=-9&xstep=0.01", page).1, []);
    }

    #[test]
    fn a_range_without_room_between_its_ends_is_told_and_the_usual_one_stays() {
        for (link, wanted) in [
            ("xmin=1&xmax=1.0005", Wanted::FurtherBelow("xmax (1.0005)".into())),
            ("xmin=2&xmax=1", Wanted::Below("xmax (1)".into())),
            ("xmin=1&xmax=1", Wanted::Below("xmax (1)".into())),
        ] {
            let (actions, refusals) = parse(link);
            let got = link.split(['=', '&']).nth(1).unwrap_or_default();
            assert_eq!((actions.as_slice(), refusals), (&[][..], vec![Refusal::new("xmin", wanted, got)]), "{link}");
        }
        assert_eq!(parse("xmin=1&xmax=1.01").1, []);
    }

    #[test]
    fn a_unit_that_the_examples_cannot_have_is_told_with_those_that_they_can() {
        for (link, told) in [
            ("points=1000,2;5,6&units=thousandths", vec![]),
            ("points=1001,2;5,6&units=zscore", vec![]),
            (
                "points=1001,2;5,6&units=thousandths",
                vec![Refusal::new("units", Wanted::OneOf(vec!["given", "zscore"]), "thousandths")],
            ),
        ] {
            let opened = open(link);
            assert_eq!(opened.refusals, told, "{link}");
            assert_eq!(opened.state.training.examples.units() == Units::Given, !told.is_empty(), "{link}");
        }
    }

    #[test]
    fn a_page_that_is_open_takes_a_unit_only_for_the_examples_it_will_have() {
        let state = State::open(&parse("points=1001,2;5,6").0);
        assert_eq!(parse_over("units=zscore", state.clone()).1, []);
        let told = Refusal::new("units", Wanted::OneOf(vec!["given", "zscore"]), "thousandths");
        assert_eq!(parse_over("units=thousandths", state.clone()).1, [told]);
        assert_eq!(parse_over("points=1000,2;5,6&units=thousandths", state).1, []);
    }

    #[test]
    fn a_range_given_backwards_is_refused_as_a_pair() {
        let (actions, refusals) = parse("wmin=5&wmax=1&w=2");
        assert_eq!(actions, [Action::Set(Param::W, 2.0)]);
        assert_eq!(refusals.len(), 1);
    }

    #[test]
    fn the_order_of_pairs_does_not_matter() {
        assert_eq!(opened("w=30&wmin=20&wmax=50&seed=4"), opened("seed=4&wmax=50&wmin=20&w=30"));
        assert_eq!(opened("w=30&wmin=20&wmax=50").value(Param::W), 30.0);
    }

    #[test]
    fn every_preset_is_a_link_that_is_understood_whole_and_shows_its_line() {
        for (id, preset) in PRESETS {
            let (actions, refusals) = parse(preset);
            assert_eq!(refusals, [], "{id}");
            assert!(!State::open(&actions).is_out_of_sight(), "{id}");
        }
    }

    #[test]
    fn an_oversize_link_is_refused_whole() {
        let link = format!("w=2&x={}", "1".repeat(LONGEST));
        let length = link.len().to_string();
        assert_eq!(parse(&link), (Vec::new(), vec![Refusal::new("link", Wanted::Shorter(LONGEST), &length)]));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn every_state_opens_again_from_its_link(actions in crate::testing::actions(12), goes_back in any::<bool>()) {
            let mut state = State::default();
            for action in actions {
                state.apply(action);
            }
            if goes_back {
                state = state.before_run(Some(state.stable_rate()));
            }
            let link = format(&state);
            let (actions, refusals) = parse(&link);
            prop_assert_eq!(refusals, vec![], "{}", link);
            // The path of a training is what happened, not where things stand: no link holds it.
            state.apply(Action::Loss(state.training.loss));
            prop_assert_eq!(State::open(&actions), state, "{}", link);
        }

        #[test]
        fn arbitrary_text_never_panics_and_opens_something_sound(text in "\\PC{0,60}", bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            for link in [text.as_str(), &String::from_utf8_lossy(&bytes)] {
                let state = opened(link);
                prop_assert!(Param::ALL.iter().all(|param| state.span(*param).contains(state.value(*param))), "{}", link);
            }
        }

        #[test]
        fn almost_links_never_panic(pairs in proptest::collection::vec(("(w|b|x|wmin|wmax|wstep|xmin|xmax|ymin|ymax|act|bias|seed|view|theme)", "[-+0-9.e%a-z]{0,8}"), 0..8)) {
            let link: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let state = opened(&link.join("&"));
            prop_assert_eq!(opened(&format(&state)), state);
        }
    }
}
