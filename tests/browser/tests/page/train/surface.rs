//! The map of the loss over all w and b.

use browser_tests::{Key, Page, Pixels, Plot, Rgb};

use super::{HOUSES, parameters, train};

/// Counts, from now on, the redraws of each canvas: `window.draws['plot-surface still']`.
const WATCH: &str = "
    window.draws = {};
    const context = CanvasRenderingContext2D.prototype;
    const { drawImage, fillRect } = context;
    const count = (canvas) => {
        const name = `${canvas.closest('.plot')?.id} ${canvas.hidden ? 'still' : 'live'}`;
        window.draws[name] = (window.draws[name] ?? 0) + 1;
    };
    // Each picture begins as a copy of what stays, and that with a sheet of paper.
    context.drawImage = function (...all) { count(this.canvas); return drawImage.apply(this, all); };
    context.fillRect = function (...all) {
        if (all[0] === 0 && all[1] === 0) count(this.canvas);
        return fillRect.apply(this, all);
    };";

fn draws(page: &Page, canvas: &str) -> usize {
    page.drawn();
    page.eval(&format!("window.draws['plot-{canvas}'] ?? 0"))
}

/// Asserts that w and b are what lies at a place of the map, to a pixel and half a step of their sliders.
fn check_under(page: &Page, (w, b): (f64, f64), what: &str) {
    let (grain_w, grain_b) = page.plot("surface").grain();
    let [step_w, step_b]: [f64; 2] =
        page.eval("[(id('w').max - id('w').min) / 2000, (id('b').max - id('b').min) / 2000]");
    let found = parameters(page);
    let near = (found.0 - w).abs() <= grain_w + step_w && (found.1 - b).abs() <= grain_b + step_b;
    assert!(near, "{what}: {found:?}, not {:?}", (w, b));
}

#[test]
#[ignore = "DevTools: fractions of a pixel"]
fn a_click_sets_w_and_b_to_what_lies_under_the_pointer() {
    let page = Page::open(HOUSES);
    for (w, b) in [(120.0, -60.0), (-200.0, 200.0), (10.0, 260.0)] {
        page.drag(&[page.point("surface", w, b)]);
        page.drawn();
        check_under(&page, (w, b), "clicked");
        page.click("#undo");
        assert_eq!(parameters(&page), (-1.03, 0.0), "a click is one step");
    }
}

#[test]
fn a_click_near_the_dot_moves_it_there_too() {
    let page = Page::open(HOUSES);
    let (x, y) = page.point("surface", -1.03, 0.0);
    page.drag(&[(x + 12.0, y - 9.0)]);
    page.drawn();
    let (w, b) = parameters(&page);
    assert!(w > 0.0 && b > 0.0, "{w}, {b}");
}

#[test]
fn what_is_switched_off_stays_where_it_was() {
    let page = Page::open("view=train&data=houses&w=200&b=100&bias=0");
    page.drag(&[page.point("surface", 120.0, -60.0)]);
    page.drawn();
    assert_ne!(page.value("w"), 200.0);
    assert_eq!(page.value("b"), 100.0);
}

#[test]
fn a_drag_takes_w_and_b_along_and_is_one_step() {
    let page = Page::open(HOUSES);
    let places = [(-1.03, 0.0), (-90.0, 150.0), (60.0, -120.0)];
    let [from, over, to] = places.map(|(w, b)| page.point("surface", w, b));
    page.press(from);
    for (place, data) in [(over, places[1]), (to, places[2])] {
        page.move_to(place);
        page.drawn();
        check_under(&page, data, "while dragged");
    }
    page.release(to);
    check_under(&page, places[2], "let go");
    page.click("#undo");
    assert_eq!(parameters(&page), (-1.03, 0.0));
    assert!(page.eval::<bool>("id('undo').disabled"), "the whole drag was one step");
}

#[test]
fn a_drag_that_takes_the_focus_from_the_learning_rate_is_one_step() {
    let page = Page::open(HOUSES);
    page.click("#lr");
    page.keys([Key::Right]);
    let rate = page.value("lr");
    let places = [(120.0, -60.0), (-90.0, 150.0)].map(|(w, b)| page.point("surface", w, b));
    page.drag(&places);
    page.drawn();
    check_under(&page, (-90.0, 150.0), "let go");
    page.click("#undo");
    assert_eq!((parameters(&page), page.value("lr")), ((-1.03, 0.0), rate));
}

#[test]
fn a_drag_of_w_or_b_draws_the_map_no_second_time() {
    let page = Page::open(HOUSES);
    page.drawn();
    page.script(WATCH);
    for name in ["w", "b"] {
        let [left, top, width, height] = page.place(&format!("#{name}"));
        let place = |share: f64| (left + width * share, top + height / 2.0);
        page.drag(&[place(0.5), place(0.7), place(0.3)]);
    }
    let (moved, map) = (draws(&page, "surface live"), draws(&page, "surface still"));
    assert!(moved > 6 && map == 0, "the place (w, b) was drawn {moved} times, the map {map} times");
    page.click("label:has(#use-bias)");
    page.click("label:has(#loss-half)");
    page.click("#act-sigmoid + span");
    assert!(draws(&page, "surface still") > 0, "another neuron has another map");
}

/// Whether there is ink within some CSS pixels of a place.
fn inked(pixels: &Pixels, plot: &Plot, ink: Rgb, (w, b): (f64, f64), reach: f64) -> bool {
    let (px, py) = plot.pixel_at(w, b);
    let near = |centre: f64, length: usize| {
        let end = |at: f64| (at * pixels.density).clamp(0.0, length as f64) as usize;
        end(centre - reach)..end(centre + reach + 1.0)
    };
    near(px, pixels.width).any(|column| {
        near(py, pixels.height).any(|row| {
            let (colour, alpha) = pixels.at(column, row);
            alpha > 0.0 && colour.distance(ink) < 24.0
        })
    })
}

#[test]
fn the_minimum_is_marked_where_there_is_one() {
    let page = Page::open(HOUSES);
    let ink = page.ink("sum");
    let is_told = |page: &Page| -> bool {
        page.eval("document.querySelector('#plot-surface ~ .note').textContent.includes('×')")
    };
    let marked = |page: &Page, place| inked(&page.pixels("surface", "live"), &page.plot("surface"), ink, place, 3.0);
    assert!(marked(&page, (200.0, 100.0)), "the best line of the houses");
    assert!(!marked(&page, (-200.0, 100.0)), "and nowhere else");
    assert!(is_told(&page), "what the mark means");
    page.go(&format!("{HOUSES}&bias=0"));
    assert!(marked(&page, (260.0, 0.0)), "the best line without bias");
    page.go("view=train&data=overlap&w=0&b=0");
    assert!(marked(&page, (1.5046, -4.0777)), "the best curve of the overlapping classes");
    page.go("view=train&data=logistic&w=0&b=0");
    assert_eq!(page.pixels("surface", "live").count(ink), 0, "separable classes have none");
    assert!(!is_told(&page), "of a mark that is not there nothing is told");
}

#[test]
fn a_run_leaves_its_path() {
    let page = Page::open(HOUSES);
    train(&page, 100);
    let (pixels, plot, ink) = (page.pixels("surface", "live"), page.plot("surface"), page.ink("sum"));
    // The same descent in float64: two houses, mean squared error, rate 0.01.
    let (mut w, mut b) = (-1.03, 0.0);
    let mut off = Vec::new();
    for epoch in 0..100 {
        if !inked(&pixels, &plot, ink, (w, b), 1.5) {
            off.push((epoch, w, b));
        }
        let errors: [f64; 2] = [(1.0, 300.0), (2.0, 500.0)].map(|(x, y)| w * x + b - y);
        w -= 0.01 * (errors[0] + 2.0 * errors[1]);
        b -= 0.01 * (errors[0] + errors[1]);
    }
    // The dot of where it stands lies over the end.
    assert!(off.len() < 70, "the path is seen: not at {off:?}");
    assert!(off.first().is_none_or(|(epoch, ..)| *epoch > 10), "from its start: {off:?}");
    page.focus("w");
    page.keys([browser_tests::Key::Left]);
    let (pixels, plot) = (page.pixels("surface", "live"), page.plot("surface"));
    assert!(!inked(&pixels, &plot, ink, (46.0, 37.0), 1.5), "a hand begins a new path");
}

#[test]
fn a_scale_names_the_lowest_and_the_highest_loss() {
    let page = Page::open(HOUSES);
    let (ends, colours): (Vec<String>, usize) = page.eval(
        "[all('.scale > span:not(.swatches)').map((end) => end.textContent),
        new Set(all('.swatches span').map((one) => getComputedStyle(one).backgroundColor)).size]",
    );
    assert_eq!((ends.len(), colours), (2, 14), "{ends:?}");
    assert!(ends.iter().all(|end| end.contains(|c: char| c.is_ascii_digit())), "{ends:?}");
}
