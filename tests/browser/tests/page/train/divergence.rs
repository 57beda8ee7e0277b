//! A learning rate that is too large: stopped, explained, mended.

use browser_tests::Page;

use super::{HOUSES, epochs, parameters, rests, train};

/// Runs into divergence.
pub(super) fn diverge(page: &Page) {
    page.click("#epochs-1000");
    page.until("it has diverged", "id('back-to-start') && seen(id('back-to-start'))");
    page.drawn();
}

/// Everything on the page that somebody could read or hear.
fn everything(page: &Page) -> String {
    page.eval(
        "document.body.innerText + ' ' + all('body *').flatMap((one) => [one.value ?? '', ...[...one.attributes].map(({ value }) => value)]).join(' ')",
    )
}

#[test]
fn a_rate_above_the_threshold_stops_and_says_why() {
    let page = Page::open(&format!("{HOUSES}&lr=0.3"));
    assert!(page.text("stability").contains("0.2918"), "before: {}", page.text("stability"));
    diverge(&page);
    assert!(rests(&page), "nothing goes on");
    assert!(page.text("description").starts_with("Diverged"), "{}", page.text("description"));
    let said: String = page.eval("document.querySelector('main').innerText");
    for part in ["rate 0.3 ", "0.291796"] {
        assert!(said.contains(part), "“{part}” in: {said}");
    }
    let stopped = epochs(&page);
    assert!((10..1000).contains(&stopped), "{stopped} epochs");
    let shown = everything(&page);
    let words = shown.split(|c: char| !c.is_alphanumeric() && c != '∞');
    let bad: Vec<_> =
        words.filter(|word| ["nan", "inf", "infinity", "∞"].contains(&word.to_lowercase().as_str())).collect();
    assert!(bad.is_empty(), "{bad:?} in: {shown}");
    let (w, b) = parameters(&page);
    assert!(w.abs() <= 1e6 && b.abs() <= 1e6, "{w} {b}");
}

#[test]
fn buttons_that_cannot_train_look_so_and_keep_the_focus() {
    let page = Page::open(&format!("{HOUSES}&lr=0.3"));
    let off = "all('#play, [id^=epochs-]').map((one) => [one.ariaDisabled === 'true', getComputedStyle(one).color])";
    let before: Vec<(bool, String)> = page.eval(off);
    assert!(before.len() == 6 && before.iter().all(|(is_off, _)| !is_off), "{before:?}");
    diverge(&page);
    let after: Vec<(bool, String)> = page.eval(off);
    for (before, after) in before.iter().zip(&after) {
        assert!(after.0 && after.1 != before.1, "{before:?} {after:?}");
    }
    assert_eq!(page.eval::<String>("document.activeElement.id"), "epochs-1000");
    let stopped = epochs(&page);
    page.click("#epochs-1");
    page.drawn();
    assert!(rests(&page) && epochs(&page) == stopped);
    page.click("#back-to-start");
    page.drawn();
    assert_eq!(page.eval::<Vec<(bool, String)>>(off), before);
}

#[test]
fn back_to_the_start_keeps_the_rate_and_a_smaller_rate_arrives() {
    let page = Page::open(&format!("{HOUSES}&lr=0.3"));
    diverge(&page);
    page.click("#back-to-start");
    page.drawn();
    assert_eq!((parameters(&page), epochs(&page), page.value("lr")), ((-1.03, 0.0), 0, 0.3));
    assert!(page.eval::<bool>("!id('back-to-start')"), "nothing has diverged");

    diverge(&page);
    let label = page.text("smaller-rate");
    page.click("#smaller-rate");
    page.drawn();
    assert_eq!((parameters(&page), epochs(&page)), ((-1.03, 0.0), 0));
    let rate = page.field("lr");
    assert!(label.contains(&rate), "“{rate}” in: {label}");
    assert!((0.1..0.2918).contains(&page.value("lr")), "{rate}");
    train(&page, 1000);
    let (w, b) = parameters(&page);
    assert!((w - 200.0).abs() < 0.01 && (b - 100.0).abs() < 0.01, "{w} {b}");
}

#[test]
fn a_lower_rate_goes_on_from_where_it_diverged() {
    let page = Page::open(&format!("{HOUSES}&lr=0.3"));
    diverge(&page);
    page.enter("lr", "0.1");
    page.drawn();
    assert!(page.text("description").starts_with("Diverged"), "why it stopped: {}", page.text("description"));
    assert!(page.eval::<bool>("id('epochs-1000').ariaDisabled === null && !!id('back-to-start')"));
    page.click("#epochs-1000");
    page.until("it goes on", "text('description').startsWith('Epoch')");
    assert!(page.eval::<bool>("!id('back-to-start')"));
}

#[test]
fn a_rate_that_the_author_holds_is_not_offered() {
    for held in ["lock", "hide"] {
        let page = Page::open(&format!("{HOUSES}&lr=0.3&{held}=rate"));
        diverge(&page);
        assert!(page.eval::<bool>("!id('smaller-rate')"), "{held}");
    }
}

#[test]
fn undo_brings_a_diverged_run_back_to_its_start() {
    let page = Page::open(&format!("{HOUSES}&lr=0.3"));
    diverge(&page);
    page.click("#undo");
    page.drawn();
    assert_eq!((parameters(&page), epochs(&page)), ((-1.03, 0.0), 0));
    assert!(page.eval::<bool>("id('undo').disabled"));
}

#[test]
fn after_going_back_the_sliders_have_the_ranges_they_had() {
    let page = Page::open(&format!("{HOUSES}&lr=0.3"));
    let ranges = "[id('w').min, id('w').max, id('b').min, id('b').max]";
    let before: Vec<String> = page.eval(ranges);
    diverge(&page);
    page.click("#back-to-start");
    page.drawn();
    assert_eq!(page.eval::<Vec<String>>(ranges), before, "a diverged run leaves no slider from −1000000 to 1000000");
}

#[test]
fn the_thumb_of_the_rate_stands_on_its_mark_where_it_begins_to_diverge() {
    let page = Page::open(&format!("{HOUSES}&lr=0.2918"));
    let [thumb, mark]: [f64; 2] = page.run(
        "const track = id('lr').getBoundingClientRect();
        const { x, width } = document.querySelector('.rate .limit').getBoundingClientRect();
        return [Number(id('lr').value), (x + width / 2 - track.x) / track.width];",
    );
    assert!((thumb - mark).abs() < 0.02, "the thumb stands at {thumb} of the slider, the mark at {mark}");
}
