//! Several fingers, and fingers that are taken away: whatever they do, one thing moves at a time, and undo is whole.

use browser_tests::{Page, Screen};

use crate::hands::grip;

/// A page on the screen of a phone, on which five fingers may land.
pub(crate) fn phone(query: &str) -> Page {
    let page = Page::open_on(Screen::PHONE, query);
    page.devtools("Emulation.setTouchEmulationEnabled", serde_json::json!({ "enabled": true, "maxTouchPoints": 5 }));
    page.go(query);
    page
}

fn values(page: &Page) -> [f64; 3] {
    page.drawn();
    ["w", "b", "x"].map(|name| page.value(name))
}

/// Asserts that undo leads step by step to where the page began and redo back, and that a single finger still drags.
fn check_whole(page: &Page, began: [f64; 3], steps: usize) {
    let ended = values(page);
    for (button, end) in [("undo", began), ("redo", ended)] {
        for step in 0..steps {
            assert!(!page.eval::<bool>(&format!("id('{button}').disabled")), "{button} {step} of {steps}");
            page.script(&format!("id('{button}').click();"));
        }
        assert_eq!(values(page), end, "{button}");
        assert!(page.eval::<bool>(&format!("id('{button}').disabled")), "nothing is left to {button}");
    }
    let (from, before) = (grip(page, "line", "b"), page.value("b"));
    page.touch(from);
    page.swipe(from, (from.0, from.1 - 20.0));
    page.lift();
    page.drawn();
    assert!(page.value("b") > before, "one finger drags as before");
}

#[test]
#[ignore = "DevTools: touch"]
fn of_two_fingers_on_two_handles_the_first_drags() {
    let page = phone("");
    let began = values(&page);
    let (w, b) = (grip(&page, "line", "w"), grip(&page, "line", "b"));
    page.fingers(&[(1, w)]);
    for way in [0.0, 10.0, 20.0, 30.0] {
        page.fingers(&[(1, (w.0, w.1 - way)), (2, (b.0, b.1 + way))]);
    }
    let [moved, stayed, _] = values(&page);
    assert!(moved > began[0] && stayed == began[1], "w {moved}, b {stayed}");
    // The first finger goes first: the second has nothing to drag.
    for way in [30.0, 60.0] {
        page.fingers(&[(2, (b.0, b.1 + way))]);
    }
    assert_eq!(values(&page), [moved, stayed, began[2]]);
    page.fingers(&[]);
    check_whole(&page, began, 1);
}

#[test]
#[ignore = "DevTools: touch"]
fn a_second_finger_on_the_same_handle_or_beside_it_changes_nothing() {
    for beside in [(6.0, 4.0), (60.0, 50.0)] {
        let page = phone("");
        let began = values(&page);
        let b = grip(&page, "line", "b");
        page.fingers(&[(1, b)]);
        let here = (b.0, b.1 - 20.0);
        page.fingers(&[(1, here)]);
        page.drawn();
        let halfway = values(&page);
        for way in [0.0, 20.0] {
            page.fingers(&[(1, here), (2, (here.0 + beside.0 + way, here.1 + beside.1 + way))]);
        }
        page.fingers(&[(1, here)]);
        assert_eq!(values(&page), halfway, "{beside:?}");
        page.fingers(&[(1, (b.0, b.1 - 40.0))]);
        assert!(values(&page)[1] > halfway[1], "the first goes on");
        page.fingers(&[]);
        check_whole(&page, began, 1);
    }
}

#[test]
#[ignore = "DevTools: touch"]
fn two_fingers_on_two_sliders_leave_steps_that_can_be_undone() {
    let page = phone("");
    let began = values(&page);
    let [w, b] = ["w", "b"].map(|name| {
        let [left, top, width, height] = page.place(&format!("#{name}"));
        move |share: f64| (left + share * width, top + height / 2.0)
    });
    page.fingers(&[(1, w(0.5))]);
    for share in [0.5, 0.6, 0.7, 0.8] {
        page.fingers(&[(1, w(share)), (2, b(1.0 - share))]);
    }
    for share in [0.2, 0.1] {
        page.fingers(&[(2, b(share))]);
    }
    page.fingers(&[]);
    let [moved_w, moved_b, x] = values(&page);
    // Chromium's own sliders follow one finger at a time; which of them is not ours to say.
    assert!((moved_w, moved_b) != (began[0], began[1]) && x == began[2], "{moved_w} {moved_b} {x}");
    let steps = (1..=4).find(|_| {
        page.script("id('undo').click();");
        page.drawn();
        page.eval::<bool>("id('undo').disabled")
    });
    assert_eq!(values(&page), began, "after {steps:?} steps");
    for _ in 0..steps.expect("a few steps") {
        page.script("id('redo').click();");
    }
    assert_eq!(values(&page), [moved_w, moved_b, x]);
}

#[test]
#[ignore = "DevTools: touch"]
fn fingers_that_the_system_takes_away_leave_nothing_behind() {
    let page = phone("");
    let began = values(&page);
    for name in ["w", "b", "x"] {
        let from = grip(&page, "line", name);
        page.touch(from);
        page.swipe(from, (from.0 + 20.0, from.1 - 30.0));
        assert_ne!(values(&page), began, "{name} moves");
        page.take_fingers();
        assert_eq!(values(&page), began, "{name} is where it was");
        assert!(page.eval::<bool>("id('undo').disabled"), "{name}");
    }
}

#[test]
#[ignore = "DevTools: touch"]
fn a_pinch_beside_the_handles_moves_nothing() {
    for plot in ["line", "output"] {
        let page = phone("");
        let began = values(&page);
        let [left, top, width, height] = page.place(&format!("#plot-{plot}"));
        let at = |way: f64| (left + 0.18 * width + way, top + 0.2 * height);
        let other = |way: f64| (left + 0.3 * width + way, top + 0.25 * height);
        for way in [0.0, 10.0, 20.0, 30.0, 40.0] {
            page.fingers(&[(1, at(-way)), (2, other(way))]);
        }
        page.fingers(&[]);
        assert_eq!(values(&page), began, "{plot}");
        assert!(page.eval::<bool>("id('undo').disabled"), "{plot}");
        let allowed: String = page.eval("getComputedStyle(plot('line')).touchAction");
        assert_eq!(allowed, "pan-y pinch-zoom");
    }
}

#[test]
#[ignore = "DevTools: touch"]
fn a_scroll_that_begins_on_a_slider_moves_nothing() {
    let page = phone("");
    let began = values(&page);
    for name in ["w", "b", "x"] {
        let [left, top, width, height] = page.place(&format!("#{name}"));
        let from = (left + 0.9 * width, top + height / 2.0);
        let scrolled: f64 = page.eval("scrollY");
        page.touch(from);
        page.swipe(from, (from.0, from.1 - 120.0));
        page.lift();
        page.until("the page has scrolled", &format!("scrollY > {scrolled} + 40"));
        assert_eq!(values(&page), began, "{name}");
        page.script("scrollTo({ top: 0, behavior: 'instant' });");
    }
}

#[test]
#[ignore = "DevTools: touch"]
fn a_finger_that_scrolls_after_a_tab_was_tapped_stays_in_that_view() {
    let page = phone("");
    for (start, tab, plot) in
        [("", "train", "#plot-data"), ("", "notebook", "#plot-data"), ("view=train", "explore", "#plot-line")]
    {
        page.go(start);
        page.click(&format!("#tab-{tab}"));
        page.until("the view is there", &format!("document.querySelector('#view-{tab} {plot} canvas')"));
        page.drawn();
        let (x, y) = page.middle(plot);
        let (from, scrolled) = ((x + 60.0, y + 30.0), page.eval::<f64>("scrollY"));
        page.touch(from);
        page.swipe(from, (from.0, from.1 - 150.0));
        page.lift();
        page.until("the page has scrolled", &format!("scrollY > {scrolled} + 30"));
        page.drawn();
        assert_eq!(page.eval::<String>("document.querySelector('[aria-selected=true]').id"), format!("tab-{tab}"));
    }
}
