//! `cargo xtask bench growth`: what the page holds after many redraws, many changes of the view
//! and many times in somebody else's page.

use super::devtools::{Chromium, NO_FRAME_CAP, Tab};
use super::site::Site;
use super::table;
use crate::dist;
use crate::program::{Outcome, root};
use crate::tools;

/// How often it is looked how much the page holds, after the first time.
const LOOKS: usize = 4;
const REDRAWS: usize = 20_000;
const VIEWS: usize = 1000;
const MOUNTS: usize = 200;

/// What is counted after each part of the work: first the memory, of the module, or of all pages in a host page.
const COUNTED: [&str; 4] = ["memory", "JS heap", "DOM nodes", "listeners"];

/// What is found at a look.
struct Look {
    /// Redraws, changes of the view or mounts until then.
    done: usize,
    counted: [f64; COUNTED.len()],
    /// Milliseconds that one of what is timed keeps the main thread busy.
    one: f64,
}

/// Work that is done again and again.
struct Work<'a> {
    name: &'a str,
    total: usize,
    /// A JavaScript expression that does so much of it.
    of: &'a dyn Fn(usize) -> String,
    /// What is timed at each look, for what the page goes through at every change can grow too: so many, and the expression.
    timed: (usize, String),
    /// A JavaScript expression for the memory, in bytes.
    memory: &'a str,
}

/// Moves of a slider that are timed.
const MOVES: usize = 200;
/// Mounts that are.
const TIMED_MOUNTS: usize = 5;

/// Chromium measures memory when it is asked, and not when it suits it.
const MEASURE_NOW: &str = "--enable-blink-features=ForceEagerMeasureMemory";

/// Asks the module that runs already for its memory: a second start of it gives what the first gave.
const WASM_MEMORY: &str = "(async () => {
    const { js } = document.querySelector('script[data-wasm]').dataset;
    const { default: start } = await import(new URL(js, document.baseURI));
    return (await start()).memory.buffer.byteLength;
})()";

pub(super) fn run() -> Outcome {
    let mut chromium = Chromium::open(tools::chromium()?.binary(), &[&NO_FRAME_CAP[..], &[MEASURE_NOW]].concat())?;
    let host = root().join("benches/browser/growth");
    let site = Site::serve(vec![("wxplusb", dist::site()), ("growth", host)])?;
    println!(
        "{REDRAWS} redraws, {VIEWS} changes of the view and {MOUNTS} mounts, {} (about 4 min) …",
        chromium.version()?
    );
    alone(&mut chromium, &site)?;
    mounted(&mut chromium, &site)
}

/// The page by itself.
fn alone(chromium: &mut Chromium, site: &Site) -> Outcome {
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
    let timed = || (MOVES, redraw(MOVES));
    let redraws = Work { name: "redraws", total: REDRAWS, of: &redraw, timed: timed(), memory: WASM_MEMORY };
    print!("\n{}", growth(&mut tab, &redraws)?);
    let views =
        Work { name: "changes of the view", total: VIEWS, of: &change_views, timed: timed(), memory: WASM_MEMORY };
    print!("\n{}", growth(&mut tab, &views)?);
    Ok(())
}

/// The element in a page that takes it away again.
fn mounted(chromium: &mut Chromium, site: &Site) -> Outcome {
    let mut tab = chromium.tab()?;
    tab.go(&format!("{}growth/host.html", site.url))?;
    tab.eval("hand.until(() => window.mounts && customElements.get('wx-plus-b'))")?;
    let mount = |count: usize| format!("mounts({count})");
    tab.eval(&mount(20))?;
    let timed = (TIMED_MOUNTS, mount(TIMED_MOUNTS));
    let mounts = Work { name: "mounts of <wx-plus-b>", total: MOUNTS, of: &mount, timed, memory: "held()" };
    print!("\n{}", growth(&mut tab, &mounts)?);
    Ok(())
}

/// Does `work` in parts and counts after each.
fn growth(tab: &mut Tab, work: &Work) -> Outcome<String> {
    let part = work.total / LOOKS;
    let mut looks = vec![look(tab, work, 0)?];
    for parts in 1..=LOOKS {
        tab.eval(&(work.of)(part))?;
        looks.push(look(tab, work, parts * part)?);
    }
    Ok(report(work.name, &looks))
}

fn look(tab: &mut Tab, work: &Work, done: usize) -> Outcome<Look> {
    let (count, timed) = &work.timed;
    let (busy, _) = tab.busy(|tab| tab.eval(timed))?;
    // First what nobody needs any more, and then what is left.
    tab.metrics_of_what_is_kept()?;
    let memory = tab.number(work.memory)?;
    let kept = tab.metrics_of_what_is_kept()?;
    let counted = [memory, kept.read("JSHeapUsedSize")?, kept.read("Nodes")?, kept.read("JSEventListeners")?];
    Ok(Look { done, counted, one: busy.tasks / *count as f64 })
}

/// One line a look, and what is to be made of them.
fn report(name: &str, looks: &[Look]) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for Look { done, counted, one } in looks {
        let counted = counted.map(|number| number.to_string());
        rows.push([vec![done.to_string()], counted.to_vec(), vec![format!("{one:.2}")]].concat());
    }
    let total = looks.last().map_or(0, |look| look.done);
    let column = |at: usize| looks.iter().map(|look| look.counted[at]).collect::<Vec<_>>();
    let verdicts = (0..COUNTED.len()).map(|at| verdict(&column(at), total));
    // A busy machine moves the times: no verdict on them.
    rows.push([String::new()].into_iter().chain(verdicts).chain([String::new()]).collect());
    let head: Vec<&str> = [name].into_iter().chain(COUNTED).chain(["ms for one"]).collect();
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
        let look = |done, nodes| Look { done, counted: [8.0, 4.0, nodes, 1.0], one: 2.5 };
        let text = report("redraws", &[look(0, 2.0), look(50, 3.0)]);
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(lines[2], ["50", "8", "4", "3", "1", "2.50"]);
        assert_eq!(lines[3], ["flat", "flat", "GROWS", "by", "0.02", "each", "flat"]);
    }
}
