//! `cargo xtask bench growth`: what the page holds after many redraws and many changes of the view.

use super::devtools::{Chromium, NO_FRAME_CAP, Tab};
use super::site::Site;
use super::table;
use crate::dist;
use crate::program::Outcome;
use crate::tools;

/// How often it is looked how much the page holds, after the first time.
const LOOKS: usize = 4;
const REDRAWS: usize = 20_000;
const VIEWS: usize = 1000;

/// What is counted after each part of the work.
const COUNTED: [&str; 4] = ["wasm memory", "JS heap", "DOM nodes", "listeners"];

/// Asks the module that runs already for its memory: a second start of it gives what the first gave.
const WASM_MEMORY: &str = "(async () => {
    const { js } = document.querySelector('script[data-wasm]').dataset;
    const { default: start } = await import(new URL(js, document.baseURI));
    return (await start()).memory.buffer.byteLength;
})()";

pub(super) fn run() -> Outcome {
    let mut chromium = Chromium::open(&tools::browser()?.chromium, &NO_FRAME_CAP)?;
    let site = Site::serve(vec![("wxplusb", dist::site())])?;
    println!("{REDRAWS} redraws and {VIEWS} changes of the view, {} (about 3 min) …", chromium.version()?);
    let mut tab = chromium.tab()?;
    tab.go(&format!("{}wxplusb/", site.url))?;
    tab.eval("hand.until(() => hand.id('tab-train') && hand.id('description').textContent).then(hand.frame)")?;

    let redraw = |count: usize| format!("hand.moves({count})");
    let change_views = |count: usize| {
        format!(
            "(async () => {{
                for (let at = 0; at < {count}; at++) {{
                    hand.id(at % 2 ? 'tab-explore' : 'tab-train').click();
                    await hand.frame();
                    await hand.frame();
                }}
            }})()"
        )
    };
    // What is made once and kept, such as the texts and pictures of both views, is there before the first look.
    tab.eval(&change_views(20))?;
    tab.eval(&redraw(500))?;
    let redraws = growth(&mut tab, "redraws", REDRAWS, &redraw)?;
    print!("\n{redraws}");
    let views = growth(&mut tab, "changes of the view", VIEWS, &change_views)?;
    print!("\n{views}");
    Ok(())
}

/// Does `work` in parts and counts after each.
fn growth(tab: &mut Tab, name: &str, total: usize, work: &impl Fn(usize) -> String) -> Outcome<String> {
    let part = total / LOOKS;
    let mut looks = vec![(0, look(tab)?)];
    for done in 1..=LOOKS {
        tab.eval(&work(part))?;
        looks.push((done * part, look(tab)?));
    }
    Ok(report(name, &looks))
}

fn look(tab: &mut Tab) -> Outcome<[f64; COUNTED.len()]> {
    let memory = tab.number(WASM_MEMORY)?;
    let kept = tab.metrics_of_what_is_kept()?;
    Ok([memory, kept.read("JSHeapUsedSize")?, kept.read("Nodes")?, kept.read("JSEventListeners")?])
}

/// One line a look, and what is to be made of them.
fn report(name: &str, looks: &[(usize, [f64; COUNTED.len()])]) -> String {
    let mut rows: Vec<Vec<String>> = looks
        .iter()
        .map(|(done, counted)| [done.to_string()].into_iter().chain(counted.map(|number| number.to_string())).collect())
        .collect();
    let column = |at: usize| looks.iter().map(|(_, counted)| counted[at]).collect::<Vec<_>>();
    rows.push([String::new()].into_iter().chain((0..COUNTED.len()).map(|at| verdict(&column(at)))).collect());
    let head: Vec<&str> = [name].into_iter().chain(COUNTED).collect();
    table(&head, &rows)
}

/// Flat is what is never more than a fiftieth above what it was at first.
fn verdict(counted: &[f64]) -> String {
    let first = counted.first().copied().unwrap_or(f64::NAN);
    let last = counted.last().copied().unwrap_or(f64::NAN);
    if last <= 1.02 * first { "flat".to_owned() } else { format!("GROWS {:+.0} %", 100.0 * (last / first - 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::{report, verdict};

    #[test]
    fn what_stays_is_flat_and_what_does_not_is_said() {
        for (counted, words) in [
            (&[100.0, 150.0, 101.0][..], "flat"),
            (&[100.0, 90.0], "flat"),
            (&[100.0, 103.0], "GROWS +3 %"),
            (&[100.0, 300.0], "GROWS +200 %"),
        ] {
            assert_eq!(verdict(counted), words, "{counted:?}");
        }
    }

    #[test]
    fn every_look_is_a_line() {
        let text = report("redraws", &[(0, [8.0, 4.0, 2.0, 1.0]), (500, [8.0, 4.0, 3.0, 1.0])]);
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[2], ["500", "8", "4", "3", "1"]);
        assert_eq!(lines[3], ["flat", "flat", "GROWS", "+50", "%", "flat"]);
    }
}
