//! What is asked is answered.

use browser_tests::{Engine, Host, Page};
use serde_json::{Value, json};

use super::{ENDS_AT, RECIPE, fields, text};

#[test]
fn a_frame_says_that_it_is_ready_with_its_version_its_state_and_what_was_wrong_with_its_link() {
    for host in
        [Host::across("embed=1&w=2&colour=red&hide=nothing"), Host::beside("embed=1&w=2&colour=red&hide=nothing")]
    {
        let [ready] = &host.heard("ready")[..] else { panic!("one ready: {:?}", host.heard("")) };
        assert_eq!(fields(ready), ["b", "source", "state", "type", "v", "version", "w", "warnings"]);
        assert_eq!((text(ready, "source"), &ready["v"], text(ready, "version")), ("wxplusb", &json!(1), version()));
        assert_eq!((text(ready, "state"), text(ready, "w"), text(ready, "b")), ("w=2", "2", "-1"));
        let warnings: Vec<&str> =
            ready["warnings"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert_eq!(warnings.len(), 2, "{warnings:?}");
        assert!(warnings.iter().any(|warning| warning.contains("“colour”")), "{warnings:?}");
        assert!(warnings.iter().any(|warning| warning.contains("“nothing”")), "{warnings:?}");
        // Ready is the first that is said.
        assert_eq!(host.heard("")[0]["type"], "ready");
    }
}

/// The version in the page's own manifest.
fn version() -> &'static str {
    let manifest = include_str!("../../../../../Cargo.toml");
    manifest.split('"').nth(3).expect("name = \"…\", then version = \"…\"")
}

#[test]
fn each_question_gets_its_answer() {
    let host = Host::across("embed=1&w=2&b=1&act=linear&seed=7");
    for (message, result) in [
        (json!({ "type": "get" }), "w=2&b=1&act=linear&seed=7"),
        (json!({ "type": "predict", "x": "1;-2.5;0" }), "3;-4;1"),
        (json!({ "type": "predict", "x": 4 }), "9"),
        (json!({ "type": "set", "state": "w=3" }), "w=3&b=1&act=linear&seed=7"),
        (json!({ "type": "set", "state": "?b=-1&x=5" }), "w=3&b=-1&x=5&act=linear&seed=7"),
        (json!({ "type": "set", "state": "" }), "w=3&b=-1&x=5&act=linear&seed=7"),
        (json!({ "type": "reset" }), "w=2&b=1&act=linear&seed=7"),
        (json!({ "type": "pause" }), "w=2&b=1&act=linear&seed=7"),
        (json!({ "type": "set", "state": "bias=0" }), "w=2&b=1&act=linear&seed=7&bias=0"),
    ] {
        let reply = host.ask(&message);
        assert_eq!(reply["ok"], true, "{message}: {reply}");
        let pairs = |text: &str| {
            let mut pairs: Vec<String> = text.split('&').map(str::to_owned).collect();
            pairs.sort();
            pairs
        };
        assert_eq!(pairs(text(&reply, "result")), pairs(result), "{message}");
        let usual = ["b", "ok", "re", "result", "source", "state", "type", "v", "w"];
        let wanted = if result.contains("bias=0") { &usual[1..] } else { &usual[..] };
        assert_eq!(fields(&reply), wanted, "{message}");
    }
    let sentence = host.ask(&json!({ "type": "describe" }));
    assert_eq!(text(&sentence, "result"), host.inside(|page| page.text("description")));
}

#[test]
fn a_reply_names_what_it_answers_and_without_a_name_there_is_none() {
    let host = Host::across("embed=1");
    host.forget();
    for re in [json!("a name"), json!(""), json!(0), json!(-1.5)] {
        host.page.script(&format!("tell({{ type: 'get', re: {re} }});"));
        host.page.until("it is answered", &format!("heard.some(({{ data }}) => data.re === {re})"));
    }
    host.forget();
    for re in ["undefined", "null", "true", "{}", "[1]", "1n"] {
        host.page.script(&format!("tell({{ type: 'get', re: {re} }}); tell({{ type: 'obey', re: {re} }});"));
    }
    host.settle();
    let types: Vec<String> = host.heard("").iter().map(|message| text(message, "type").to_owned()).collect();
    assert_eq!(types, [vec!["error"; 6], vec!["reply"]].concat(), "only what is wrong is told");
}

#[test]
fn what_cannot_be_done_is_refused_with_a_code_and_a_sentence() {
    let host = Host::across("embed=1&w=2");
    for (message, code, sentence) in [
        (json!({ "type": "obey" }), "unknown-type", "obey"),
        (json!({}), "unknown-type", "get"),
        (json!({ "type": "GET" }), "unknown-type", "GET"),
        (json!({ "type": "set", "state": "w=big" }), "bad-state", "“big”"),
        (json!({ "type": "set", "state": "w=3&colour=red" }), "bad-state", "colour"),
        (json!({ "type": "set", "state": "w=1,5" }), "bad-state", "“1,5”"),
        (json!({ "type": "set", "state": "w=3&w=4" }), "bad-state", "only the first value"),
        (json!({ "type": "set", "state": "w=3&hide=w" }), "bad-state", "hide"),
        (json!({ "type": "set", "state": "embed=0" }), "bad-state", "embed"),
        (json!({ "type": "set", "state": "points=1001,2;5,6&units=thousandths" }), "bad-state", "“thousandths”"),
        (json!({ "type": "set" }), "bad-state", "nothing"),
        (json!({ "type": "set", "state": { "w": 9 } }), "bad-state", "wants a link"),
        (json!({ "type": "train", "epochs": 0 }), "bad-epochs", "epochs"),
        (json!({ "type": "train", "epochs": "many" }), "bad-epochs", "many"),
        (json!({ "type": "train", "epochs": 1e9 }), "bad-epochs", "epochs"),
        (json!({ "type": "train" }), "bad-epochs", "epochs"),
        (json!({ "type": "predict", "x": "1;two" }), "bad-x", "two"),
        (json!({ "type": "predict" }), "bad-x", "x"),
    ] {
        let reply = host.ask(&message);
        assert_eq!(fields(&reply), ["error", "ok", "re", "source", "type", "v"], "{message}");
        assert_eq!((&reply["ok"], text(&reply["error"], "code")), (&json!(false), code), "{message}");
        let told = text(&reply["error"], "message");
        assert!(told.contains(sentence), "{message}: “{sentence}” in: {told}");
        assert_eq!(host.state(), "w=2", "all or nothing after {message}");
    }
}

#[test]
fn a_host_trains_to_the_end_of_the_recipe() {
    let host = Host::across(&format!("embed=1&view=train&{RECIPE}"));
    let reply = host.ask(&json!({ "type": "train", "epochs": 1000 }));
    assert_eq!((text(&reply, "w"), text(&reply, "b")), ENDS_AT);
    assert_eq!(text(&reply, "epoch"), "1000");
    assert!(text(&reply, "loss").parse::<f64>().is_ok_and(|loss| loss > 0.0 && loss < 5.0), "{reply}");
    assert_eq!(reply["result"], reply["state"]);
    // Its last news came before its answer: after it they would be taken for another run's.
    let news = host.heard("train");
    assert_eq!(news.last().map(|news| text(news, "epoch")), Some("1000"), "{news:?}");
    let (w, b) = ENDS_AT;
    assert!(text(&reply, "result").contains(&format!("w={w}&b={b}")), "{reply}");
    host.inside(|page| assert_eq!((page.field("w").as_str(), page.field("b").as_str()), ENDS_AT));
    // From the view without examples in sight it ends at the same.
    let host = Host::across(&format!("embed=1&{RECIPE}"));
    let reply = host.ask(&json!({ "type": "train", "epochs": "1000" }));
    assert_eq!((text(&reply, "w"), text(&reply, "b")), ENDS_AT, "epochs as text, in the other view");
    // A whole run is one step for the reader's hand.
    host.inside(|page| {
        page.click("#undo");
        assert_eq!(page.value("w"), -1.03);
    });
}

#[test]
fn pause_ends_a_training_and_both_are_answered() {
    let host = Host::across(&format!("embed=1&view=train&{RECIPE}"));
    host.forget();
    host.inside(Page::hold_time);
    // As soon as the first news of it come.
    host.page.script(
        "addEventListener('message', ({ data }) => data.type === 'train' && (window.pausing ??= ask({ type: 'pause' })));
        window.training = ask({ type: 'train', epochs: 100000 });",
    );
    let answered = |name: &str| {
        let reply = format!("heard.find(({{ data }}) => data.type === 'reply' && data.re === window.{name})");
        host.page.until(&format!("the {name} is answered"), &reply);
        host.page.eval::<Value>(&format!("{reply}.data"))
    };
    let (train, paused) = (answered("training"), answered("pausing"));
    let epoch: u32 = text(&train, "epoch").parse().expect("a count");
    assert!((1..100_000).contains(&epoch), "{epoch}");
    assert_eq!((&train["ok"], text(&train, "result")), (&json!(true), text(&paused, "result")));
    // And nothing goes on.
    let state = host.state();
    host.inside(Page::let_time_go);
    host.settle();
    assert_eq!(host.state(), state);
}

#[test]
fn a_second_training_ends_the_first() {
    let host = Host::across(&format!("embed=1&view=train&{RECIPE}"));
    host.inside(Page::hold_time);
    host.page.script(
        "window.first = ask({ type: 'train', epochs: 100000 }); window.second = ask({ type: 'train', epochs: 5 });",
    );
    host.page.until(
        "both are answered",
        "[first, second].every((re) => heard.some(({ data }) => data.type === 'reply' && data.re === re))",
    );
    let replies = host.heard("reply");
    let ended = |re: u64| replies.iter().find(|reply| reply["re"] == re).unwrap_or_else(|| panic!("{re}: {replies:?}"));
    assert!(replies.iter().all(|reply| reply["ok"] == true), "{replies:?}");
    let [first, second] = [ended(1), ended(2)].map(|reply| text(reply, "epoch").parse::<u32>().expect("a count"));
    assert!(first < 100_000 && second == first + 5, "{replies:?}");
}

#[test]
fn a_hand_that_moves_w_ends_the_host_s_training_which_is_answered() {
    let host = Host::across(&format!("embed=1&view=train&{RECIPE}"));
    host.inside(Page::hold_time);
    host.page.script("window.training = ask({ type: 'train', epochs: 100000 });");
    host.until_heard("train");
    host.inside(|page| page.click("#w-more"));
    host.page
        .until("the training is answered", "heard.some(({ data }) => data.type === 'reply' && data.re === training)");
    let state = host.state();
    host.inside(Page::let_time_go);
    host.settle();
    assert_eq!(host.state(), state, "nothing goes on");
}

#[test]
#[ignore = "DevTools: other media"]
fn a_reader_who_wants_less_motion_gets_a_host_s_training_at_once() {
    let host = Host::across(&format!("embed=1&view=train&{RECIPE}"));
    host.page.pretend("screen", &[("prefers-reduced-motion", "reduce")]);
    // Else it would last for ever.
    host.inside(Page::hold_time);
    let reply = host.ask(&json!({ "type": "train", "epochs": 100_000 }));
    assert_eq!(text(&reply, "epoch"), "100000", "{reply}");
}

#[test]
fn sets_in_a_row_all_count_and_are_all_answered() {
    let host = Host::across("embed=1");
    host.page
        .script("window.asked = ['w=3', 'b=4', 'w=wrong', 'x=5', 'w=6'].map((state) => ask({ type: 'set', state }));");
    host.page.until("all are answered", "asked.every((re) => heard.some(({ data }) => data.re === re))");
    let mut replies: Vec<(i64, bool, Option<String>)> = host
        .heard("reply")
        .iter()
        .map(|reply| {
            (reply["re"].as_i64().expect("a number"), reply["ok"] == true, reply["result"].as_str().map(str::to_owned))
        })
        .collect();
    replies.sort();
    // An answer says how the frame stands when it is given: after its own order, and after those that have come meanwhile.
    // Only WebKit hands on messages so slowly that some come later.
    let is_slow = Engine::current() == Engine::WebKit;
    let after = ["w=3", "w=3&b=4", "w=3&b=4", "w=3&b=4&x=5", "w=6&b=4&x=5"];
    for (at, (re, ok, result)) in replies.iter().enumerate() {
        assert_eq!((*re, *ok, result.is_some()), (at as i64 + 1, at != 2, at != 2), "{replies:?}");
        let possible = &after[if is_slow { at } else { after.len() - 1 }..];
        assert!(result.as_deref().is_none_or(|result| possible.contains(&result)), "{replies:?}");
    }
    assert_eq!(replies.len(), after.len(), "{replies:?}");
    // What is asked after an order sees what the order did.
    host.page.script("tell({ type: 'set', state: 'w=7' }); window.get = ask({ type: 'get' });");
    host.page.until("it is answered", "heard.some(({ data }) => data.re === get)");
    assert_eq!(
        host.heard("reply").last().map(|reply| text(reply, "result").to_owned()),
        Some("w=7&b=4&x=5".to_owned())
    );
    for (question, order) in [
        ("type: 'predict', x: '1'", "tell({ type: 'set', state: 'w=2&b=1&act=linear' });"),
        ("type: 'describe'", "tell({ type: 'set', state: 'w=9' });"),
    ] {
        host.page.script(&format!("{order} window.asked = ask({{ {question} }});"));
        host.page.until("it is answered", "heard.some(({ data }) => data.type === 'reply' && data.re === asked)");
    }
    let replies = host.heard("reply");
    let results: Vec<_> = replies.iter().rev().filter_map(|reply| reply["result"].as_str()).collect();
    assert!(results.contains(&"3"), "{results:?}");
    assert!(results.iter().any(|result| result.starts_with("With w = 9 ")), "{results:?}");
}

#[test]
fn a_frame_off_the_screen_answers_all_the_same() {
    let host = Host::across(&format!("embed=1&view=train&{RECIPE}"));
    host.page.script("document.querySelector('iframe').style.marginTop = '20000px'; scrollTo(0, 0);");
    host.page.drawn();
    let reply = host.ask(&json!({ "type": "set", "state": "w=0&b=0" }));
    assert_eq!(reply["ok"], true);
    let reply = host.ask(&json!({ "type": "train", "epochs": 3 }));
    assert_eq!(text(&reply, "epoch"), "3");
    let reply = host.ask(&json!({ "type": "train", "epochs": 1000 }));
    assert_eq!(text(&reply, "epoch"), "1003");
}

#[test]
fn a_reset_goes_back_to_how_the_frame_opened_and_ends_a_training() {
    let host = Host::across(&format!("embed=1&view=train&{RECIPE}"));
    let start = host.state();
    host.page.script("window.training = ask({ type: 'train', epochs: 100000 });");
    host.until_heard("train");
    let reply = host.ask(&json!({ "type": "reset" }));
    assert_eq!(text(&reply, "result"), start);
    host.page
        .until("the training is answered", "heard.some(({ data }) => data.type === 'reply' && data.re === training)");
    host.settle();
    assert_eq!(host.state(), start);
    host.inside(|page: &Page| assert_eq!(page.value("w"), -1.03));
}
