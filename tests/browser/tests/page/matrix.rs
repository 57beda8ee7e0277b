//! Where the page must load, and where it must say why it does not: on the files of a release.

mod elements;
mod refused;
mod single;

use browser_tests::{Host, Page, Place, Site};

use crate::quiet::added_names;

/// A policy as strict as the page can bear.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; base-uri 'none'; form-action 'none'";

/// What lets a frame without an origin load the files.
const CORS: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// Asserts that the page that is shown works: a slider, the picture, the other view.
fn check_works(page: &Page, what: &str) {
    page.opened();
    let before = page.value("w");
    page.click("#w-more");
    assert!(page.value("w") > before, "{what}: w stays at {before}");
    assert!(page.eval::<bool>("all('.plot').every(seen) && !id('failure')"), "{what}");
}

/// Asserts that the page in the frame of a host works, and answers.
fn check_frame(host: &Host, what: &str) {
    host.ready();
    host.inside(|page| check_works(page, what));
    assert_eq!(host.set("w=3")["result"], "w=3", "{what}");
}

fn frame(attributes: &str) -> String {
    format!("<iframe title=embed {attributes} src='PAGE?embed=1'></iframe>")
}

#[test]
fn in_a_folder_with_a_query_and_a_hash() {
    let page = Page::blank(Site::built());
    for address in ["?w=2#plots", "index.html?w=2&utm_source=course", "#w=2"] {
        page.visit(address);
        check_works(&page, address);
        let (before, after) = address.split_once('#').unwrap_or((address, ""));
        page.until("the address follows", "location.search.includes('w=2.1') || location.search.includes('w=1.6')");
        let now: [String; 2] = page.eval("[location.pathname.split('/').at(-1), location.hash.slice(1)]");
        assert_eq!(now, [before.split('?').next().unwrap_or_default(), after], "{address}");
    }
}

#[test]
fn in_a_frame_of_another_origin_or_another_site() {
    check_frame(&Host::across("embed=1"), "another port");
    // Another name is another site as well: its frame has a process of its own.
    let body = frame("");
    let host = Host::new(Site::built(), Place::Across, &body);
    host.page.script(&format!(
        "document.querySelector('iframe').src = '{}?embed=1'; heard.length = 0;",
        host.address.replace("127.0.0.1", "localhost")
    ));
    host.page.until(
        "the frame is ready",
        "heard.some(({ data, origin }) => data.type === 'ready' && origin.includes('localhost'))",
    );
    assert_eq!(host.set("w=3")["result"], "w=3");
}

#[test]
fn in_a_sandbox_with_cors_where_storage_throws() {
    let site = Site::built().with_header(CORS.0, CORS.1);
    let host = Host::new(site, Place::Across, &frame("sandbox=allow-scripts"));
    check_frame(&host, "sandbox");
    let throws = host.inside(|page| {
        page.eval::<Vec<bool>>(
            "[() => localStorage, () => sessionStorage, () => document.cookie]
                .map((storage) => { try { storage(); return false; } catch { return true; } })",
        )
    });
    assert_eq!(throws, [true; 3], "the sandbox is one");
    let from: Vec<String> = host.page.eval("heard.map(({ origin }) => origin)");
    assert!(from.iter().all(|origin| origin == "null"), "{from:?}");
}

#[test]
fn wasm_of_any_content_type() {
    for content_type in ["application/octet-stream", "text/plain", "application/wasm; charset=utf-8"] {
        let site = Site::built().with_type(".wasm", content_type).with_header("X-Content-Type-Options", "nosniff");
        let page = Page::blank(site);
        page.visit("");
        check_works(&page, content_type);
        assert_eq!(page.console(), [] as [String; 0], "{content_type}");
    }
}

#[test]
fn under_the_strictest_policy_alone_and_in_a_frame() {
    let site = Site::built().with_header("Content-Security-Policy", STRICT);
    let host = Host::new(site, Place::Across, &frame(""));
    check_frame(&host, "frame");
    host.inside(|page| {
        page.click("#preset-logistic");
        page.click(".ranges summary");
        page.focus("alone");
    });
    let page = &host.page;
    for query in ["?view=train&data=houses", "?embed=1&say=Try&goal=w:1..2&hint=x&theme=dark"] {
        page.visit(&format!("{}{query}", host.address));
        check_works(page, query);
    }
    assert_eq!(page.console(), [] as [String; 0]);
}

#[test]
fn after_it_has_loaded_an_embed_asks_for_nothing_and_leaves_nothing() {
    for place in [Place::Beside, Place::Across] {
        let host = Host::new(Site::built(), place, &frame(""));
        host.ready();
        let before = host.page.requests();
        host.inside(|page| {
            page.drag_slider("w", 3.0);
            page.click("#preset-houses");
            page.click("#undo");
            page.focus("alone");
        });
        for link in ["view=train&data=noisy", "w=2&theme=dark", "view=explore"] {
            assert_eq!(host.set(link)["ok"], true, "{link}");
        }
        let _ = host.ask(&serde_json::json!({ "type": "train", "epochs": 100 }));
        let _ = host.ask(&serde_json::json!({ "type": "reset" }));
        assert_eq!(host.set("view=train")["ok"], true);
        host.inside(Page::opened);
        // But for the rest of its own program, once, since a view was shown that had not been wanted before.
        let later: Vec<String> = host.page.requests().into_iter().filter(|request| !before.contains(request)).collect();
        assert!(matches!(&later[..], [rest] if rest.ends_with("_rest.wasm")), "{place:?}: {later:?}");
        assert_eq!(host.page.requests().len(), before.len() + 1, "{place:?}");
        host.inside(|page| {
            let kept: [usize; 3] = page.eval("[localStorage.length, sessionStorage.length, document.cookie.length]");
            assert_eq!(kept, [0, 0, 0], "local storage, session storage, cookies");
            let added = added_names(page);
            assert!(added.is_empty(), "{place:?}: {added:?}");
        });
        let databases: usize =
            host.inside(|page| page.run_async("indexedDB.databases().then((all) => done(all.length));"));
        assert_eq!(databases, 0);
        assert_eq!(host.page.console(), [] as [String; 0], "{place:?}");
    }
}
