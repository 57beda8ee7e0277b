//! A mouse and a finger, through the browser's own input.

use serde_json::json;
use thirtyfour::common::command::Command;

use crate::{Engine, Page};

/// A rectangle in the window, in CSS pixels.
type Box = [f64; 4];

impl Page {
    /// The left, top, width and height of the first element that matches, scrolled into view.
    #[must_use]
    pub fn place(&self, selector: &str) -> Box {
        // What the last act moves has moved: only Chromium puts that before a click that follows.
        if self.engine != Engine::Chromium {
            self.drawn();
        }
        let place = self.run(&format!(
            "const element = document.querySelector(`{selector}`);
            element.scrollIntoView({{ block: 'nearest', behavior: 'instant' }});
            const {{ x, y, width, height }} = element.getBoundingClientRect();
            return [x, y, width, height];"
        ));
        // Scrolling into view may have moved the frame in its host.
        self.find_corner();
        place
    }

    /// The middle of the first element that matches, in the window.
    #[must_use]
    pub fn middle(&self, selector: &str) -> (f64, f64) {
        let [x, y, width, height] = self.place(selector);
        (x + width / 2.0, y + height / 2.0)
    }

    /// Where data of a plot lies in the window.
    #[must_use]
    pub fn point(&self, plot: &str, x: f64, y: f64) -> (f64, f64) {
        let [left, top, ..] = self.place(&format!("#plot-{plot}"));
        let (px, py) = self.plot(plot).pixel_at(x, y);
        (left + px, top + py)
    }

    /// Clicks on the first element that matches.
    pub fn click(&self, selector: &str) {
        self.drag(&[self.middle(selector)]);
    }

    /// Presses the left button at the first place, passes through the others and lets go at the last.
    pub fn drag(&self, places: &[(f64, f64)]) {
        let (first, last) = (places[0], places[places.len() - 1]);
        self.press(first);
        for pair in places.windows(2) {
            self.draw_to(pair[0], pair[1]);
        }
        self.release(last);
    }

    /// Moves the pointer to a place and presses the left button.
    pub fn press(&self, place: (f64, f64)) {
        self.mouse("mouseMoved", place, 0);
        self.mouse("mousePressed", place, 1);
    }

    /// Moves the pointer with the button held.
    pub fn move_to(&self, place: (f64, f64)) {
        self.mouse("mouseMoved", place, 1);
    }

    /// Lets the button go.
    pub fn release(&self, place: (f64, f64)) {
        self.mouse("mouseReleased", place, 0);
    }

    /// Drags the thumb of a slider until it stands at a value, as a hand with an eye on the number does.
    pub fn drag_slider(&self, name: &str, value: f64) {
        const THUMB: f64 = 24.0;
        let [left, top, width, height] = self.place(&format!("#{name}"));
        let [min, max, now]: [f64; 3] =
            self.eval(&format!("[id('{name}').min, id('{name}').max, id('{name}').value].map(Number)"));
        let grain = (max - min) / (width - THUMB);
        let place = |at: f64| (left + THUMB / 2.0 + (at - min) / grain, top + height / 2.0);
        let (start, mut aim) = (place(now), place(value));
        self.press(start);
        self.draw_to(start, aim);
        for _ in 0..20 {
            // Firefox hands a move on with the next frame.
            self.drawn();
            let off = self.value(name) - value;
            if off == 0.0 {
                break;
            }
            // Not all the way: where places are whole pixels, it could go to and fro over the value for ever.
            aim.0 -= 0.7 * off / grain;
            self.move_to(aim);
        }
        self.release(aim);
        assert_eq!(self.value(name), value, "where the slider {name} was dragged to");
    }

    /// Touches a place with one finger.
    pub fn touch(&self, place: (f64, f64)) {
        self.finger("touchStart", &[place]);
    }

    /// Moves the finger there in small steps.
    pub fn swipe(&self, from: (f64, f64), to: (f64, f64)) {
        for place in between(from, to) {
            self.finger("touchMove", &[place]);
        }
    }

    /// Lifts the finger.
    pub fn lift(&self) {
        self.finger("touchEnd", &[]);
    }

    /// The fingers that are on the screen now, each with a number of its own: what is new is put down, what is no longer
    /// there is lifted, and what is elsewhere has moved.
    pub fn fingers(&self, now: &[(u8, (f64, f64))]) {
        let (left, top) = self.corner.get();
        let held = self.fingers_held.replace(now.iter().map(|(id, _)| *id).collect());
        let kind = match now {
            [] => "touchEnd",
            now if now.iter().any(|(id, _)| !held.contains(id)) => "touchStart",
            _ => "touchMove",
        };
        let points: Vec<_> = now.iter().map(|(id, (x, y))| json!({ "x": left + x, "y": top + y, "id": id })).collect();
        self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    }

    /// Tells the page that the system has taken all fingers away, as it does for a call or a gesture of its own.
    pub fn take_fingers(&self) {
        self.finger("touchCancel", &[]);
    }

    fn draw_to(&self, from: (f64, f64), to: (f64, f64)) {
        for place in between(from, to) {
            self.move_to(place);
        }
    }

    fn mouse(&self, kind: &str, (x, y): (f64, f64), buttons: u8) {
        if self.engine != Engine::Chromium {
            return self.pointer(kind, (x, y));
        }
        let button = if kind == "mouseMoved" && buttons == 0 { "none" } else { "left" };
        let (left, top) = self.corner.get();
        let event =
            json!({ "type": kind, "x": left + x, "y": top + y, "button": button, "buttons": buttons, "clickCount": 1 });
        self.devtools("Input.dispatchMouseEvent", event);
    }

    /// The same through WebDriver, which knows whole pixels inside the window and counts them from the corner of the frame, or
    /// in WebKit from that of the window.
    fn pointer(&self, kind: &str, (x, y): (f64, f64)) {
        let (left, top) = if self.engine == Engine::WebKit { self.corner.get() } else { (0.0, 0.0) };
        let (x, y) = (left + x, top + y);
        let moved = json!({ "type": "pointerMove", "duration": 0, "x": x.round().max(0.0), "y": y.round().max(0.0) });
        let steps = match kind {
            "mouseMoved" => json!([moved]),
            "mousePressed" => json!([moved, { "type": "pointerDown", "button": 0 }]),
            _ => json!([moved, { "type": "pointerUp", "button": 0 }]),
        };
        // The name that thirtyfour gives to the pointer beside its keys.
        let mouse =
            json!({ "type": "pointer", "id": "pointer", "parameters": { "pointerType": "mouse" }, "actions": steps });
        self.wait(self.driver.cmd(Command::PerformActions(json!([mouse]).into()))).expect("a pointer");
    }

    fn finger(&self, kind: &str, places: &[(f64, f64)]) {
        let (left, top) = self.corner.get();
        let points: Vec<_> = places.iter().map(|(x, y)| json!({ "x": left + x, "y": top + y })).collect();
        self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    }
}

/// Places on the way, the last one included.
fn between(from: (f64, f64), to: (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    const STEPS: u8 = 6;
    (1..=STEPS).map(move |step| {
        let share = f64::from(step) / f64::from(STEPS);
        (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
    })
}
