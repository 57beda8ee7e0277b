//! What is copied, and what is selected where the browser refuses to copy.

use browser_tests::{Page, Site};
use serde_json::json;

use super::{field, let_copy, open, show};

#[test]
fn the_link_opens_what_is_shown_and_stays_while_a_training_goes_on() {
    let page = Page::open("view=train&data=houses&w=-1.03&b=0");
    page.click("#play");
    page.until("it trains", "/^Epoch [1-9]/.test(text('description'))");
    open(&page, "link");
    let link = field(&page, "share-link");
    let epochs = page.text("description");
    page.until("it goes on", &format!("text('description') !== {epochs:?}"));
    assert_eq!(field(&page, "share-link"), link);
    let (address, query) = link.split_once('?').expect("a query");
    assert_eq!(page.eval::<String>("location.origin + location.pathname"), address);
    page.go(query);
    open(&page, "link");
    assert_eq!(field(&page, "share-link"), link, "the same again");
}

#[test]
fn a_file_on_a_disk_says_that_its_address_opens_nothing_elsewhere() {
    let page = Page::blank(Site::single_file());
    let note = |what: &str, begins: &str| {
        page.until(what, &format!("text('share-address-note').slice(0, 12) === {:?}", &begins[..begins.len().min(12)]));
    };
    page.visit(&format!("file://{}?w=2&b=-4.5", Site::single_file_on_disk().display()));
    page.opened();
    open(&page, "link");
    note("it is said", "If others cannot open this address");
    page.type_over("share-address", "https://example.org/wxplusb/");
    note("another address is in order", "");
    page.until("the link follows", "id('share-link').value === 'https://example.org/wxplusb/?w=2&b=-4.5'");
    page.type_over("share-address", " ");
    note("there has to be one", "Without an address");
    page.visit("wxplusb.html?w=2&b=-4.5");
    page.opened();
    open(&page, "link");
    note("that of a server is in order", "");
}

#[test]
#[ignore = "DevTools: permissions"]
fn what_is_copied_is_what_is_shown_and_the_page_says_so() {
    let page = Page::open("w=2&b=-4.5");
    page.devtools(
        "Browser.grantPermissions",
        json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
    );
    open(&page, "link");
    page.click("#share-link-copy");
    page.until("it is said", "text('share-link-told') === 'Copied.'");
    assert_eq!(page.eval::<String>("id('share-link-told').getAttribute('role')"), "status");
    let copied: String = page.run_async("navigator.clipboard.readText().then(done, (error) => done(String(error)));");
    assert_eq!(copied, field(&page, "share-link"));
    assert!(copied.ends_with("?w=2&b=-4.5"), "{copied}");
    page.type_over("share-address", "https://example.org/wxplusb/");
    page.until("the link follows", "id('share-link').value === 'https://example.org/wxplusb/?w=2&b=-4.5'");
    page.until("what is shown now is not copied", "text('share-link-told') === ''");
}

#[test]
#[ignore = "DevTools: permissions"]
fn a_text_that_the_browser_refuses_to_copy_is_selected_and_the_keys_are_named() {
    let page = Page::open("w=2&b=-4.5");
    let_copy(&page, "denied");
    open(&page, "embed");
    page.click("#share-snippet-copy");
    page.until("it is said", "text('share-snippet-told').includes('Ctrl+C')");
    let (focus, from, to, length): (String, usize, usize, usize) = page.run(
        "const { id: focus, selectionStart, selectionEnd, value } = document.activeElement;
        return [focus, selectionStart, selectionEnd, value.length];",
    );
    assert_eq!((focus.as_str(), from, to), ("share-snippet", 0, length));
    // A page without a secure address has no clipboard at all.
    page.script("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });");
    show(&page, "link");
    page.click("#share-link-copy");
    page.until("it is said", "text('share-link-told').includes('Ctrl+C')");
}

#[test]
#[ignore = "DevTools: permissions"]
fn a_refusal_that_comes_when_another_tab_is_shown_breaks_nothing() {
    let page = Page::open("w=2&b=-4.5");
    let_copy(&page, "denied");
    open(&page, "link");
    page.run_async::<bool>(
        "id('share-link-copy').click();
        id('share-tab-embed').click();
        navigator.clipboard.writeText('').catch(() => requestAnimationFrame(() => done(true)));",
    );
    page.drawn();
    assert!(!page.eval::<bool>("Boolean(id('failure'))"));
    show(&page, "link");
    assert!(field(&page, "share-link").ends_with("?w=2&b=-4.5"));
}
