//! `cargo xtask bench redraw`: what a move of a slider costs on this page and on others that draw the same two curves.

use super::devtools::{Chromium, NO_FRAME_CAP, Tab};
use super::site::Site;
use super::{median, ratio, table};
use crate::dist;
use crate::program::{Outcome, root};
use crate::tools;

/// Fresh loads of every page, one of each in a round.
const ROUNDS: usize = 7;
/// Moves of a slider in a round that are measured.
const MOVES: usize = 400;
/// Moves before those: the compilers have then seen all there is.
const WARM_UP: usize = 100;

/// A page that draws a line and a sigmoid and follows the sliders `#w` and `#b`.
struct Page {
    name: &'static str,
    address: &'static str,
    /// A JavaScript condition: the curves have been drawn, or will be in the next frame.
    is_drawn: &'static str,
}

/// Both plots have got their size, which they get when they are first drawn.
const OURS_IS_DRAWN: &str = "document.querySelectorAll('.plot [role=img]').length === 2 && \
    [...document.querySelectorAll('.plot [role=img]')].every((one) => one.width === one.clientWidth && one.width !== 300)";

const PAGES: [Page; 6] = [
    Page { name: "wx+b, explore", address: "wxplusb/", is_drawn: OURS_IS_DRAWN },
    peer("uPlot", "redraw/uplot.html"),
    peer("Chart.js", "redraw/chart.html"),
    peer("JSXGraph", "redraw/jsxgraph.html"),
    peer("Plotly, basic bundle", "redraw/plotly.html"),
    peer("canvas by hand", "redraw/canvas.html"),
];
/// The page that the others are compared with.
const UPLOT: usize = 1;

const fn peer(name: &'static str, address: &'static str) -> Page {
    Page { name, address, is_drawn: "window.isDrawn" }
}

/// What was measured of a page, one number a round.
#[derive(Debug, Default)]
struct Times {
    /// Main-thread milliseconds a move, by the clock.
    tasks: Vec<f64>,
    /// The same on the processor.
    processor: Vec<f64>,
    /// Moves drawn in a second.
    frames: Vec<f64>,
    /// Milliseconds from the start of the navigation to the first frame with both curves.
    picture: Vec<f64>,
    /// All that was sent until then.
    gzipped: usize,
}

pub(super) fn run() -> Outcome {
    let node = tools::peers()?;
    let mut chromium = Chromium::open(tools::chromium()?.binary(), &NO_FRAME_CAP)?;
    let redraw = root().join("benches/browser/redraw");
    let site = Site::serve(vec![("wxplusb", dist::site()), ("redraw", redraw), ("node", node)])?;
    println!(
        "{ROUNDS} rounds of a fresh load and {MOVES} moves of w and b for each page, {}, 1000×700, no frame cap …",
        chromium.version()?
    );
    let mut times: [Times; PAGES.len()] = Default::default();
    for round in 1..=ROUNDS {
        for (page, times) in PAGES.iter().zip(&mut times) {
            measure(page, &mut chromium.tab()?, &site, times).map_err(|error| format!("{}: {error}", page.name))?;
        }
        println!("round {round} of {ROUNDS}");
    }
    print!("\n{}\n{LEGEND}", results(&times));
    Ok(())
}

const LEGEND: &str = "\
move ms       what one move keeps the main thread busy (TaskDuration), median of the rounds
processor ms  of that, what the main thread spent on a processor: the rest it waited, also for other programs
frames/s      moves drawn in a second, one move a frame
first picture start of the navigation to the first frame with both curves, from this machine, with an empty cache
gzipped       everything that was sent until then, in bytes
× uPlot       the ratio to uPlot in the same round, median of the rounds
";

/// One round of one page.
fn measure(page: &Page, tab: &mut Tab, site: &Site, times: &mut Times) -> Outcome {
    site.gzipped()?;
    tab.go(&format!("{}{}", site.url, page.address))?;
    let picture = tab.number(&format!("hand.picture(() => {})", page.is_drawn))?;
    times.gzipped = site.gzipped()?;
    let before = tab.screenshot()?;
    tab.number(&format!("hand.moves({WARM_UP})"))?;
    let (busy, milliseconds) = tab.busy(|tab| tab.number(&format!("hand.moves({MOVES})")))?;
    if tab.screenshot()? == before {
        return Err("the picture did not follow the sliders.".to_owned());
    }
    let moves = MOVES as f64;
    times.picture.push(picture);
    times.tasks.push(busy.tasks / moves);
    times.processor.push(busy.processor / moves);
    times.frames.push(1000.0 * moves / milliseconds);
    Ok(())
}

fn results(times: &[Times; PAGES.len()]) -> String {
    let uplot = &times[UPLOT];
    let row = |(page, times): (&Page, &Times)| {
        let mut row = vec![page.name.to_owned()];
        let mut add = |own: &[f64], other: &[f64], decimals: usize| {
            row.push(format!("{:.decimals$}", median(own.iter().copied())));
            row.push(format!("{:.2}", ratio(own, other)));
        };
        add(&times.tasks, &uplot.tasks, 2);
        add(&times.processor, &uplot.processor, 2);
        add(&times.frames, &uplot.frames, 0);
        add(&times.picture, &uplot.picture, 0);
        add(&[times.gzipped as f64], &[uplot.gzipped as f64], 0);
        row
    };
    let rows: Vec<Vec<String>> = PAGES.iter().zip(times).map(row).collect();
    let head = [
        "",
        "move ms",
        "× uPlot",
        "processor ms",
        "× uPlot",
        "frames/s",
        "× uPlot",
        "first picture ms",
        "× uPlot",
        "gzipped",
        "× uPlot",
    ];
    table(&head, &rows)
}

#[cfg(test)]
mod tests {
    use super::{PAGES, Times, UPLOT, results};

    #[test]
    fn every_page_is_a_line_with_its_ratios_to_uplot() {
        let mut times: [Times; PAGES.len()] = Default::default();
        for (at, times) in times.iter_mut().enumerate() {
            let slow = if at == UPLOT { 1.0 } else { 2.0 };
            // The second round met a busy machine.
            *times = Times {
                tasks: vec![slow, 9.0 * slow],
                processor: vec![0.5, 0.5],
                frames: vec![400.0 / slow, 40.0 / slow],
                picture: vec![100.0, 100.0],
                gzipped: 1000,
            };
        }
        let text = results(&times);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 1 + PAGES.len());
        let end = |line: &str| line.split_whitespace().rev().take(10).collect::<Vec<_>>().join(" ");
        assert_eq!(end(lines[1]), "1.00 1000 1.00 100 0.50 110 1.00 0.50 2.00 10.00");
        assert!(lines[1 + UPLOT].starts_with("uPlot "), "{text}");
    }
}
