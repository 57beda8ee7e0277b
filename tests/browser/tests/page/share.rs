//! The dialog in which links, snippets, exercises and pictures are taken away.

mod author;
mod copy;
mod picture;

use browser_tests::{Key, Page, Screen};
use serde_json::json;

use crate::axe;

/// The tabs of the dialog.
const TABS: [&str; 4] = ["link", "embed", "exercise", "picture"];

/// Opens the dialog with one of its tabs.
fn open(page: &Page, tab: &str) {
    page.click("#share-open");
    page.until("the dialog is open", "id('share').open && id('share').contains(document.activeElement)");
    show(page, tab);
}

fn show(page: &Page, tab: &str) {
    page.click(&format!("#share-tab-{tab}"));
    page.until("the tab is shown", &format!("seen(id('share-panel-{tab}'))"));
}

/// What a field of the dialog shows.
fn field(page: &Page, id: &str) -> String {
    page.eval(&format!("id('{id}').value"))
}

/// Whether the browser lets the page write to the clipboard.
fn let_copy(page: &Page, setting: &str) {
    let permission = json!({ "permission": { "name": "clipboard-write" }, "setting": setting });
    page.devtools("Browser.setPermission", permission);
}

#[test]
fn one_button_opens_the_dialog_and_escape_brings_the_focus_back_to_it() {
    let page = Page::open("");
    page.focus("share-open");
    page.keys([Key::Enter]);
    page.until("the dialog is open", "id('share').open && document.activeElement.id === 'share-tab-link'");
    assert!(page.eval::<bool>("id('share').matches(':modal')"), "the rest of the page waits");
    assert_eq!(page.eval::<String>("text(id('share').getAttribute('aria-labelledby'))"), "Share");
    page.keys([Key::Escape]);
    page.until("the focus is back", "!id('share').open && document.activeElement.id === 'share-open'");
    assert!(!page.eval::<bool>("!!id('share-panel-link')"), "a closed dialog holds nothing");
    open(&page, "picture");
    page.click("#share-close");
    page.until("the focus is back", "!id('share').open && document.activeElement.id === 'share-open'");
}

#[test]
fn arrow_keys_move_through_the_tabs() {
    let page = Page::open("");
    open(&page, "link");
    page.focus("share-tab-link");
    for (key, tab) in [
        (Key::Right, "embed"),
        (Key::Right, "exercise"),
        (Key::End, "picture"),
        (Key::Right, "link"),
        (Key::Left, "picture"),
        (Key::Home, "link"),
    ] {
        page.keys([key]);
        page.until(
            "the tab is shown",
            &format!("document.activeElement.id === 'share-tab-{tab}' && seen(id('share-panel-{tab}'))"),
        );
        let stops: Vec<String> =
            page.eval("all('#share [role=tab]').filter((tab) => tab.tabIndex >= 0).map((tab) => tab.id)");
        assert_eq!(stops, [format!("share-tab-{tab}")], "one tab stop for all tabs");
    }
}

#[test]
fn keys_in_the_dialog_undo_nothing_outside() {
    let page = Page::open("");
    page.click("#w-more");
    assert_eq!(page.value("w"), 1.6);
    open(&page, "exercise");
    page.type_over("exercise-say", "abc");
    page.chord(Key::Control, 'z');
    assert_eq!(page.value("w"), 1.6);
    // A click beside everything takes the focus to the body, which lies behind the dialog.
    page.script("document.activeElement.blur();");
    page.chord(Key::Control, 'z');
    assert_eq!(page.value("w"), 1.6);
    // Nor does the browser, what was typed into a field there.
    let chord = "new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true })";
    assert!(!page.eval::<bool>(&format!("document.body.dispatchEvent({chord})")));
    page.focus("share-close");
    page.keys([Key::Escape]);
    page.until("it is closed", "!id('share').open");
    page.chord(Key::Control, 'z');
    page.until("out here the key undoes", "id('w-value').value === '1.5'");
}

#[test]
fn an_author_can_hide_the_button() {
    let page = Page::open("hide=share");
    assert!(!page.eval::<bool>("seen(id('share-open'))"));
}

#[test]
fn every_tab_fits_every_screen_and_has_targets_for_thumbs() {
    for screen in [Screen::LAPTOP, Screen::PHONE, Screen::NARROW] {
        let page = Page::open_on(screen, "w=-999999.9&b=-999999.9");
        open(&page, "link");
        for tab in TABS {
            show(&page, tab);
            if tab == "exercise" {
                page.click("#goal-add");
                page.click("details.parts summary");
            }
            page.drawn();
            let wide: Vec<String> = page.eval(
                "[document.documentElement, id('share'), ...all('#share *:not(textarea, input, select, option, iframe)')]
                    .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).display !== 'inline')
                    .map((one) => `${one.outerHTML.slice(0, 80)}: ${one.scrollWidth} > ${one.clientWidth}`)",
            );
            assert!(wide.is_empty(), "{screen:?} {tab}: {wide:#?}");
            let least = if screen == Screen::LAPTOP { 24.0 } else { 43.99 };
            let small: Vec<String> = page.eval(&format!(
                "all('#share button, #share input, #share select, #share summary').filter(seen).flatMap((element) => {{
                    const {{ width, height }} = (element.closest('label') ?? element).getBoundingClientRect();
                    return width >= {least} && height >= {least} ? [] : [`${{element.outerHTML.slice(0, 80)}}: ${{width}} × ${{height}}`];
                }})"
            ));
            assert!(small.is_empty(), "{screen:?} {tab}: {small:#?}");
        }
    }
}

#[test]
fn axe_has_nothing_to_say_in_any_tab() {
    for theme in ["light", "dark"] {
        let page = Page::open(&format!("theme={theme}&w=2"));
        open(&page, "link");
        for tab in TABS {
            show(&page, tab);
            if tab == "exercise" {
                page.click("#goal-add");
                page.enter("goal-0-from", "high");
                page.click("details.parts summary");
            }
            if tab == "embed" {
                page.until("it is drawn", "id('share-preview').contentDocument?.querySelector('.plot')?.dataset.frame");
            }
            axe::check(&page, &format!("{theme} {tab}"));
        }
    }
}
