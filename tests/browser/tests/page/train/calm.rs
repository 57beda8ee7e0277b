//! A run that does not chatter, no motion where none is wanted, and views that leave nothing behind.

use browser_tests::Page;
use serde_json::json;

use super::{HOUSES, epochs, parameters, train};

#[test]
fn a_thousand_epochs_make_at_most_six_announcements() {
    let page = Page::open(HOUSES);
    page.script(
        "window.spoken = []; window.last = performance.now();
        const live = all('[role=status], [role=alert], [aria-live], output, progress[aria-live]');
        const spoken = new MutationObserver((records) => window.spoken.push(records[0].target.textContent));
        for (const region of live) spoken.observe(region, { childList: true, characterData: true, subtree: true });
        new MutationObserver(() => (window.last = performance.now()))
            .observe(id('description'), { childList: true, characterData: true, subtree: true });",
    );
    train(&page, 1000);
    page.until("it is quiet", "performance.now() - window.last > 1500");
    let spoken: Vec<String> = page.eval("window.spoken");
    assert!((1..=6).contains(&spoken.len()), "{} announcements: {spoken:#?}", spoken.len());
    let last = spoken.last().expect("one at least");
    assert!(last.contains("1000"), "the last one says how many epochs were done: {last}");
    assert!(last.contains("197.48") && last.contains("104.07"), "and where they ended: {last}");
}

#[test]
#[ignore = "DevTools: other media"]
fn a_reader_who_wants_less_motion_gets_the_whole_run_at_once() {
    let page = Page::open(HOUSES);
    page.pretend("screen", &[("prefers-reduced-motion", "reduce")]);
    for button in ["epochs-1000", "recipe"] {
        page.go(HOUSES);
        let said: String = page.run_async(&format!(
            "id('{button}').click();
            requestAnimationFrame(() => requestAnimationFrame(() => done(text('description'))));"
        ));
        assert!(said.starts_with("Epoch 1000:"), "{button}: {said}");
    }
    page.pretend("screen", &[]);
    page.go(HOUSES);
    page.hold_time();
    let said: String = page.run_async(
        "id('epochs-1000').click();
        requestAnimationFrame(() => requestAnimationFrame(() => done(text('description'))));",
    );
    assert!(!said.starts_with("Epoch 1000:"), "everybody else sees it happen: {said}");
    page.let_time_go();
    page.until("it ends", "text('description').startsWith('Epoch 1000:')");
}

/// Nodes and listeners that the browser holds after it has tidied up.
fn held(page: &Page) -> (i64, i64, usize) {
    page.drawn();
    for _ in 0..2 {
        page.devtools("HeapProfiler.collectGarbage", json!({}));
    }
    let counters = page.devtools("Memory.getDOMCounters", json!({}));
    let count = |name: &str| counters[name].as_i64().unwrap_or_else(|| panic!("{name} in {counters}"));
    (count("nodes"), count("jsEventListeners"), page.eval("all('*').length"))
}

/// Goes to the other view and back, so often.
fn to_and_fro(page: &Page, times: usize) {
    for _ in 0..times {
        for view in ["explore", "train"] {
            page.click(&format!("#tab-{view}"));
            page.until(
                "the other view",
                &format!("id('view-{view}') && all('.plot').every((one) => one.dataset.frame)"),
            );
        }
    }
}

#[test]
#[ignore = "DevTools: what the memory holds"]
fn going_to_the_other_view_and_back_keeps_the_values_and_leaves_nothing_behind() {
    let page = Page::open(HOUSES);
    train(&page, 10);
    let (stood, count) = (parameters(&page), epochs(&page));
    to_and_fro(&page, 3);
    let (nodes, listeners, elements) = held(&page);
    to_and_fro(&page, 10);
    let (nodes_after, listeners_after, elements_after) = held(&page);
    assert_eq!(elements_after, elements, "elements");
    assert_eq!((parameters(&page), epochs(&page)), (stood, count));
    assert!(nodes_after - nodes < 20, "nodes: {nodes}, after twenty changes {nodes_after}");
    assert!(listeners_after - listeners < 10, "listeners: {listeners}, after twenty changes {listeners_after}");
    page.click("#tab-explore");
    page.until("the other view", "id('plot-line')?.dataset.frame");
    assert_eq!(parameters(&page), stood, "the other view has the same w and b");
}
