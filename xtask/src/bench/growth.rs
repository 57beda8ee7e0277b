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

/// What is found at a look.
struct Look {
    /// Redraws or changes of the view until then.
    done: usize,
    counted: [f64; COUNTED.len()],
    /// Milliseconds that a move keeps the main thread busy.
    one_move: f64,
}

/// Moves of a slider that are timed at each look: what the page goes through at every change can grow too.
const MOVES: usize = 200;

/// Asks the module that runs already for its memory: a second start of it gives what the first gave.
const WASM_MEMORY: &str = "(async () => {
    const { js } = document.querySelector('script[data-wasm]').dataset;
    const { default: start } = await import(new URL(js, document.baseURI));
    return (await start()).memory.buffer.byteLength;
})()";

pub(super) fn run() -> Outcome {
    let mut chromium = Chromium::open(tools::chromium()?.binary(), &NO_FRAME_CAP)?;
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
    tab.eval(&redraw(2000))?;
    let redraws = growth(&mut tab, "redraws", REDRAWS, &redraw)?;
    print!("\n{redraws}");
    let views = growth(&mut tab, "changes of the view", VIEWS, &change_views)?;
    print!("\n{views}");
    Ok(())
}

/// Does `work` in parts and counts after each.
fn growth(tab: &mut Tab, name: &str, total: usize, work: &impl Fn(usize) -> String) -> Outcome<String> {
    let part = total / LOOKS;
    let mut looks = vec![look(tab, 0)?];
    for parts in 1..=LOOKS {
        tab.eval(&work(part))?;
        looks.push(look(tab, parts * part)?);
    }
    Ok(report(name, &looks))
}

fn look(tab: &mut Tab, done: usize) -> Outcome<Look> {
    let (busy, _) = tab.busy(|tab| tab.number(&format!("hand.moves({MOVES})")))?;
    let memory = tab.number(WASM_MEMORY)?;
    let kept = tab.metrics_of_what_is_kept()?;
    let counted = [memory, kept.read("JSHeapUsedSize")?, kept.read("Nodes")?, kept.read("JSEventListeners")?];
    Ok(Look { done, counted, one_move: busy.tasks / MOVES as f64 })
}

/// One line a look, and what is to be made of them.
fn report(name: &str, looks: &[Look]) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for Look { done, counted, one_move } in looks {
        let counted = counted.map(|number| number.to_string());
        rows.push([vec![done.to_string()], counted.to_vec(), vec![format!("{one_move:.2}")]].concat());
    }
    let total = looks.last().map_or(0, |look| look.done);
    let column = |at: usize| looks.iter().map(|look| look.counted[at]).collect::<Vec<_>>();
    let verdicts = (0..COUNTED.len()).map(|at| verdict(&column(at), total));
    // A busy machine moves the times: no verdict on them.
    rows.push([String::new()].into_iter().chain(verdicts).chain([String::new()]).collect());
    let head: Vec<&str> = [name].into_iter().chain(COUNTED).chain(["move ms"]).collect();
    table(&head, &rows)
}

/// Flat is what at the end is at most a tenth above what it was at first: of the JavaScript heap that is six bytes a redraw,
/// less than the smallest object that could be kept. Of the rest it is said what each of `times` leaves.
fn verdict(counted: &[f64], times: usize) -> String {
    let first = counted.first().copied().unwrap_or(f64::NAN);
    let last = counted.last().copied().unwrap_or(f64::NAN);
    if last <= 1.1 * first { "flat".to_owned() } else { format!("GROWS by {:.2} each", (last - first) / times as f64) }
}

#[cfg(test)]
mod tests {
    use super::{Look, report, verdict};

    #[test]
    fn what_stays_is_flat_and_what_does_not_is_said() {
        for (counted, words) in [
            (&[100.0, 150.0, 101.0][..], "flat"),
            (&[100.0, 90.0], "flat"),
            (&[100.0, 112.0], "GROWS by 0.30 each"),
            (&[100.0, 300.0], "GROWS by 5.00 each"),
        ] {
            assert_eq!(verdict(counted, 40), words, "{counted:?}");
        }
    }

    #[test]
    fn every_look_is_a_line() {
        let look = |done, nodes| Look { done, counted: [8.0, 4.0, nodes, 1.0], one_move: 2.5 };
        let text = report("redraws", &[look(0, 2.0), look(50, 3.0)]);
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[2], ["50", "8", "4", "3", "1", "2.50"]);
        assert_eq!(lines[3], ["flat", "flat", "GROWS", "by", "0.02", "each", "flat"]);
    }
}
