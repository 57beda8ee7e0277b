//! Sharp at every size and density, and at most one redraw a frame.

use browser_tests::{Curve, Engine, Page, Screen};

use crate::line::check;

/// Asserts that each canvas has one pixel for each device pixel, and the line is in its place.
fn check_crisp(page: &Page, screen: Screen) {
    page.drawn();
    for plot in ["line", "output"] {
        let sizes: Vec<[f64; 5]> = page.eval(&format!(
            "[...plot('{plot}').querySelectorAll('canvas')].map(({{ width, height }}, _, [still, shown]) =>
                [width, height, shown.clientWidth, shown.clientHeight, devicePixelRatio])"
        ));
        assert_eq!(sizes.len(), 2, "{plot}");
        for [width, height, css_width, css_height, density] in sizes {
            assert_eq!(density, screen.density, "the screen that was asked for");
            let expected = ((css_width * density).round(), (css_height * density).round());
            assert_eq!((width, height), expected, "{plot} on {screen:?}");
        }
    }
    let opaque: bool = page
        .eval("all('.plot canvas').every((canvas) => canvas.getContext('2d').getContextAttributes().alpha === false)");
    assert!(opaque, "the browser need not look at what lies behind");
    let curve = Curve { y_at: &|x| 1.5 * x - 1.0, x_at: &|z| Some((z + 1.0) / 1.5) };
    check(page, "line", "sum", &curve, &format!("{screen:?}"));
}

#[test]
#[ignore = "DevTools: density"]
fn after_a_resize_and_a_change_of_density_the_pictures_are_sharp_and_right() {
    let page = Page::open("");
    // DevTools tells a page of a density only together with a size; so each screen here also has another width.
    for (width, height, density) in [
        (1280, 800, 1.0),
        (800, 700, 1.0),
        (801, 700, 2.0),
        (800, 700, 1.5),
        (390, 844, 3.0),
        (1920, 1080, 1.25),
        (1280, 800, 1.0),
    ] {
        let screen = Screen { width, height, density };
        page.resize(screen);
        check_crisp(&page, screen);
    }
}

/// Counts, from now on, what a drag must not do.
const WATCH: &str = "
    window.nodes = [];
    new MutationObserver((records) => records.forEach(({ target, addedNodes, removedNodes }) =>
        window.nodes.push(`${target.outerHTML?.slice(0, 60)} ${addedNodes.length} ${removedNodes.length}`)))
        .observe(document, { childList: true, subtree: true });
    window.measured = 0;
    const context = CanvasRenderingContext2D.prototype;
    const measure = context.measureText;
    context.measureText = function (...all) { window.measured += 1; return measure.apply(this, all); };
    // Each picture begins as a copy of what stays, and that with a sheet of paper.
    window.draws = 0;
    window.stillDraws = 0;
    window.most = 0;
    let inThisFrame = new Map();
    const begun = (canvas) => {
        const count = (inThisFrame.get(canvas) ?? 0) + 1;
        inThisFrame.set(canvas, count);
        window.draws += 1;
        window.stillDraws += canvas.hidden ? 1 : 0;
        window.most = Math.max(window.most, count);
    };
    const { drawImage, fillRect } = context;
    context.drawImage = function (...all) { begun(this.canvas); return drawImage.apply(this, all); };
    context.fillRect = function (...all) {
        if (all[0] === 0 && all[1] === 0) begun(this.canvas);
        return fillRect.apply(this, all);
    };
    const frame = () => { inThisFrame = new Map(); requestAnimationFrame(frame); };
    requestAnimationFrame(frame);";

#[test]
fn a_drag_adds_no_elements_measures_no_text_and_draws_once_a_frame() {
    let page = Page::open("");
    page.script(WATCH);
    page.drag_slider("w", -4.0);
    page.drag_slider("x", -2.0);
    let from = page.middle("#plot-line .grip[data-grip=b]");
    page.drag(&[from, (from.0, from.1 - 40.0), (from.0, from.1 + 30.0)]);
    page.drawn();
    let (nodes, measured, draws, most): (Vec<String>, usize, usize, usize) =
        page.eval("[window.nodes, window.measured, window.draws, window.most]");
    assert!(draws > 10, "the drags were drawn: {draws}");
    assert!(nodes.is_empty(), "elements came and went: {nodes:#?}");
    assert_eq!(measured, 0, "texts were measured");
    // WebKit hands on every move of the pointer: the first of a frame is drawn at once, the others together.
    let wanted = if Engine::current() == Engine::WebKit { 1..=2 } else { 1..=1 };
    assert!(wanted.contains(&most), "{most} redraws of one canvas in one frame");
}

#[test]
fn many_moves_in_one_frame_are_one_redraw() {
    let page = Page::open("");
    page.script(WATCH);
    page.script(
        "for (let w = -5; w < 5; w += 0.1) {
            id('w').value = w;
            id('w').dispatchEvent(new Event('input', { bubbles: true }));
        }",
    );
    page.drawn();
    let (draws, most): (usize, usize) = page.eval("[window.draws, window.most]");
    // In WebKit the page has its turn between two events of a script: what came first is drawn at once, the others together.
    let wanted = if Engine::current() == Engine::WebKit { 4 } else { 2 };
    assert_eq!((draws, most), (wanted, 1), "a hundred values, two pictures, one frame");
}

#[test]
fn what_does_not_move_is_not_drawn_again() {
    let page = Page::open("");
    page.script(WATCH);
    page.drawn();
    assert_eq!(page.eval::<usize>("window.draws"), 0, "at rest");
    page.drag_slider("w", 3.0);
    page.drawn();
    let (draws, still): (usize, usize) = page.eval("[window.draws, window.stillDraws]");
    assert!(draws > 0 && still == 0, "a drag draws {draws} times, the grid and the axes {still} times");
    page.click("#preset-houses");
    page.drawn();
    assert_eq!(page.eval::<usize>("window.stillDraws"), 2, "new axes are drawn, once in each plot");
}
