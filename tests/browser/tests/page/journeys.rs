//! The ways that every reader goes, in every engine: `cargo xtask test` runs the tests of this module in Firefox and
//! WebKit too. They use a mouse, keys and a window, and nothing that only Chromium can be asked for.

mod core;
mod guests;

use browser_tests::{Curve, Key, Page, Screen, Site};

use crate::{axe, line, notebook, room};

/// Asserts that the line, the sentence and the address say this w and b.
fn check_shown(page: &Page, w: f64, b: f64) {
    page.drawn();
    let what = format!("w = {w}, b = {b}");
    assert_eq!((page.value("w"), page.value("b")), (w, b));
    line::check(page, "line", "sum", &Curve { y_at: &|x| w * x + b, x_at: &|z| Some((z - b) / w) }, &what);
    let sigmoid = |x: f64| 1.0 / (1.0 + (-(w * x + b)).exp());
    let back = |a: f64| (0.0 < a && a < 1.0).then(|| ((a / (1.0 - a)).ln() - b) / w);
    line::check(page, "output", "output", &Curve { y_at: &sigmoid, x_at: &back }, &what);
    let said = page.text("description").replace('−', "-");
    for part in [format!("w = {w}"), format!("b = {b}")] {
        assert!(said.contains(&part), "“{part}” in: {said}");
    }
    let place = format!("location.search.replace('&x=5', '') === '?w={w}&b={b}'");
    page.until("the address says it", &place);
}

#[test]
fn a_slider_a_field_keys_and_a_handle_move_the_line_and_undo_takes_each_back() {
    let page = Page::open("");
    page.drag_slider("w", 2.0);
    page.enter("b", "-4.5");
    check_shown(&page, 2.0, -4.5);
    page.focus("w");
    page.keys([Key::Left, Key::Left, Key::PageDown]);
    page.chord(Key::Shift, Key::Right);
    check_shown(&page, -0.19, -4.5);
    let from = page.middle("#plot-line .grip[data-grip=b]");
    page.drag(&[from, (from.0 + 10.0, from.1 - 40.0)]);
    let raised = page.value("b");
    assert!(raised > -4.5, "the handle of b is dragged up: {raised}");
    check_shown(&page, -0.19, raised);
    page.chord(Key::Control, 'z');
    check_shown(&page, -0.19, -4.5);
    // Three keys, each let go before the next, and one with Shift.
    for _ in 0..4 {
        page.click("#undo");
    }
    check_shown(&page, 2.0, -4.5);
    page.click("#undo");
    page.click("#redo");
    page.chord(Key::Control, 'y');
    check_shown(&page, 1.9, -4.5);
}

#[test]
fn the_address_is_the_state_also_after_reloading_and_going_back() {
    let page = Page::open("w=2&b=-4.5");
    page.click("#w-more");
    page.until("the address follows", "location.search === '?w=2.1&b=-4.5'");
    page.reload();
    check_shown(&page, 2.1, -4.5);
    // The probe is out of sight: its ring would count as a part of the line.
    for (go, w, b) in [("w=3&b=1&x=5", 3.0, 1.0), ("w=4&b=1&x=5", 4.0, 1.0)] {
        page.go(go);
        check_shown(&page, w, b);
    }
    // A document each, which the browser may have kept or loads anew.
    page.back();
    check_shown(&page, 3.0, 1.0);
    page.back();
    check_shown(&page, 2.1, -4.5);
    page.forward();
    page.forward();
    check_shown(&page, 4.0, 1.0);
    // Entries of one document.
    page.script(
        "history.pushState(null, '', '?w=5&b=1&x=5'); history.pushState(null, '', '?w=6&b=1&x=5'); history.back();",
    );
    page.until("the page follows", "id('w-value').value === '5'");
    check_shown(&page, 5.0, 1.0);
}

#[test]
fn what_a_link_holds_that_cannot_be_used_is_told_in_a_sentence() {
    let page = Page::open("w=big&b=2&colour=red");
    let notice: String = page.eval("id('notices').innerText");
    for part in ["w wants", "“big”", "“colour”"] {
        assert!(notice.contains(part), "“{part}” in: {notice}");
    }
    assert_eq!(["w", "b"].map(|name| page.value(name)), [1.5, 2.0]);
    page.click("#notices button");
    assert!(page.eval::<bool>("text('notices') === ''"), "it can be dismissed");
}

#[test]
fn training_by_its_buttons_arrives_where_keras_arrives() {
    let page = Page::open("view=train");
    page.click("#recipe");
    page.until("a thousand epochs are done", "text('description').startsWith('Epoch 1000:')");
    assert_eq!(["w", "b"].map(|name| page.field(name)), ["197.48221", "104.07387"]);
    page.click("#epochs-10000");
    page.until("ten thousand more are done", "text('description').startsWith('Epoch 11000:')");
    let (w, b) = (page.value("w"), page.value("b"));
    assert!((w - 200.0).abs() < 0.01 && (b - 100.0).abs() < 0.01, "the best line: {w} {b}");
    let curve = Curve { y_at: &|x| w * x + b, x_at: &|z| Some((z - b) / w) };
    line::check(&page, "data", "sum", &curve, "the trained line");
    for plot in ["loss", "surface"] {
        assert!(page.pixels(plot, "live").is_drawn(), "{plot} shows the run");
    }
    page.click("#play");
    page.until("it goes on", "!text('description').startsWith('Epoch 11000:')");
    page.click("#play");
    page.until("it rests", "text('play') === 'Play'");
}

#[test]
fn the_notebook_run_as_a_whole_prints_what_keras_prints() {
    let page = Page::open("view=notebook");
    page.click("#run-all");
    for (cell, expected) in notebook::CELLS.into_iter().zip(notebook::golden("the walk")) {
        assert_eq!(notebook::output(&page, cell), expected["text"].as_str().expect("a text").trim_end(), "{cell}");
    }
    // An edited cell and the slider are one.
    let text = notebook::code(&page, "set-weights").replace("[[200]]", "[[150]]");
    notebook::enter(&page, "set-weights", &text);
    assert_eq!(page.value("w"), 150.0);
    assert!(notebook::output(&page, "predict").contains("[[250.]]"));
}

#[test]
fn what_is_shared_opens_the_same() {
    let page = Page::open("");
    page.drag_slider("b", 3.0);
    page.click("#share-open");
    page.until("the dialog is open", "id('share').open && document.activeElement.id === 'share-tab-link'");
    let link: String = page.eval("id('share-link').value");
    page.keys([Key::Escape]);
    page.until("the focus is back", "!id('share').open && document.activeElement.id === 'share-open'");
    assert_eq!(link, format!("{}?b=3", page.address()));
    page.visit(&link);
    page.opened();
    check_moved(&page, 1.5, 3.0);
}

/// Asserts where w and b stand.
fn check_moved(page: &Page, w: f64, b: f64) {
    assert_eq!((page.value("w"), page.value("b")), (w, b));
}

#[test]
fn every_view_has_room_and_is_for_everyone_on_a_desk_and_in_a_hand() {
    let page = Page::open("");
    for screen in [Screen::LAPTOP, Screen::NARROW] {
        page.resize(screen);
        for (view, theme) in [("explore", "light"), ("train&data=houses", "dark"), ("notebook", "light")] {
            page.go(&format!("view={view}&theme={theme}"));
            let what = format!("{screen:?} {view}");
            axe::check(&page, &what);
            // Code scrolls inside its field.
            let complaints = room::complaints(&page, &what);
            let found: Vec<_> = complaints.iter().filter(|complaint| !complaint.contains("cut off: code-")).collect();
            assert!(found.is_empty(), "{found:#?}");
        }
    }
}

#[test]
fn a_missing_program_is_told_in_a_sentence() {
    let mut page = Page::blank(Site::built().without("_bg.wasm"));
    // The browser itself reports the file that is missing.
    page.let_log();
    page.visit("?w=2");
    page.until("a sentence is there", "document.querySelector('[role=alert]')?.innerText.includes('_bg.wasm')");
}
