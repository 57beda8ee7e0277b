//! Chromium without a window, and the DevTools protocol that measures what it does.
//!
//! The protocol runs over a pipe: JSON, each message ended by a zero byte. The browser ends when the pipe does.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{Outcome, root};

/// Far longer than anything that is measured takes, on any machine.
const DEADLINE: Duration = Duration::from_secs(600);

/// How long a browser that was asked to close may take before it is killed.
const GOODBYE: Duration = Duration::from_secs(10);

/// What the browser needs to start at once, in silence, without a screen, as any user.
const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-extensions",
    "--remote-debugging-pipe",
];

/// Frames as fast as they can be made, in place of sixty a second.
pub(crate) const NO_FRAME_CAP: [&str; 2] = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];

/// Puts the browser in the shell's place; it takes orders on its third and answers on its fourth stream.
const EXEC: &str = r#"exec "$0" "$@" 3<&0 4>&1 < /dev/null > /dev/null 2> /dev/null"#;

/// Runs in every page before its own scripts: the hand that moves the sliders.
const HAND: &str = include_str!("../../../benches/browser/hand.js");

/// A browser and its profile; both are gone when this is dropped.
pub(crate) struct Chromium {
    process: Child,
    profile: PathBuf,
    orders: ChildStdin,
    answers: Receiver<Value>,
    /// The number of the last order.
    last: u64,
}

impl Chromium {
    pub(crate) fn open(chromium: &Path, flags: &[&str]) -> Outcome<Self> {
        // Also what an earlier run may have left that was killed.
        let profile = root().join("target/bench-profile");
        let _ = fs::remove_dir_all(&profile);
        let mut profile_flag = OsString::from("--user-data-dir=");
        profile_flag.push(&profile);
        let failed = |why: &str| format!("{} did not start: {why}", chromium.display());
        let mut shell = Command::new("sh");
        shell.args(["-c", EXEC]).arg(chromium).args(FLAGS).args(flags).arg(profile_flag).arg("about:blank");
        shell.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = shell.spawn().map_err(|error| failed(&error.to_string()))?;
        let streams = process.stdin.take().zip(process.stdout.take());
        let (orders, output) = streams.ok_or_else(|| failed("it has no pipe"))?;
        let (sender, answers) = mpsc::channel();
        thread::spawn(move || listen(output, &sender));
        Ok(Self { process, profile, orders, answers, last: 0 })
    }

    /// The name and version of the browser, as it says them itself.
    pub(crate) fn version(&mut self) -> Outcome<String> {
        let version = self.call(None, "Browser.getVersion", json!({}))?;
        Ok(version["product"].as_str().unwrap_or("Chromium").replace('/', " "))
    }

    /// A window of 1000×700 CSS pixels with nothing in its cache.
    pub(crate) fn tab(&mut self) -> Outcome<Tab<'_>> {
        let context = self.call(None, "Target.createBrowserContext", json!({}))?["browserContextId"].clone();
        let target = json!({ "url": "about:blank", "browserContextId": context });
        let target = self.call(None, "Target.createTarget", target)?["targetId"].clone();
        let session = json!({ "targetId": target, "flatten": true });
        let session = self.call(None, "Target.attachToTarget", session)?["sessionId"].clone();
        let mut tab = Tab { chromium: self, context, session };
        let size = json!({ "width": 1000, "height": 700, "deviceScaleFactor": 1, "mobile": false });
        tab.call("Emulation.setDeviceMetricsOverride", size)?;
        // Needed for a script in every new document.
        tab.call("Page.enable", json!({}))?;
        tab.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": HAND }))?;
        tab.call("Performance.enable", json!({}))?;
        Ok(tab)
    }

    /// Sends an order and waits for its answer. Events are not listened to.
    fn call(&mut self, session: Option<&Value>, method: &str, parameters: Value) -> Outcome<Value> {
        self.last += 1;
        let mut order = json!({ "id": self.last, "method": method, "params": parameters });
        if let Some(session) = session {
            order["sessionId"] = session.clone();
        }
        let sent = self.orders.write_all(format!("{order}\0").as_bytes()).and_then(|()| self.orders.flush());
        sent.map_err(|error| format!("the browser is out of reach at {method}: {error}"))?;
        let end = Instant::now() + DEADLINE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let mut answer = self
                .answers
                .recv_timeout(left)
                .map_err(|error| format!("the browser did not answer {method}: {error}"))?;
            if answer["id"] == self.last {
                return match answer.get("error") {
                    Some(error) => Err(format!("the browser refused {method}: {error}")),
                    None => Ok(answer["result"].take()),
                };
            }
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Asked to close, it ends its helpers first, and they write into the profile until then.
        let _ = self.call(None, "Browser.close", json!({}));
        let end = Instant::now() + GOODBYE;
        while self.answers.recv_timeout(end.saturating_duration_since(Instant::now())).is_ok() {}
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// Passes on what the browser says until it ends.
fn listen(output: ChildStdout, sender: &Sender<Value>) {
    for message in BufReader::new(output).split(0).map_while(Result::ok) {
        if let Ok(message) = serde_json::from_slice(&message)
            && sender.send(message).is_err()
        {
            return;
        }
    }
}

/// A window with one page, closed when this is dropped.
pub(crate) struct Tab<'a> {
    chromium: &'a mut Chromium,
    context: Value,
    session: Value,
}

impl Tab<'_> {
    pub(crate) fn call(&mut self, method: &str, parameters: Value) -> Outcome<Value> {
        self.chromium.call(Some(&self.session), method, parameters)
    }

    /// Goes to an address. The page may still be loading.
    pub(crate) fn go(&mut self, url: &str) -> Outcome {
        match self.call("Page.navigate", json!({ "url": url }))?.get("errorText") {
            Some(error) => Err(format!("{url} cannot be opened: {error}")),
            None => Ok(()),
        }
    }

    /// The value of a JavaScript expression, or of its promise.
    pub(crate) fn eval(&mut self, expression: &str) -> Outcome<Value> {
        let parameters = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call("Runtime.evaluate", parameters)?;
        match answer.get("exceptionDetails") {
            Some(details) => {
                let text = details["exception"]["description"].as_str().or(details["text"].as_str());
                Err(format!("the page failed: {}\nin {expression}", text.unwrap_or("without a word")))
            }
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// The number that a JavaScript expression, or its promise, gives.
    pub(crate) fn number(&mut self, expression: &str) -> Outcome<f64> {
        let value = self.eval(expression)?;
        value.as_f64().ok_or_else(|| format!("not a number but {value}: {expression}"))
    }

    /// The picture on the screen, as base64 of a PNG.
    pub(crate) fn screenshot(&mut self) -> Outcome<String> {
        let answer = self.call("Page.captureScreenshot", json!({}))?;
        answer["data"].as_str().map(str::to_owned).ok_or_else(|| "the browser made no screenshot.".to_owned())
    }

    /// What the browser counts of this page.
    pub(crate) fn metrics(&mut self) -> Outcome<Metrics> {
        self.call("Performance.getMetrics", json!({})).map(Metrics)
    }

    /// The same once everything is gone that nobody needs.
    pub(crate) fn metrics_of_what_is_kept(&mut self) -> Outcome<Metrics> {
        self.call("HeapProfiler.collectGarbage", json!({}))?;
        self.metrics()
    }

    /// Does `work` in the page; says how long its main thread was busy with it, and what came out.
    pub(crate) fn busy<T>(&mut self, work: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<(Busy, T)> {
        let before = self.metrics()?;
        let result = work(self)?;
        let after = self.metrics()?;
        let milliseconds = |name| Ok::<_, String>(1000.0 * (after.read(name)? - before.read(name)?));
        Ok((Busy { tasks: milliseconds("TaskDuration")?, processor: milliseconds("ThreadTime")? }, result))
    }
}

/// How long a main thread was busy, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Busy {
    /// By the clock on the wall, within its tasks. It grows when other programs are given the processor meanwhile.
    pub(crate) tasks: f64,
    /// On the processor. The browser counts it in steps of some milliseconds.
    pub(crate) processor: f64,
}

impl Drop for Tab<'_> {
    fn drop(&mut self) {
        // A browser that is gone has no windows.
        let _ = self.chromium.call(None, "Target.disposeBrowserContext", json!({ "browserContextId": self.context }));
    }
}

/// What `Performance.getMetrics` answers: numbers with names.
#[derive(Debug)]
pub(crate) struct Metrics(Value);

impl Metrics {
    pub(crate) fn read(&self, name: &str) -> Outcome<f64> {
        let metrics = self.0["metrics"].as_array();
        let found = metrics.and_then(|metrics| metrics.iter().find(|metric| metric["name"] == name));
        found.and_then(|metric| metric["value"].as_f64()).ok_or_else(|| format!("the browser does not count {name}."))
    }
}

#[cfg(test)]
mod tests {
    use super::Metrics;
    use serde_json::json;

    #[test]
    fn a_metric_is_found_by_its_name() {
        let metrics =
            Metrics(json!({ "metrics": [{ "name": "Nodes", "value": 44 }, { "name": "Frames", "value": 1 }] }));
        assert_eq!(metrics.read("Frames"), Ok(1.0));
        assert_eq!(metrics.read("Fish").unwrap_err(), "the browser does not count Fish.");
    }
}
