//! How often something is told, and how much is heard.

use browser_tests::Host;
use serde_json::json;

use super::{RECIPE, settle, text};

/// Keeps when messages are sent, by the clock of who sends them: a host that is busy hears many at once. Only a host of the
/// same origin lets itself be listened to like this.
const RECORD: &str = "window.sent = [];
    const send = parent.postMessage.bind(parent);
    parent.postMessage = (message, target) => {
        sent.push({ type: message.type, at: performance.now() });
        send(message, target);
    };";

/// When messages of a type were sent, in milliseconds.
fn times(host: &Host, kind: &str) -> Vec<f64> {
    host.inside(|page| page.eval(&format!("sent.filter(({{ type }}) => type === '{kind}').map(({{ at }}) => at)")))
}

/// Asserts that no second has more messages than this; one more may slip over the edge of a second.
fn check_rate(times: &[f64], most: usize, at_least: usize) {
    assert!(times.len() >= at_least, "only {} messages", times.len());
    for window in times.windows(most + 2) {
        let took = window[most + 1] - window[0];
        assert!(took >= 950.0, "{} messages in {took} ms", most + 2);
    }
}

#[test]
fn input_is_told_at_most_60_times_a_second_however_fast_a_hand_is() {
    let host = Host::beside("embed=1");
    host.inside(|page| page.script(RECORD));
    host.forget();
    // Far more often than any screen draws, for a second and a half.
    host.inside(|page| {
        page.run_async::<bool>(
            "const end = performance.now() + 1500;
            let at = 0;
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
                id('w').value = (at++ % 200) / 20 - 5;
                id('w').dispatchEvent(new Event('input', { bubbles: true }));
                if (performance.now() < end) port2.postMessage(0);
                else { id('w').dispatchEvent(new Event('change', { bubbles: true })); done(true); }
            };
            port2.postMessage(0);",
        )
    });
    host.until_heard("change");
    settle(&host);
    check_rate(&times(&host, "input"), 60, 10);
    assert_eq!(times(&host, "change").len(), 1);
    let last = host.heard("input").last().map(|message| text(message, "w").to_owned());
    assert_eq!(last.as_deref(), Some(host.heard("change")[0]["w"].as_str().expect("text")), "the last one is told");
}

#[test]
fn training_is_told_at_most_ten_times_a_second() {
    let host = Host::beside(&format!("embed=1&view=train&{RECIPE}"));
    host.inside(|page| page.script(RECORD));
    host.forget();
    let _ = host.ask(&json!({ "type": "train", "epochs": 2000 }));
    settle(&host);
    check_rate(&times(&host, "train"), 10, 5);
    assert_eq!(times(&host, "input"), [] as [f64; 0], "training is no input");
}

#[test]
fn of_a_flood_two_hundred_are_heard_and_one_complaint_is_made() {
    let host = Host::across("embed=1");
    host.page.run_async::<bool>("setTimeout(() => done(true), 1001);");
    host.forget();
    host.page.script("for (let at = 0; at < 1000; at++) tell({ type: 'get', re: 1000 + at });");
    host.page.until("the page complains", "heard.some(({ data }) => data.type === 'error')");
    host.page.drawn();
    let replies = host.heard("reply").len();
    let errors = host.heard("error");
    assert_eq!((replies, errors.len()), (200, 1), "{errors:?}");
    assert_eq!(text(&errors[0], "code"), "too-many");
    assert!(text(&errors[0], "message").contains("200"), "{errors:?}");
    // Later it listens again.
    host.page.until("a second has passed", "performance.now() > heard[0].at + 1100");
    assert_eq!(host.state(), "");
}

#[test]
fn two_hundred_orders_in_one_frame_change_the_page_once() {
    let host = Host::across("embed=1");
    host.page.run_async::<bool>("setTimeout(() => done(true), 1001);");
    host.forget();
    host.page.script("for (let at = 0; at < 150; at++) tell({ type: 'set', state: `w=${at / 100}`, re: 1000 + at });");
    host.page.until("all are answered", "heard.filter(({ data }) => data.type === 'reply').length === 150");
    settle(&host);
    assert!(host.heard("reply").iter().all(|reply| reply["ok"] == true));
    // Messages may be handed over in a few portions.
    assert!(host.heard("input").len() <= 10, "{} messages", host.heard("input").len());
    assert_eq!(host.state(), "w=1.49");
    // And for the reader they are few steps back.
    let steps = host.inside(|page| {
        let mut steps = 0;
        while !page.eval::<bool>("id('undo').disabled") {
            page.click("#undo");
            steps += 1;
        }
        steps
    });
    assert!((1..=10).contains(&steps), "{steps}");
}
