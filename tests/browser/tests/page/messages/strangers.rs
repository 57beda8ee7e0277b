//! Who is not heard, and who is not told.

use browser_tests::{Host, Place, Site};
use serde_json::json;

/// A host whose frame names an origin, and that host's own.
fn host_with_origin(origin: impl Fn(&str) -> String) -> Host {
    let host = Host::new(Site::built(), Place::Across, "<iframe title=embed></iframe>");
    let own: String = host.page.eval("location.origin");
    let origin = origin(&own);
    host.page
        .script(&format!("document.querySelector('iframe').src = '{}?embed=1&w=2&origin={origin}';", host.address));
    host
}

#[test]
fn with_its_own_origin_in_the_link_a_host_is_heard_and_told() {
    let host = host_with_origin(str::to_owned);
    host.ready();
    assert_eq!(host.set("w=3")["result"], "w=3");
    host.inside(|page| page.click("#w-more"));
    host.until_heard("change");
}

#[test]
fn with_any_other_origin_in_the_link_a_host_is_neither_heard_nor_told() {
    let others: [fn(&str) -> String; 12] = [
        |_| "https://example.org".to_owned(),
        |own| own.replace("http:", "https:"),
        |own| own.replace("127.0.0.1", "localhost"),
        |own| format!("{own}0"),
        |own| own[..own.len() - 1].to_owned(),
        |own| own.rsplit_once(':').map(|(host, _)| host.to_owned()).unwrap_or_default(),
        |own| own.replace("127.0.0.1", "127.0.0.1.example.org"),
        |own| own.replace("127.0.0.1", "1270001"),
        // What no browser calls an origin is that of nobody.
        |own| format!("{own}/"),
        |own| own.replace("http:", "HTTP:"),
        |own| own.replace("127.0.0.1:", "127.0.0.1:0"),
        |_| "*".to_owned(),
    ];
    let mut host = host_with_origin(|_| "https://example.org".to_owned());
    // Chromium itself remarks that a message went to nobody.
    host.page.let_log();
    let own: String = host.page.eval("location.origin");
    for other in others {
        let other = other(&own);
        assert_ne!(other, own);
        host.page.script(&format!(
            "const old = document.querySelector('iframe');
            const frame = document.createElement('iframe');
            frame.src = '{}?embed=1&w=2&origin={other}';
            old.replaceWith(frame);
            heard.length = 0;",
            host.address
        ));
        host.inside(|page| page.opened());
        host.page
            .script("for (const type of ['get', 'set', 'reset', 'describe']) tell({ type, state: 'w=9', re: type });");
        host.inside(|page| {
            page.click("#w-more");
            page.drawn();
            page.drawn();
            assert_eq!(page.value("w"), 2.1, "{other}");
        });
        assert_eq!(host.heard(""), [] as [serde_json::Value; 0], "{other}");
    }
}

/// A document that shows wx+b and a sibling, which tries to speak to it.
const SIBLINGS: &str = "<iframe title=embed src='PAGE?embed=1&w=2'></iframe>
    <iframe title=sibling src='PAGEsibling.html'></iframe>
    <iframe title=stranger sandbox=allow-scripts srcdoc='<title>Stranger</title>'></iframe>";

#[test]
fn siblings_children_and_the_page_itself_are_not_heard() {
    let site = Site::built().without_policy().with_page("sibling.html", "<!doctype html><title>Sibling</title>");
    for place in [Place::Beside, Place::Across] {
        let host = Host::new(site.clone(), place, SIBLINGS);
        host.ready();
        let orders = "for (const type of ['set', 'reset', 'train']) WHO.postMessage({ target: 'wxplusb', v: 1, re: type, type, state: 'w=9', epochs: 5 }, '*');";
        // The sibling is of wx+b's own origin: whatever an origin proves, it would prove here.
        host.page
            .inside("document.querySelectorAll('iframe')[1]", |page| page.script(&orders.replace("WHO", "parent[0]")));
        host.page
            .inside("document.querySelectorAll('iframe')[2]", |page| page.script(&orders.replace("WHO", "parent[0]")));
        host.inside(|page| {
            page.script(&orders.replace("WHO", "window"));
            // A child of its own window.
            page.script(&format!(
                "const child = document.body.appendChild(document.createElement('iframe'));
                child.contentWindow.eval({:?});
                child.remove();",
                orders.replace("WHO", "parent")
            ));
            // Events without a source, or with a made up one.
            page.script(
                "const data = { target: 'wxplusb', v: 1, re: 1, type: 'set', state: 'w=9' };
                for (const source of [null, window, new MessageChannel().port1])
                    dispatchEvent(new MessageEvent('message', { data, source }));
                dispatchEvent(new Event('message'));
                dispatchEvent(new CustomEvent('message', { detail: data }));",
            );
            page.drawn();
            page.drawn();
            assert_eq!((page.value("w"), page.eval::<bool>("id('undo').disabled")), (2.0, true), "{place:?}");
        });
        host.settle();
        assert!(host.heard("reply").iter().all(|reply| reply["re"].is_number()), "{:?}", host.heard("reply"));
    }
}

#[test]
fn a_frame_in_a_frame_listens_to_the_one_around_it_and_not_to_the_top() {
    let middle = "<!doctype html><title>Middle</title><script>
            window.heard = [];
            addEventListener('message', ({ data }) => heard.push(data));
        </script><iframe title=embed src='./?embed=1&w=2' style='width: 100%; height: 900px'></iframe>";
    let site = Site::built().with_page("middle.html", middle);
    let host =
        Host::new(site, Place::Across, "<iframe title=middle src='PAGEmiddle.html' style='height: 1000px'></iframe>");
    host.inside(|page| page.until("it is ready", "heard.some(({ type }) => type === 'ready')"));
    host.page
        .script("window[0][0].postMessage({ target: 'wxplusb', v: 1, re: 'top', type: 'set', state: 'w=9' }, '*');");
    host.inside(|page| {
        page.script("window[0].postMessage({ target: 'wxplusb', v: 1, re: 'middle', type: 'get' }, '*');");
        page.until("the middle is answered", "heard.some(({ re }) => re === 'middle')");
        let state: String = page.eval("heard.find(({ re }) => re === 'middle').result");
        assert_eq!(state, "w=2");
    });
    assert_eq!(host.heard(""), [] as [serde_json::Value; 0], "the top is told nothing");
}

#[test]
fn other_talk_is_left_alone() {
    let host = Host::across("embed=1&w=2");
    host.forget();
    for message in [
        json!({ "target": "other", "v": 1, "type": "set", "state": "w=9", "re": 1 }),
        json!({ "target": "wxplusb", "v": 2, "type": "set", "state": "w=9", "re": 1 }),
        json!({ "target": "wxplusb", "v": "1", "type": "set", "state": "w=9", "re": 1 }),
        json!({ "target": "wxplusb", "type": "set", "state": "w=9", "re": 1 }),
        json!({ "target": ["wxplusb"], "v": 1, "type": "set", "state": "w=9", "re": 1 }),
        json!({ "target": { "wxplusb": 1 }, "v": 1, "type": "set", "state": "w=9", "re": 1 }),
        json!({ "source": "wxplusb", "v": 1, "type": "set", "state": "w=9", "re": 1 }),
        json!("wxplusb"),
        json!([]),
        json!(null),
        json!(1),
    ] {
        host.page.script(&format!("window[0].postMessage({message}, '*');"));
    }
    host.settle();
    let answers = host.heard("");
    assert_eq!(answers.len(), 1, "only to the question at the end: {answers:?}");
    assert_eq!(host.state(), "w=2");
}
