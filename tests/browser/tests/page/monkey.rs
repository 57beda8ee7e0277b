//! Monkeys at the page: whatever they do, slider, field, link, description, pictures and cells tell of one state.
//!
//! What they do is drawn from a seed. A failure is tried again with ever fewer acts, and names the seed and those that are
//! left: `WXPLUSB_SEED=… WXPLUSB_ONLY=monkey:act,act cargo xtask bench monkey` does only them. Where a training goes on, how
//! far it comes between two acts is the machine's. `WXPLUSB_ACTS` says how much each monkey does.

mod hand;
mod lies;
mod look;

use std::collections::VecDeque;
use std::env;
use std::time::{Duration, Instant};

use browser_tests::{Host, Page};
use serde_json::json;
use wxplusb::link;

use crate::abuse::{makers, seed};
use look::{Look, Seen, equal};

/// What it does, and what it looks at.
const ACTS: &str = include_str!("monkey/acts.js");

/// How many acts each of the monkeys does; the one with a hand of the browser's own half as many. 1,500 in all.
const MOST: u32 = 231;
/// Acts between two looks at the console.
const PIECE: usize = 10;
/// How long a failure is tried again with fewer acts.
const PATIENCE: Duration = Duration::from_secs(300);

/// One of the monkeys: its number, the link that it begins with, and whether the browser's own pointer and keys are its hand.
struct Monkey {
    number: u32,
    query: &'static str,
    has_hand: bool,
}

/// Where and why a monkey stopped.
struct Trouble {
    /// How many acts it had done.
    done: usize,
    sentence: String,
    last: VecDeque<String>,
}

#[test]
fn in_explore() {
    Monkey { number: 0, query: "w=2", has_hand: false }.roam();
}

#[test]
fn in_explore_embedded() {
    Monkey { number: 1, query: "embed=1&w=200&b=100&act=linear", has_hand: false }.roam();
}

#[test]
fn in_train() {
    Monkey { number: 2, query: "view=train&data=houses", has_hand: false }.roam();
}

#[test]
fn in_train_embedded() {
    let query = "embed=1&view=train&data=logistic&goal=loss:..0.1&say=Train";
    Monkey { number: 3, query, has_hand: false }.roam();
}

#[test]
fn in_the_notebook() {
    Monkey { number: 4, query: "view=notebook", has_hand: false }.roam();
}

#[test]
fn in_the_notebook_embedded() {
    let query = "embed=1&view=notebook&data=logistic&w=2&b=-4.5&cell=predict";
    Monkey { number: 5, query, has_hand: false }.roam();
}

#[test]
#[ignore = "DevTools: touch, densities"]
fn with_a_pointer_and_keys() {
    Monkey { number: 6, query: "w=2", has_hand: true }.roam();
}

impl Monkey {
    /// Lets it loose. After a failure it looks for the fewest acts that fail too.
    fn roam(&self) {
        let seed = seed();
        println!("WXPLUSB_SEED={seed}");
        let mut acts = self.acts();
        let mut trouble = match self.attempt(seed, &acts) {
            Ok(seen) => {
                println!("{seen:?}");
                // While a training goes on, what is seen belongs to no one state.
                assert!(seen.states >= acts.len() / 3 && seen.plots >= acts.len() / 4, "it saw too little: {seen:?}");
                return;
            }
            Err(trouble) => trouble,
        };
        acts.truncate(trouble.done);
        let told = |acts: &[u32], Trouble { sentence, last, .. }: &Trouble| {
            let acts: Vec<_> = acts.iter().map(u32::to_string).collect();
            let only = format!("WXPLUSB_SEED={seed} WXPLUSB_ONLY={}:{}", self.number, acts.join(","));
            format!("{only}\n{sentence}\nafter … {last:#?}")
        };
        println!("{}", told(&acts, &trouble));
        let end = Instant::now() + PATIENCE;
        let again = |acts: &Vec<u32>| {
            let mut tried = fewer(acts).into_iter().take_while(|_| Instant::now() < end);
            tried.find_map(|acts| {
                self.attempt(seed, &acts).err().map(|trouble| (acts[..trouble.done].to_vec(), trouble))
            })
        };
        while let Some(found) = again(&acts) {
            (acts, trouble) = found;
        }
        panic!("{}", told(&acts, &trouble));
    }

    /// The numbers of its acts.
    fn acts(&self) -> Vec<u32> {
        let number = |text: &str| text.parse().expect("WXPLUSB_ACTS and WXPLUSB_ONLY are whole numbers");
        if let Ok(only) = env::var("WXPLUSB_ONLY") {
            let (monkey, acts) = only.split_once(':').expect("WXPLUSB_ONLY is monkey:act,act");
            return if number(monkey) == self.number { acts.split(',').map(number).collect() } else { Vec::new() };
        }
        let most = env::var("WXPLUSB_ACTS").map_or(MOST, |most| number(&most));
        (0..if self.has_hand { most / 2 } else { most }).collect()
    }

    /// Does these acts on a page of its own.
    fn attempt(&self, seed: u32, acts: &[u32]) -> Result<Seen, Trouble> {
        let mut host = loose(self.query, seed.wrapping_add(self.number));
        let (mut seen, mut last) = (Seen::default(), VecDeque::new());
        let outcome = host.inside(|page| {
            acts.chunks(PIECE).try_for_each(|piece| {
                let (looks, trouble) = self.piece(page, piece);
                for look in &looks {
                    last.truncate(PIECE - 1);
                    last.push_front(look.act.clone());
                    seen.judge(look)?;
                }
                seen.acts += usize::from(!trouble.is_empty());
                equal("what the monkey met", &trouble, "")?;
                equal("the console", &page.console().join("\n"), "")
            })
        });
        match outcome {
            Ok(()) => Ok(seen),
            Err(sentence) => {
                // It has said enough.
                host.page.let_log();
                Err(Trouble { done: seen.acts, sentence, last })
            }
        }
    }

    /// Does some acts: what was to be seen after each, and what stopped it.
    fn piece(&self, page: &Page, acts: &[u32]) -> (Vec<Look>, String) {
        if self.has_hand {
            return (acts.iter().map(|act| look_after(page, &hand::act(page, *act))).collect(), String::new());
        }
        page.run_async(&format!(
            "const looks = [];
            const work = async () => {{ for (const act of {acts:?}) looks.push(await monkey.step(act)); }};
            work().then(() => done([looks, '']), (error) => done([looks, String(error.stack)]));"
        ))
    }
}

/// A page with a monkey that has done nothing yet, in a frame, which is where messages of a host come from.
fn loose(query: &str, seed: u32) -> Host {
    let host = Host::beside(query);
    host.inside(|page| {
        let presets: Vec<_> =
            link::PRESETS.iter().map(|(_, link)| *link).chain([link::RECIPE, "", "view=notebook"]).collect();
        page.script(&format!("{}\nconst PRESETS = {presets:?};\n{ACTS}", makers(seed)));
    });
    host
}

/// What is to be seen after something was done.
fn look_after(page: &Page, done: &str) -> Look {
    page.run_async(&format!("monkey.seeing({}).then(done);", json!(done)))
}

/// Shorter ways that may fail as well: the last acts only, or all but some.
fn fewer(acts: &[u32]) -> Vec<Vec<u32>> {
    let halves = || (1..usize::BITS).map(|times| acts.len() >> times).take_while(|length| *length > 0);
    let mut last: Vec<_> = halves().map(|length| acts[acts.len() - length..].to_vec()).collect();
    last.reverse();
    let without = halves().flat_map(|length| {
        let starts = (0..acts.len()).step_by(length);
        starts.map(move |start| [&acts[..start], acts.get(start + length..).unwrap_or_default()].concat())
    });
    last.extend(without);
    last
}

#[test]
fn a_failure_that_needs_two_acts_is_brought_down_to_these() {
    let mut acts: Vec<u32> = (0..100).collect();
    let fails = |acts: &Vec<u32>| acts.contains(&17) && acts.contains(&60);
    while let Some(less) = fewer(&acts).into_iter().find(fails) {
        acts = less;
    }
    assert_eq!(acts, [17, 60]);
}
