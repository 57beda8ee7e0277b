//! Runs that go on: played, paused, taken back, ended by a hand.

use browser_tests::{Key, Page};

use super::{HOUSES, await_epochs, epochs, parameters, rests, train};

/// Plays until so many epochs are done, pauses, and answers how many it were.
fn play_until(page: &Page, least: u32) -> u32 {
    page.click("#play");
    await_epochs(page, least);
    page.click("#play");
    page.drawn();
    epochs(page)
}

#[test]
fn a_paused_run_stands_still_and_goes_on_from_where_it_stood() {
    let page = Page::open(HOUSES);
    let first = play_until(&page, 15);
    assert!(rests(&page), "the button says {}", page.text("play"));
    let stood = parameters(&page);
    page.drawn();
    assert_eq!((epochs(&page), parameters(&page)), (first, stood), "a paused run stands still");
    let second = play_until(&page, first + 15);
    let ended = parameters(&page);

    page.click("#undo");
    assert_eq!((epochs(&page), parameters(&page)), (first, stood), "what was played since the pause is one step");
    page.click("#undo");
    assert_eq!((epochs(&page), parameters(&page)), (0, (-1.03, 0.0)));
    for (count, times) in [(100, second / 100), (10, second / 10 % 10), (1, second % 10)] {
        (0..times).for_each(|_| train(&page, count));
    }
    assert_eq!(parameters(&page), ended, "{second} epochs in one go, and with a pause after {first}");
}

#[test]
fn play_says_pause_and_a_faster_speed_does_more_in_a_frame() {
    let page = Page::open(HOUSES);
    page.choose("speed", "100");
    page.click("#play");
    await_epochs(&page, 1);
    assert_eq!(page.text("play"), "Pause");
    page.click("#play");
    page.drawn();
    assert_eq!(epochs(&page) % 100, 0, "whole hundreds a frame: {}", epochs(&page));
}

#[test]
fn moving_a_slider_ends_a_run() {
    let page = Page::open(HOUSES);
    for name in ["w", "b"] {
        page.go(HOUSES);
        page.click("#play");
        await_epochs(&page, 10);
        page.focus(name);
        page.keys([Key::Home]);
        page.until(
            "the run has ended",
            "text('play') === 'Play' && text('description').includes('No epoch done from here yet')",
        );
        assert_eq!(page.value(name), page.eval::<f64>(&format!("Number(id('{name}').min)")), "{name}");
        let stood = parameters(&page);
        page.drawn();
        assert_eq!(parameters(&page), stood);
        page.click("#undo");
        assert!(page.value(name) > -1.1, "undo takes the key back: {name} = {}", page.value(name));
        assert!(epochs(&page) >= 10, "and not the run before it: {} epochs", epochs(&page));
        page.click("#undo");
        assert_eq!((epochs(&page), parameters(&page)), (0, (-1.03, 0.0)), "then the run");
    }
}

#[test]
fn a_key_that_only_looks_around_leaves_a_run_one_step() {
    let page = Page::open(HOUSES);
    page.focus("w");
    page.script("id('play').click();");
    await_epochs(&page, 5);
    // Onto the field before the slider and back: its key comes up there.
    page.chord(Key::Shift, Key::Tab);
    page.keys([Key::Tab]);
    let looked = epochs(&page);
    await_epochs(&page, looked + 5);
    page.script("id('play').click();");
    page.drawn();
    page.click("#undo");
    assert_eq!((epochs(&page), parameters(&page)), (0, (-1.03, 0.0)));
}

#[test]
fn a_row_that_is_being_written_is_left_alone_by_a_run() {
    let page = Page::open(HOUSES);
    page.script("id('play').click();");
    page.type_over("y-0", "4");
    let typed = epochs(&page);
    await_epochs(&page, typed + 20);
    page.type_text("50");
    assert_eq!(page.field("y-0"), "450");
    page.keys([Key::Enter]);
    assert_eq!(super::rows(&page), [["1", "450"], ["2", "500"]]);
}

#[test]
fn a_number_that_is_being_typed_is_left_alone_by_a_run_and_ends_it() {
    let page = Page::open(HOUSES);
    page.script("id('play').click();");
    page.focus("w-value");
    let begun = epochs(&page);
    await_epochs(&page, begun + 5);
    page.type_text("7");
    let typed = epochs(&page);
    await_epochs(&page, typed + 20);
    page.type_text("5");
    assert_eq!(page.field("w"), "75");
    page.keys([Key::Enter]);
    page.until("the run has ended", "text('play') === 'Play'");
    assert_eq!((page.value("w"), epochs(&page)), (75.0, 0));
}

#[test]
fn another_speed_counts_at_once() {
    let page = Page::open(HOUSES);
    page.click("#play");
    await_epochs(&page, 1);
    page.choose("speed", "100");
    let begun = epochs(&page);
    let frames: u32 = page.run_async(
        "let frames = 0;
        const epochs = () => Number(/Epoch (\\d+)/.exec(text('description'))[1]);
        const start = epochs();
        const look = () => epochs() > start + 2000 ? done(frames) : requestAnimationFrame(() => { frames++; look(); });
        look();",
    );
    assert!(frames < 500, "2000 epochs after epoch {begun} took {frames} frames");
}

#[test]
fn undo_during_a_run_ends_it_and_takes_it_back() {
    let page = Page::open(HOUSES);
    for start in ["play", "epochs-10000"] {
        page.click(&format!("#{start}"));
        await_epochs(&page, 5);
        page.click("#undo");
        page.until("the run has ended", "text('play') === 'Play'");
        page.drawn();
        assert_eq!((epochs(&page), parameters(&page)), (0, (-1.03, 0.0)), "{start}");
        assert!(page.eval::<bool>("id('undo').disabled"), "{start}: nothing is left to undo");
    }
}

#[test]
fn other_examples_end_a_run() {
    let page = Page::open(HOUSES);
    page.click("#play");
    await_epochs(&page, 5);
    page.choose("data", "outlier");
    page.until("the run has ended", "text('play') === 'Play'");
    assert_eq!(epochs(&page), 0);
}

#[test]
fn a_long_run_shows_how_far_it_is() {
    let page = Page::open(HOUSES);
    // So long is a frame, whatever the machine has to do.
    page.script(
        "window.shares = [];
        let now = window.Date.now();
        window.Date.now = () => now;
        const look = () => { now += 30; window.shares.push(id('progress').value); requestAnimationFrame(look); };
        look();",
    );
    train(&page, 10_000);
    let mut shares: Vec<f64> = page.eval("window.shares");
    shares.dedup();
    shares.retain(|share| *share > 0.0);
    assert!(shares.len() > 20 && shares.is_sorted() && shares.iter().all(|share| *share <= 1.0), "{shares:?}");
}

#[test]
fn a_run_ends_with_its_view() {
    let page = Page::open(HOUSES);
    page.click("#play");
    await_epochs(&page, 5);
    page.click("#tab-explore");
    page.until("the other view", "id('plot-line')?.dataset.frame");
    let stood = parameters(&page);
    page.drawn();
    assert_eq!(parameters(&page), stood);
    page.click("#undo");
    assert_eq!(parameters(&page), (-1.03, 0.0), "the run is one step");
}

#[test]
fn a_run_that_nobody_sees_asks_for_one_frame_at_a_time() {
    let page = Page::open(HOUSES);
    // A frame out of sight is drawn no more. The pictures ask for frames of their own, one each.
    page.script(
        "window.asked = [];
        window.frames = window.requestAnimationFrame;
        window.requestAnimationFrame = (work) => window.asked.push(work);
        id('play').click();",
    );
    let script =
        "const look = () => /epoch (1\\d)/i.test(text('description')) ? done(window.asked.length) : setTimeout(look);
        look();";
    let asked: usize = page.run_async(script);
    assert!(asked < 10, "{asked} frames after ten steps");
    page.script("window.requestAnimationFrame = window.frames; for (const work of window.asked) work(0);");
    page.until("it goes on in frames", "/epoch [3-9]\\d/i.test(text('description'))");
    page.click("#play");
}
