//! The monkey whose hand is the browser's own: a mouse, a finger, keys, another density, other colours of the system.

use browser_tests::{Key, Page, Screen};

const KEYS: [Key; 11] = [
    Key::Up,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
    Key::Tab,
    Key::Enter,
    Key::Escape,
];
const TEXTS: [&str; 8] = ["1,5", "abc", "-2.5", "1e9", "", "--", "0", "np.array([[7]])"];
/// A finger that goes farther sideways means the history: back or forward.
const FARTHEST: f64 = 120.0;

/// Does an act and says what it was.
pub(super) fn act(page: &Page, number: u32) -> String {
    let [kind, a, b, c]: [f64; 4] =
        page.eval(&format!("(monkey.begin({number}), Array.from({{ length: 4 }}, monkey.random))"));
    let place = |kinds: &str| -> Option<(String, (f64, f64))> {
        let (name, x, y): (String, f64, f64) = page.eval::<Option<_>>(&format!("monkey.target('{kinds}')"))?;
        Some((name, (x, y)))
    };
    let by = |share: f64| (2.0 * share - 1.0) * FARTHEST;
    let pressed = match kind {
        ..0.3 => place("button, summary, input[type=checkbox], input[type=radio]").map(|(name, at)| {
            page.drag(&[at]);
            format!("press {name}")
        }),
        ..0.5 => place(".grip, .plot, input[type=range]").map(|(name, at)| {
            let to = (at.0 + 4.0 * by(a), at.1 + 4.0 * by(b));
            page.drag(&[at, to]);
            format!("drag {name} from {at:?} to {to:?}")
        }),
        ..0.6 => place(".grip, .plot, input[type=range]").map(|(name, at)| {
            let to = (at.0 + by(a), at.1 + by(b));
            page.touch(at);
            page.swipe(at, to);
            page.lift();
            format!("swipe {name} from {at:?} to {to:?}")
        }),
        ..0.8 => place("input[type=range], input[type=text], [role=tab], select").map(|(name, at)| {
            let key = KEYS[(a * KEYS.len() as f64) as usize].clone();
            // A menu that is open takes all keys to itself.
            page.script(&format!("document.elementFromPoint({}, {})?.focus();", at.0, at.1));
            page.hold(key.clone(), 1 + (b * 3.0) as usize);
            format!("key {key:?} on {name}")
        }),
        ..0.9 => place("input[type=text], textarea:not([readonly])").map(|(name, at)| {
            let text = TEXTS[(a * TEXTS.len() as f64) as usize];
            page.drag(&[at]);
            page.chord(Key::Control, 'a');
            page.type_text(text);
            page.keys([if b < 0.5 { Key::Enter } else { Key::Tab }]);
            format!("type {text:?} into {name}")
        }),
        ..0.95 => {
            // A field has an undo of its own, of letters that are not entered yet.
            page.script("document.activeElement?.blur();");
            page.chord(Key::Control, if a < 0.7 { 'z' } else { 'y' });
            Some("undo or redo".to_owned())
        }
        ..0.98 => {
            // Under DevTools, Chromium tells a frame of another density only when its size changes too.
            let (width, density) = [(1280, 1.0), (1000, 1.5), (700, 2.0)][(a * 3.0) as usize];
            page.resize(Screen { width, height: 2400, density });
            Some("another density".to_owned())
        }
        _ => {
            page.pretend("", &[("prefers-color-scheme", if c < 0.5 { "dark" } else { "light" })]);
            Some("other colours".to_owned())
        }
    };
    pressed.unwrap_or_else(|| "nothing of that kind".to_owned())
}
