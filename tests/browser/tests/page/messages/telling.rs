//! What happens in the frame is told, with who did it.

use browser_tests::{Host, Page, Site};
use serde_json::{Value, json};

use super::{ENDS_AT, RECIPE, fields, text};

/// Type and origin of every message about values.
fn told(host: &Host) -> Vec<(String, String)> {
    let about_values =
        |message: &Value| ["input", "change", "train"].contains(&message["type"].as_str().unwrap_or_default());
    let all = host.heard("");
    let told = all.iter().filter(|message| about_values(message));
    told.map(|message| (text(message, "type").to_owned(), text(message, "origin").to_owned())).collect()
}

#[test]
fn a_drag_is_told_as_input_and_once_it_rests_as_a_change_of_the_user() {
    let host = Host::across("embed=1");
    assert_eq!(told(&host), [], "a page that opens has changed nothing");
    host.inside(|page| page.drag_slider("w", 4.0));
    host.page.until("the change is told", "heard.some(({ data }) => data.type === 'change')");
    host.settle();
    let told = told(&host);
    assert!(told.len() > 2 && told.iter().all(|(_, origin)| origin == "user"), "{told:?}");
    let changes: Vec<usize> = (0..told.len()).filter(|at| told[*at].0 == "change").collect();
    assert_eq!(changes, [told.len() - 1], "one change, at the end: {told:?}");
    let change = &host.heard("change")[0];
    assert_eq!(fields(change), ["b", "origin", "source", "state", "type", "v", "w"]);
    assert_eq!((text(change, "state"), text(change, "w"), text(change, "b")), ("w=4", "4", "-1"));
}

#[test]
fn everything_that_a_hand_does_is_told() {
    let host = Host::across("embed=1");
    for (press, part) in [
        ("#b-less", "b=-1.1"),
        ("label:has(#act-tanh)", "act=tanh"),
        ("label:has(#use-bias)", "bias=0"),
        ("#undo", "act=tanh"),
        ("#preset-houses", "w=200&b=100"),
        ("#reset", ""),
    ] {
        host.forget();
        host.inside(|page| page.click(press));
        host.until_heard("change");
        host.settle();
        let changes = host.heard("change");
        assert_eq!(changes.len(), 1, "{press}: {changes:?}");
        let state = text(&changes[0], "state");
        assert!(state.contains(part) && state.is_empty() == part.is_empty(), "{press}: {changes:?}");
        assert_eq!((text(&changes[0], "origin"), changes[0].get("b").is_some()), ("user", part != "bias=0"), "{press}");
    }
}

#[test]
fn what_the_host_does_itself_is_told_as_the_host_s() {
    let host = Host::across("embed=1");
    host.forget();
    assert_eq!(host.set("w=3")["ok"], true);
    host.settle();
    let of_host = |kind: &str| (kind.to_owned(), "host".to_owned());
    assert_eq!(told(&host), [of_host("input"), of_host("change")]);
    host.forget();
    let _ = host.ask(&json!({ "type": "reset" }));
    host.settle();
    assert_eq!(told(&host), [of_host("input"), of_host("change")]);
    // What changes nothing is not told.
    host.forget();
    let _ = host.ask(&json!({ "type": "reset" }));
    let _ = host.set("w=1.5");
    host.settle();
    assert_eq!(told(&host), []);
    // And the next hand is the user's again.
    host.inside(|page| page.click("#w-more"));
    host.until_heard("change");
    assert_eq!(text(&host.heard("change")[0], "origin"), "user");
}

#[test]
fn training_is_told_with_epoch_and_loss_and_ends_in_a_change() {
    let host = Host::across(&format!("embed=1&view=train&{RECIPE}"));
    host.forget();
    let reply = host.ask(&json!({ "type": "train", "epochs": 1000 }));
    host.settle();
    let train = host.heard("train");
    assert!(train.len() > 3, "{train:?}");
    for message in &train {
        assert_eq!(fields(message), ["b", "epoch", "loss", "origin", "source", "state", "type", "v", "w"]);
        assert_eq!(text(message, "origin"), "train");
    }
    let epochs: Vec<u32> = train.iter().map(|message| text(message, "epoch").parse().expect("a count")).collect();
    assert!(epochs.is_sorted() && epochs.last() == Some(&1000), "{epochs:?}");
    let [change] = &host.heard("change")[..] else { panic!("one change: {:?}", told(&host)) };
    assert_eq!((text(change, "w"), text(change, "b"), text(change, "origin")), (ENDS_AT.0, ENDS_AT.1, "train"));
    assert_eq!(change["state"], reply["state"]);

    // By hand it is the same.
    host.forget();
    host.inside(|page| page.click("#epochs-100"));
    host.until_heard("change");
    assert_eq!(text(&host.heard("change")[0], "origin"), "train");
    assert_eq!(text(host.heard("train").last().expect("told"), "epoch"), "1100");
}

#[test]
fn a_host_of_the_same_origin_hears_the_same() {
    let host = Host::beside("embed=1");
    host.inside(|page| page.drag_slider("w", 4.0));
    host.until_heard("change");
    assert_eq!(text(&host.heard("change")[0], "state"), "w=4");
    assert_eq!(text(&host.set("w=5"), "result"), "w=5");
}

#[test]
fn messages_are_from_the_frame_s_window_and_origin() {
    let host = Host::across("embed=1");
    let from: Vec<(i32, String)> = host.page.eval("heard.map(({ frame, origin }) => [frame, origin + '/'])");
    assert!(!from.is_empty());
    for (frame, origin) in from {
        assert_eq!(frame, 0);
        assert!(host.address.starts_with(&origin), "{origin}");
    }
}

#[test]
fn a_page_of_its_own_tells_nobody_anything_and_hears_nobody() {
    let page = Page::blank(Site::built());
    page.visit("");
    page.opened();
    page.script(
        "window.heard = [];
        addEventListener('message', ({ data }) => heard.push(data));
        for (const type of ['get', 'set', 'reset', 'train', 'describe'])
            postMessage({ target: 'wxplusb', v: 1, re: 1, type, state: 'w=9', epochs: 5 }, '*');",
    );
    page.click("#w-more");
    page.until("all five came", "heard.length >= 5");
    page.until("the address follows", "location.search === '?w=1.6'");
    assert_eq!(page.value("w"), 1.6);
    let said: usize = page.eval("heard.filter(({ source }) => source === 'wxplusb').length");
    assert_eq!(said, 0);

    // Nor does one that another window opened; the window behind it draws no frames.
    let (w, said): (String, usize) = page.run_async(
        "const child = open('?w=3');
        const field = () => child.document?.querySelector('#w-value');
        const look = () => {
            if (field()?.value !== '3' || child.document.readyState !== 'complete') return setTimeout(look, 20);
            child.postMessage({ target: 'wxplusb', v: 1, re: 2, type: 'set', state: 'w=9' }, '*');
            // What comes after it is heard after it, and so is what would answer it.
            child.addEventListener('message', ({ data }) => data === 'last' && postMessage('last', '*'));
            child.postMessage('last', '*');
            addEventListener('message', ({ data }) => {
                if (data !== 'last') return;
                done([field().value, heard.length - 1]);
                child.close();
            });
        };
        look();",
    );
    assert_eq!((w.as_str(), said), ("3", 5));
}
