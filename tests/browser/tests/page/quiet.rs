//! The page keeps to itself: no console, no storage, no requests, no names.

use browser_tests::{Key, Page, Site};

/// Uses everything once.
fn journey(page: &Page) {
    page.drag_slider("w", 3.0);
    page.click("#b-more");
    page.enter("x", "12");
    page.enter("w", "abc");
    for name in ["act-tanh", "act-relu", "act-linear", "use-bias"] {
        page.click(&format!("label:has(#{name})"));
    }
    for button in
        ["initialise", "preset-houses", "preset-logistic", "preset-initialised", "undo", "redo", "fit-view", "reset"]
    {
        page.click(&format!("#{button}"));
    }
    page.click(".ranges summary");
    page.enter("ymax", "20");
    let from = page.middle("#plot-line .grip[data-grip=w]");
    page.drag(&[from, (from.0, from.1 - 30.0)]);
    page.focus("theme");
    page.keys([Key::Down]);
    page.until("the address is at rest", "location.search.includes('ymax=20')");
}

#[test]
fn a_whole_journey_leaves_nothing_in_the_console_the_storage_or_the_network() {
    let page = Page::open("");
    let before = page.requests();
    journey(&page);
    assert_eq!(page.console(), Vec::<String>::new());
    assert_eq!(page.requests(), before, "after loading, nothing is asked for");
    let kept: [usize; 3] = page.eval("[localStorage.length, sessionStorage.length, document.cookie.length]");
    assert_eq!(kept, [0, 0, 0], "local storage, session storage, cookies");
    let elsewhere: Vec<String> =
        page.eval("performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin) && !name.startsWith('data:'))");
    assert!(elsewhere.is_empty(), "asked of others: {elsewhere:?}");
}

#[test]
fn the_page_adds_no_global_names() {
    let page = Page::open("");
    journey(&page);
    // An empty frame has every name that a browser brings; cdc_ and ret_nodes are ChromeDriver's.
    let added: Vec<String> = page.run(
        "const frame = document.body.appendChild(document.createElement('iframe'));
        const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
        frame.remove();
        return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^cdc_|^ret_nodes$|^[0-9]+$/.test(name));",
    );
    assert!(added.is_empty(), "{added:?}");
}

#[test]
fn the_page_works_under_a_strict_content_security_policy() {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
    let page = Page::blank(Site::built().with_header("Content-Security-Policy", policy));
    page.go("w=2");
    journey(&page);
    assert_eq!(page.console(), Vec::<String>::new());
}
