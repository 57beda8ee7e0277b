//! How often something is told, and how much is heard: by a clock that the test moves, so that no machine is too slow for it.

use browser_tests::{Host, Page};

use super::{RECIPE, text};

/// From now on time passes for the page in the frame only when it is told to, and what is sent is kept with its time. Only a
/// host of the same origin lets itself be listened to like this. WebDriver has timers in the frame, too, and goes on; in Firefox
/// its scripts have a `Date` of their own, too, beside that of the window.
const CLOCK: &str = "let [now, last] = [window.Date.now(), 1e6];
    const timers = new Map();
    window.Date.now = () => now;
    const wait = window.setTimeout;
    window.setTimeout = (work, delay = 0, ...more) => {
        if (!new Error().stack.includes('/wxplusb-')) return wait(work, delay, ...more);
        // As in browsers, at least a millisecond.
        timers.set(++last, { due: now + Math.max(1, delay), work });
        return last;
    };
    window.pass = (milliseconds) => {
        const end = now + milliseconds;
        for (;;) {
            const due = [...timers].filter(([, timer]) => timer.due <= end).sort(([, a], [, b]) => a.due - b.due)[0];
            if (!due) break;
            timers.delete(due[0]);
            now = Math.max(now, due[1].due);
            due[1].work();
        }
        now = end;
    };
    window.sent = [];
    const send = parent.postMessage.bind(parent);
    parent.postMessage = (message, target) => {
        sent.push({ type: message.type, at: now });
        send(message, target);
    };";

/// When messages of a type were sent, in milliseconds.
fn times(page: &Page, kind: &str) -> Vec<f64> {
    page.eval(&format!("sent.filter(({{ type }}) => type === '{kind}').map(({{ at }}) => at)"))
}

/// Asserts that no second has more messages than this, and that it is not far fewer.
fn check_rate(times: &[f64], most: usize, seconds: f64) {
    for window in times.windows(most + 1) {
        let took = window[most] - window[0];
        assert!(took >= 1000.0, "{} messages in {took} ms", most + 1);
    }
    let least = most as f64 * seconds / 2.0;
    assert!(times.len() as f64 >= least, "only {} messages in {seconds} s", times.len());
}

#[test]
fn input_is_told_at_most_60_times_a_second_however_fast_a_hand_is() {
    let host = Host::beside("embed=1");
    host.forget();
    host.inside(|page| {
        page.script(CLOCK);
        // A move in every millisecond, for a second and a half.
        page.run_async::<bool>(
            "let at = 0;
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
                pass(1);
                const is_last = ++at === 1500;
                id('w').value = (at % 200) / 20 - 5;
                id('w').dispatchEvent(new Event(is_last ? 'change' : 'input', { bubbles: true }));
                if (!is_last) port2.postMessage(0);
                else port1.onmessage = () => { pass(1000); done(true); }, port2.postMessage(0);
            };
            port2.postMessage(0);",
        );
        check_rate(&times(page, "input"), 60, 1.5);
        assert_eq!(times(page, "change").len(), 1);
    });
    host.until_heard("change");
    let last = host.heard("input").last().map(|message| text(message, "w").to_owned());
    assert_eq!(last.as_deref(), Some(host.heard("change")[0]["w"].as_str().expect("text")), "the last one is told");
}

#[test]
fn training_is_told_at_most_ten_times_a_second() {
    let host = Host::beside(&format!("embed=1&view=train&{RECIPE}"));
    host.inside(|page| page.script(CLOCK));
    host.forget();
    host.page.script("tell({ type: 'train', epochs: 2000, re: 'run' });");
    host.inside(|page| {
        // About sixty frames a second, a hundred in a script: how long one may take is limited.
        let is_over = (0..100).any(|_| {
            page.run_async::<bool>(
                "let left = 100;
                const frame = () => {
                    pass(16);
                    const is_over = sent.some(({ type }) => type === 'reply');
                    if (is_over || --left === 0) done(is_over);
                    else requestAnimationFrame(frame);
                };
                frame();",
            )
        });
        assert!(is_over, "the run ends");
        page.script("pass(1000);");
        check_rate(&times(page, "train"), 10, 1.5);
        assert_eq!(times(page, "input"), [] as [f64; 0], "training is no input");
    });
}

/// Lets a second pass by the clock of the frame.
fn pass_a_second(host: &Host) {
    host.inside(|page| page.script("const { now } = window.Date; window.Date.now = () => now() + 1001;"));
}

#[test]
fn of_a_flood_two_hundred_are_heard_and_one_complaint_is_made() {
    let host = Host::across("embed=1");
    // The second after this one lasts until all are heard, however slow the machine.
    host.inside(|page| page.script("const later = window.Date.now() + 1001; window.Date.now = () => later;"));
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
    pass_a_second(&host);
    assert_eq!(host.state(), "");
}

#[test]
fn many_orders_at_once_change_the_page_a_few_times() {
    let host = Host::across("embed=1");
    pass_a_second(&host);
    host.forget();
    host.page.script("for (let at = 0; at < 150; at++) tell({ type: 'set', state: `w=${at / 100}`, re: 1000 + at });");
    host.page.until("all are answered", "heard.filter(({ data }) => data.type === 'reply').length === 150");
    host.settle();
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
