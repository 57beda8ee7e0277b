//! When something is missing, the page says so in a sentence.

use browser_tests::{Page, Site};

#[test]
fn a_missing_file_is_told_in_a_sentence_instead_of_a_blank_page() {
    for missing in ["_bg.wasm", ".js"] {
        // Not boot.js, which is what speaks.
        let site = Site::built().without(missing).with("boot.js");
        let mut page = Page::blank(site);
        // The browser itself reports the file that is missing.
        page.let_log();
        page.visit("?w=2");
        page.until("a sentence is there", "document.querySelector('[role=alert]')?.textContent.trim()");
        let sentence: String = page.eval("document.querySelector('[role=alert]').innerText");
        assert!(sentence.contains(missing) && sentence.contains("404"), "what is missing: {sentence}");
        assert!(sentence.split(' ').count() > 6, "a sentence: {sentence}");
        assert!(!page.eval::<bool>("document.body.innerText.includes('loading')"), "it no longer says that it loads");
    }
}
