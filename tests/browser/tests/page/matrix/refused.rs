//! Where the page cannot start it says why, in one sentence, and never stays blank.

use browser_tests::{Host, Page, Place, Site};

/// Asserts that nothing is shown but a sentence for everyone, with these words, in which no loading goes on.
fn check_told(page: &Page, what: &str, words: &[&str]) {
    page.until("a sentence is there", "document.querySelector('[role=alert]')?.textContent.trim()");
    let sentence: String = page.eval("document.querySelector('[role=alert]').innerText");
    for word in words {
        assert!(sentence.contains(word), "{what}: “{word}” in: {sentence}");
    }
    assert!(sentence.starts_with("wx+b could not start because ") && sentence.ends_with('.'), "{what}: {sentence}");
    assert!(sentence.split(' ').count() > 8, "{what}: {sentence}");
    page.until("it no longer says that it loads", "!document.body.innerText.includes('is loading')");
    assert!(page.eval::<bool>("seen(document.querySelector('[role=alert]'))"), "{what}");
}

/// A window that may complain in its console, as browsers do about what they cannot load.
fn window(site: Site) -> Page {
    let mut page = Page::blank(site);
    page.let_log();
    page
}

#[test]
fn when_a_file_is_missing() {
    for (missing, said) in [("_bg.wasm", "_bg.wasm"), (".js", ".js")] {
        let page = window(Site::built().without(missing).with("boot.js"));
        page.visit("?w=2");
        check_told(&page, missing, &[said, "404"]);
    }
    // Some servers answer with a page of their own in place of what they do not have.
    let page = window(Site::built().without("_bg.wasm").with_start_page_for_all());
    page.visit("");
    check_told(&page, "a web page", &["_bg.wasm", "a web page"]);
}

#[test]
fn when_a_policy_forbids_web_assembly() {
    for policy in [
        "script-src 'self'",
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; connect-src 'self'",
    ] {
        let page = window(Site::built().with_header("Content-Security-Policy", policy));
        page.visit("");
        check_told(&page, policy, &["Content-Security-Policy", "'wasm-unsafe-eval'"]);
    }
}

#[test]
fn when_a_policy_forbids_to_fetch() {
    let policy = super::STRICT.replace("connect-src 'self'", "connect-src 'none'");
    let page = window(Site::built().with_header("Content-Security-Policy", Box::leak(policy.into_boxed_str())));
    page.visit("");
    check_told(&page, "connect-src 'none'", &["Content-Security-Policy"]);
}

#[test]
fn when_the_folder_is_opened_from_a_file() {
    let site = Site::built();
    let address = site.file("index.html");
    let page = window(site);
    page.visit(&format!("{address}?w=2"));
    check_told(&page, "file://", &["web server"]);
}

#[test]
fn in_a_sandbox_without_cors_and_the_host_is_told_too() {
    let mut host = Host::new(Site::built(), Place::Across, &super::frame("sandbox=allow-scripts"));
    host.page.let_log();
    host.inside(|page| check_told(page, "sandbox", &["sandbox", "Access-Control-Allow-Origin"]));
    host.until_heard("error");
    let errors = host.heard("error");
    let sentence = errors[0]["message"].as_str().unwrap_or_default();
    assert!(errors[0]["code"] == "not-started" && sentence.contains("sandbox"), "{errors:?}");
    assert_eq!(host.heard("").len(), 1, "and nothing else");
}
