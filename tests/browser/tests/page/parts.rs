//! The program comes in parts: what the first picture needs, and the rest when it is first wanted.

use browser_tests::{Key, Page, Site};

/// The texts that come with the rest.
const LATER: &str = include_str!("../../../../src/words/en/later.ftl");

#[test]
fn the_first_picture_waits_for_nothing_that_only_other_views_need() {
    let page = Page::open("");
    let rest = |page: &Page| page.requests().into_iter().filter(|request| request.ends_with("_rest.wasm")).count();
    assert_eq!(rest(&page), 0, "{:?}", page.requests());
    for view in ["train", "notebook", "explore", "train"] {
        page.click(&format!("#tab-{view}"));
        page.opened();
    }
    assert_eq!(rest(&page), 1, "it is loaded once: {:?}", page.requests());
}

#[test]
fn a_part_that_does_not_come_says_so_and_comes_when_it_can() {
    let mut page = Page::open("w=1.5&b=0");
    // The loader reports what was thrown.
    page.let_log();
    page.script(
        "window.network = window.fetch;
        window.fetch = (address, ...more) =>
            String(address).includes('_rest') ? Promise.reject(new TypeError('away')) : network(address, ...more);",
    );
    for (button, place) in [("#tab-train", "main"), ("#share-open", ".page")] {
        page.click(button);
        page.until("a sentence is there", &format!("document.querySelector('{place} .missing')"));
        let sentence: String = page.eval(&format!("document.querySelector('{place} .missing').innerText"));
        assert!(sentence.contains("could not be loaded"), "{sentence}");
        if place == "main" {
            page.click("#tab-explore");
            page.opened();
            page.enter("b", "2");
            assert_eq!((page.value("w"), page.value("b")), (1.5, 2.0), "the page goes on");
        }
    }
    page.script("window.fetch = network;");
    page.click(".missing button");
    page.until("the dialog is open", "id('share')?.open");
    page.click("#share-close");
    page.click("#tab-train");
    page.opened();
    assert_eq!((page.value("w"), page.value("b")), (1.5, 2.0));
}

#[test]
fn a_part_that_comes_when_nobody_waits_any_more_breaks_nothing() {
    let page = Page::open("w=1.5&b=0");
    page.script(
        "const network = window.fetch;
        window.held = [];
        window.fetch = (address, ...more) => String(address).includes('_rest')
            ? new Promise((go) => held.push(() => go(network(address, ...more))))
            : network(address, ...more);",
    );
    page.click("#tab-train");
    page.until("it is on its way", "held.length === 1");
    page.click("#tab-explore");
    page.opened();
    page.script("held[0]();");
    page.click("#tab-notebook");
    page.opened();
    page.click("#tab-explore");
    page.opened();
    page.enter("b", "2");
    assert_eq!((page.value("w"), page.value("b")), (1.5, 2.0));
    assert!(!page.eval::<bool>("Boolean(id('failure'))"));
}

#[test]
fn a_view_whose_words_are_on_their_way_is_spoken_once_they_are_there() {
    let page = Page::open("w=1.5&b=0&goal=w:1..3");
    page.script(
        "const [network, wait] = [window.fetch, window.setTimeout];
        window.fetch = (address, ...more) => String(address).includes('_rest')
            ? new Promise((go) => (window.come = () => go(network(address, ...more))))
            : network(address, ...more);
        window.asked = window.rested = 0;
        window.setTimeout = (work, pause, ...more) => {
            asked++;
            return wait(() => { work(); rested++; }, pause, ...more);
        };",
    );
    page.click("#tab-train");
    page.until("all that waits has come", "asked > 0 && asked === rested");
    let spoken = page.text("announcer");
    assert!(
        !LATER.lines().filter_map(|line| line.split_once(" = ")).any(|(name, _)| spoken.contains(name)),
        "{spoken}"
    );
    page.script("come();");
    page.until("it is spoken", "text('announcer').includes('No epoch done from here yet')");
}

#[test]
fn a_part_that_is_missing_on_the_server_is_a_sentence() {
    let mut page = Page::blank(Site::built().without("_rest.wasm"));
    page.let_log();
    page.visit("?view=notebook");
    page.until("a sentence is there", "document.querySelector('#view-notebook > .missing')");
    assert_eq!(
        page.eval::<String>("document.querySelector('#view-notebook > .missing button').innerText"),
        "Try again"
    );
}

#[test]
fn every_text_has_come_with_its_part() {
    let page = Page::open("data=houses");
    assert_eq!(page.text("share-open"), "Share");
    let names = LATER.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
    // A name of one word may be a text as well.
    let names: Vec<&str> = names.filter(|name| name.contains('-')).collect();
    for view in ["explore", "train", "notebook"] {
        page.click(&format!("#tab-{view}"));
        page.opened();
        page.script("for (const part of all('main details:not([open]) summary')) part.click();");
        page.drawn();
        // A message that is not there shows as its name: `goal-reached`.
        let mut texts: Vec<String> = page.eval(
            "all('.page *').flatMap((one) => [
                ...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()),
                ...['aria-label', 'title', 'placeholder', 'alt'].map((name) => one.getAttribute(name) ?? ''),
            ]).filter((text) => text)",
        );
        texts.retain(|text| names.contains(&text.as_str()));
        assert!(texts.is_empty(), "{view}: {texts:?}");
    }
}

#[test]
fn the_button_that_asks_for_a_part_again_leaves_the_focus_at_its_tab() {
    let mut page = Page::open("");
    page.let_log();
    page.script(
        "const network = window.fetch;
        window.fetch = (address, ...more) =>
            String(address).includes('_rest') ? Promise.reject(new TypeError('away')) : network(address, ...more);",
    );
    page.click("#tab-train");
    page.until("a sentence is there", "document.querySelector('main .missing')");
    page.script("document.querySelector('.missing button').focus();");
    page.keys([Key::Enter]);
    page.until("the focus is at the tab", "document.activeElement.id === 'tab-train'");
}
