//! The page keeps to itself: no console, no storage, no requests, no names.

use browser_tests::{Host, Key, Page, Site};

/// Keeps what a policy forbids, and as many requests as there may be.
const WATCH: &str = "
    window.forbidden = [];
    addEventListener('securitypolicyviolation', ({ blockedURI }) => forbidden.push(blockedURI));
    performance.setResourceTimingBufferSize(10000);";

/// What the page and the frames in it have asked for elsewhere, by the browser's own record, whether or not it came.
fn asked_elsewhere(page: &Page) -> Vec<String> {
    page.run(
        "const windows = [window];
        for (const one of windows) windows.push(...Array.from({ length: one.length }, (_, at) => one[at]));
        const asked = windows.flatMap((one) => one.performance.getEntries())
            .filter(({ entryType }) => ['navigation', 'resource'].includes(entryType)).map(({ name }) => name);
        // A file has no origin: it may ask for itself, which Firefox calls its document.
        const own = ['data:', 'blob:', 'about:', 'document', location.origin === 'null' ? location.href.split(/[?#]/)[0] : location.origin + '/'];
        return [...new Set([...asked, ...(window.forbidden ?? [])])].filter((name) => !own.some((start) => name.startsWith(start)));",
    )
}

/// Asserts that nobody else was asked for anything, and that there is a record of what was.
fn check_alone(page: &Page, what: &str) {
    assert_eq!(asked_elsewhere(page), [] as [String; 0], "{what}");
    assert!(page.eval::<bool>("performance.getEntriesByType('navigation').length === 1"), "{what}");
}

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
    check_alone(&page, "a journey");
}

/// Global names that the page has and an empty frame, which has every name that a browser brings, has not.
pub(crate) fn added_names(page: &Page) -> Vec<String> {
    // cdc_ and ret_nodes are ChromeDriver's.
    page.run(
        "const frame = document.body.appendChild(document.createElement('iframe'));
        const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
        frame.remove();
        return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^cdc_|^ret_nodes$|^[0-9]+$/.test(name));",
    )
}

#[test]
fn the_page_adds_no_global_names() {
    let page = Page::open("");
    journey(&page);
    let added = added_names(&page);
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

/// Goes through all views, the buttons in them and the tabs of the dialog, and says after each whom it has asked.
fn visit_everything(page: &Page, what: &str) {
    page.script(WATCH);
    for (view, button) in [("train", "#epochs-10"), ("notebook", "#run-all"), ("explore", "#w-more")] {
        page.click(&format!("#tab-{view}"));
        page.opened();
        page.click(button);
        page.script("for (const part of all('main details:not([open]) summary')) part.click();");
        page.drawn();
        check_alone(page, &format!("{what}, {view}"));
    }
    page.click("#share-open");
    for tab in ["link", "embed", "exercise", "picture"] {
        page.until("the dialog is open", "id('share')?.open");
        page.click(&format!("#share-tab-{tab}"));
        page.until("the tab is shown", &format!("seen(id('share-panel-{tab}'))"));
        if tab == "exercise" {
            page.click("#exercise-try");
        }
        page.until("frames and pictures are there", "all('#share :is(iframe, img)').every((one) => one.complete ?? one.contentDocument?.querySelector('.plot[data-frame]'))");
        check_alone(page, &format!("{what}, {tab} of the dialog"));
    }
    page.click("#share-close");
}

#[test]
fn no_view_and_no_dialog_asks_anybody_else() {
    let page = Page::open("");
    visit_everything(&page, "the site");
}

#[test]
fn an_embed_asks_nobody_else() {
    for view in ["explore", "train", "notebook"] {
        let host = Host::across(&format!("embed=1&data=houses&view={view}"));
        host.inside(|page| {
            page.script(WATCH);
            page.click("#w-more");
            page.drawn();
            check_alone(page, view);
        });
    }
}

#[test]
fn the_single_file_asks_nobody_not_even_its_server() {
    let file = Site::single_file_on_disk();
    let page = Page::blank(Site::single_file());
    page.visit("wxplusb.html");
    page.opened();
    visit_everything(&page, "on a server");
    let asked = page.requests();
    // A frame in the dialog shows the file again.
    assert!(
        asked.iter().all(|path| path.split('?').next().is_some_and(|path| path.ends_with("/wxplusb.html"))),
        "{asked:?}"
    );
    page.visit(&format!("file://{}?view=train", file.display()));
    page.opened();
    page.script(WATCH);
    page.click("#tab-notebook");
    page.opened();
    check_alone(&page, "on a disk");
}

#[test]
fn a_request_to_somebody_else_would_be_seen() {
    let mut page = Page::blank(Site::built().with_page("bare.html", "<!doctype html><title>Bare</title><body>"));
    page.let_log();
    let other = page.serve(Site::empty());
    let origin = other.split("/some/").next().expect("an origin").to_owned();
    // Without a policy it is asked and not answered, under that of the page it is not even asked.
    for place in ["bare.html", ""] {
        page.visit(place);
        page.until("it is there", "document.body && (document.title === 'Bare' || text('description'))");
        page.script(WATCH);
        assert_eq!(asked_elsewhere(&page), [] as [String; 0]);
        for tag in ["img", "script", "iframe"] {
            page.run_async::<bool>(&format!(
                "const asks = Object.assign(document.createElement('{tag}'), {{ src: '{other}{tag}' }});
                asks.onload = asks.onerror = () => requestAnimationFrame(() => done(true));
                document.body.append(asks);"
            ));
            page.script("for (const frame of all('iframe')) frame.remove();");
            // Of a frame that is forbidden only the origin is told.
            let seen = asked_elsewhere(&page);
            let is_seen = seen.iter().any(|asked| asked.ends_with(tag) || tag == "iframe" && *asked == origin);
            assert!(is_seen, "{tag} in “{place}”: {seen:?}");
        }
    }
}
