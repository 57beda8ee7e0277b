//! `cargo xtask bench train`: what more examples cost, what a new loss surface costs, and a drag on a slow machine.

use serde_json::{Value, json};

use super::devtools::{Chromium, NO_FRAME_CAP, Tab};
use super::site::Site;
use super::{median, ratio, table};
use crate::dist;
use crate::program::{Outcome, root};
use crate::tools;

/// Examples in the tables that are pasted; the costs are compared with those of the first.
const SIZES: [usize; 3] = [10, 1000, 100_000];
const ROUNDS: usize = 3;
/// Moves of a slider in a round.
const MOVES: usize = 100;
/// Moves before those, for the compilers.
const WARM_UP: usize = 30;

/// Examples under the loss surface that is measured.
const UNDER_SURFACE: usize = 100;
/// Surfaces that are measured.
const SURFACES: usize = 40;

/// How much slower the processor is made for the drags.
const SLOWER: u32 = 6;
/// Moves of a drag.
const STEPS: usize = 40;
/// A frame at 60 Hz, in milliseconds.
const FRAME: f64 = 1000.0 / 60.0;

pub(super) fn run() -> Outcome {
    let browser = tools::chromium()?;
    let site = Site::serve(vec![("wxplusb", dist::site()), ("by-hand", root().join("benches/browser"))])?;
    {
        let mut chromium = Chromium::open(browser.binary(), &NO_FRAME_CAP)?;
        println!("{}, 1000×700, no frame cap", chromium.version()?);
        println!("\nA move of w or b in the train view, {ROUNDS} rounds of {MOVES}:");
        print!("{}", sizes(&mut chromium, &site)?);
        println!("\nAnother loss over {UNDER_SURFACE} examples, so that the loss surface and all numbers are new:");
        print!("{}", surfaces(&mut chromium.tab()?, &site)?);
    }
    let mut chromium = Chromium::open(browser.binary(), &[])?;
    println!(
        "\nA drag with the processor {SLOWER} times slower, 60 frames/s, from the pointer's event to the frame that shows it:"
    );
    let mut drag = |address, grip| drag(&mut chromium.tab()?, &site, address, grip);
    let explore = drag("wxplusb/", "#plot-line .grip[data-grip=b]")?;
    let train = drag("wxplusb/?view=train", "#plot-surface .grip[data-grip=both]")?;
    let least = drag("by-hand/line.html", "#grip")?;
    print!(
        "{}",
        drags(&[
            ("b in the explore view", &explore),
            ("w and b on the loss surface", &train),
            ("a page with one line, by hand", &least)
        ])
    );
    Ok(())
}

/// The cost of a move with few and with many examples, in interleaved rounds.
fn sizes(chromium: &mut Chromium, site: &Site) -> Outcome<String> {
    let mut times = [const { (Vec::new(), Vec::new()) }; SIZES.len()];
    for round in 1..=ROUNDS {
        for (size, (tasks, processor)) in SIZES.into_iter().zip(&mut times) {
            let mut tab = chromium.tab()?;
            paste(&mut tab, site, size)?;
            tab.number(&format!("hand.moves({WARM_UP})"))?;
            let (busy, _) = tab.busy(|tab| tab.number(&format!("hand.moves({MOVES})")))?;
            tasks.push(busy.tasks / MOVES as f64);
            processor.push(busy.processor / MOVES as f64);
        }
        println!("round {round} of {ROUNDS}");
    }
    let (few_tasks, few_processor) = &times[0];
    let row = |(size, (tasks, processor)): (&usize, &(Vec<f64>, Vec<f64>))| {
        let mut row = vec![format!("{size} examples")];
        for (own, few) in [(tasks, few_tasks), (processor, few_processor)] {
            row.push(format!("{:.2}", median(own.iter().copied())));
            row.push(format!("{:.2}", ratio(own, few)));
        }
        row
    };
    let rows: Vec<Vec<String>> = SIZES.iter().zip(&times).map(row).collect();
    Ok(table(&["", "move ms", "× 10", "processor ms", "× 10"], &rows))
}

/// What changing the loss costs, until everything is drawn.
fn surfaces(tab: &mut Tab, site: &Site) -> Outcome<String> {
    paste(tab, site, UNDER_SURFACE)?;
    let change = |count: usize| {
        format!(
            "(async () => {{
                const times = [];
                for (let at = 0; at < {count}; at++) {{
                    const start = performance.now();
                    hand.id(at % 2 ? 'loss-mse' : 'loss-half').click();
                    await hand.frame();
                    times.push(performance.now() - start);
                }}
                return times;
            }})()"
        )
    };
    // Then without the rows of the table, which are all new too: what is left is little more than the surface.
    let mut rows = Vec::new();
    for (what, before) in
        [("one change", "0"), ("with the table closed", "document.querySelector('.examples').open = false")]
    {
        tab.eval(before)?;
        tab.eval(&change(10))?;
        let (busy, until_drawn) = tab.busy(|tab| tab.eval(&change(SURFACES)).and_then(|times| numbers(&times)))?;
        let [middle, worst] = middle_and_worst(&until_drawn);
        let a_change = |milliseconds: f64| decimal(milliseconds / SURFACES as f64);
        rows.push(vec![what.to_owned(), a_change(busy.tasks), a_change(busy.processor), middle, worst]);
    }
    Ok(table(&["", "main thread ms", "processor ms", "until drawn ms", "worst ms"], &rows))
}

/// Drags what a selector finds with a real pointer; milliseconds from each of its moves to the frame that shows it.
fn drag(tab: &mut Tab, site: &Site, address: &str, grip: &str) -> Outcome<Vec<f64>> {
    tab.go(&format!("{}{address}", site.url))?;
    let place = tab.eval(&format!("hand.settled('{grip}').then(() => hand.watch('{grip}'))"))?;
    let [x, y] = numbers(&place)?[..] else { return Err(format!("no place to drag: {place}")) };
    tab.call("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER }))?;
    let pointer = |tab: &mut Tab, kind: &str, up: f64| {
        let event = json!({ "type": kind, "x": x, "y": y - up, "button": "left", "buttons": 1, "clickCount": 1 });
        tab.call("Input.dispatchMouseEvent", event)
    };
    pointer(tab, "mousePressed", 0.0)?;
    let mut times = Vec::new();
    for step in 1..=STEPS {
        // Up and down again, each time further than a step of the sliders: there is something to draw.
        pointer(tab, "mouseMoved", 80.0 - (step as f64 * 4.0 - 80.0).abs())?;
        times.push(tab.number("hand.shown()")?);
    }
    pointer(tab, "mouseReleased", 0.0)?;
    Ok(times)
}

fn drags(drags: &[(&str, &[f64])]) -> String {
    let row = |(what, times): &(&str, &[f64])| {
        let [middle, worst] = middle_and_worst(times);
        let within = |frames: f64| times.iter().filter(|time| **time <= frames * FRAME).count();
        let of = |count: usize| format!("{count} of {}", times.len());
        vec![(*what).to_owned(), middle, worst, of(within(1.0)), of(within(2.0)), of(within(3.0))]
    };
    let rows: Vec<Vec<String>> = drags.iter().map(row).collect();
    table(&["", "median ms", "worst ms", "within 1 frame", "within 2", "within 3"], &rows)
}

/// Opens the train view and pastes so many examples into it.
fn paste(tab: &mut Tab, site: &Site, count: usize) -> Outcome {
    tab.go(&format!("{}wxplusb/?view=train", site.url))?;
    tab.eval("hand.until(() => hand.id('use-paste') && hand.id('description').textContent)")?;
    tab.eval(&format!(
        "(document.querySelector('details.paste').open = true, hand.id('paste').value = {}, hand.id('use-paste').click(),
        hand.until(() => hand.id('story').textContent.includes('{count}')).then(hand.frame).then(hand.frame))",
        Value::from(examples(count))
    ))?;
    Ok(())
}

/// A table of examples of two classes that overlap; the same at every run.
fn examples(count: usize) -> String {
    let mut seed: u64 = 7;
    let mut part = || {
        // Lehmer's generator with the numbers of Park and Miller.
        seed = seed * 16_807 % 2_147_483_647;
        seed as f64 / 2_147_483_647.0
    };
    let mut text = "x,y\n".to_owned();
    for _ in 0..count {
        let x = 6.0 * part();
        let class = u8::from(part() < 1.0 / (1.0 + (4.5 - 2.0 * x).exp()));
        text += &format!("{x:.4},{class}\n");
    }
    text
}

fn numbers(value: &Value) -> Outcome<Vec<f64>> {
    let numbers = value.as_array().and_then(|array| array.iter().map(Value::as_f64).collect());
    numbers.ok_or_else(|| format!("the page gave no numbers but {value}"))
}

fn middle_and_worst(times: &[f64]) -> [String; 2] {
    [median(times.iter().copied()), times.iter().copied().fold(0.0, f64::max)].map(decimal)
}

fn decimal(number: f64) -> String {
    format!("{number:.1}")
}

#[cfg(test)]
mod tests {
    use super::{FRAME, drags, examples};

    #[test]
    fn examples_are_lines_of_x_and_a_class() {
        let text = examples(100);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines.len(), lines[0]), (101, "x,y"));
        let classes: Vec<&str> = lines[1..].iter().map(|line| line.split_once(',').unwrap().1).collect();
        let ones = classes.iter().filter(|class| **class == "1").count();
        assert!(classes.iter().all(|class| ["0", "1"].contains(class)) && (30..90).contains(&ones), "{ones} ones");
        assert_eq!(text, examples(100), "the same at every run");
    }

    #[test]
    fn a_drag_is_judged_by_the_frames_it_takes() {
        let text = drags(&[("b", &[0.5 * FRAME, 1.5 * FRAME, 2.5 * FRAME])]);
        let last = text.lines().last().unwrap();
        assert_eq!(last.split_whitespace().collect::<Vec<_>>().join(" "), "b 25.0 41.7 1 of 3 2 of 3 3 of 3");
    }
}
