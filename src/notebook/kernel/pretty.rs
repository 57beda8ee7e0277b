//! The value of a last line, as IPython shows it.
//!
//! Follows `IPython/lib/pretty.py` of IPython 9: a list or tuple that is longer than a line, or holds what has several lines,
//! is broken after its commas, the outermost first.

use std::collections::VecDeque;
use std::mem;

use super::LONGEST_OUTPUT;
use super::value::Value;

/// Lines are broken to stay within so many characters.
const LINE_WIDTH: usize = 79;
/// Of more items only these are shown.
const MOST_ITEMS: usize = 1000;

/// What a cell shows that ends in this value; nothing for values that this page does not print.
pub(super) fn pretty(value: &Value, precision: usize) -> Option<String> {
    let mut printer = Printer {
        text: String::new(),
        width: 0,
        waiting: VecDeque::new(),
        waiting_width: 0,
        indent: 0,
        groups: vec![Group::default()],
        open: vec![0],
        queue: vec![vec![0]],
    };
    printer.value(value, precision)?;
    printer.flush();
    Some(printer.text)
}

/// What is broken into lines together, or not at all.
#[derive(Default)]
struct Group {
    depth: usize,
    /// How many of its blanks wait.
    blanks: usize,
    is_broken: bool,
}

enum Piece {
    Text(String),
    /// Where a line may end, in a group, with the indent of the next line.
    Blank(usize, usize),
}

struct Printer {
    text: String,
    /// Of the last line of the text.
    width: usize,
    /// What goes into the text when it is known where its lines end.
    waiting: VecDeque<Piece>,
    waiting_width: usize,
    indent: usize,
    groups: Vec<Group>,
    /// The groups that have begun and not ended, by their place in `groups`.
    open: Vec<usize>,
    /// Those that may still be broken, by their depth.
    queue: Vec<Vec<usize>>,
}

impl Printer {
    fn value(&mut self, value: &Value, precision: usize) -> Option<()> {
        self.begin("", 0);
        match value {
            Value::List(items) => self.items(("[", "]"), items, precision)?,
            Value::Tuple(items) => self.items(("(", ")"), items, precision)?,
            // IPython leaves out that it is an object.
            Value::History => self.write("<keras.src.callbacks.history.History at 0x…>"),
            other => {
                for (i, line) in other.repr(precision)?.split('\n').enumerate() {
                    if i > 0 {
                        if let Some(group) = self.outermost() {
                            self.break_group(group);
                        }
                        self.end_line();
                    }
                    self.write(line);
                }
            }
        }
        self.end("", 0);
        Some(())
    }

    fn items(&mut self, (open, close): (&str, &str), items: &[Value], precision: usize) -> Option<()> {
        self.begin(open, 1);
        for (i, item) in items.iter().take(MOST_ITEMS).enumerate() {
            if i > 0 {
                self.write(",");
                self.blank();
            }
            self.value(item, precision)?;
        }
        if items.len() > MOST_ITEMS {
            self.write(",");
            self.blank();
            self.write("...");
        }
        if items.len() == 1 && close == ")" {
            self.write(",");
        }
        self.end(close, 1);
        Some(())
    }

    fn begin(&mut self, open: &str, indent: usize) {
        self.write(open);
        let (depth, group) = (self.open.len(), self.groups.len());
        self.groups.push(Group { depth, ..Group::default() });
        self.open.push(group);
        if self.queue.len() <= depth {
            self.queue.resize(depth + 1, Vec::new());
        }
        self.queue[depth].push(group);
        self.indent += indent;
    }

    fn end(&mut self, close: &str, indent: usize) {
        self.indent -= indent;
        if let Some(group) = self.open.pop().filter(|group| self.groups[*group].blanks == 0) {
            self.forget(group);
        }
        self.write(close);
    }

    fn write(&mut self, text: &str) {
        let width = text.chars().count();
        if self.waiting.is_empty() {
            self.put(text);
            self.width += width;
            return;
        }
        self.waiting.push_back(Piece::Text(text.to_owned()));
        self.waiting_width += width;
        self.break_what_is_too_long();
    }

    fn blank(&mut self) {
        let group = self.open.last().copied().unwrap_or_default();
        if self.groups[group].is_broken {
            return self.end_line();
        }
        self.groups[group].blanks += 1;
        self.waiting.push_back(Piece::Blank(group, self.indent));
        self.waiting_width += 1;
        self.break_what_is_too_long();
    }

    fn end_line(&mut self) {
        self.flush();
        self.put_line(self.indent);
    }

    fn break_what_is_too_long(&mut self) {
        while self.width + self.waiting_width > LINE_WIDTH {
            let Some(group) = self.outermost() else { return };
            self.break_group(group);
        }
    }

    /// The outermost group that waits with a blank, now to be broken. Groups further out that have none so far will be, too.
    fn outermost(&mut self) -> Option<usize> {
        for level in &mut self.queue {
            if let Some(at) = level.iter().rposition(|group| self.groups[*group].blanks > 0) {
                let group = level[at];
                // As IPython does it: the place is counted from the other end.
                level.remove(level.len() - 1 - at);
                self.groups[group].is_broken = true;
                return Some(group);
            }
            for group in mem::take(level) {
                self.groups[group].is_broken = true;
            }
        }
        None
    }

    fn break_group(&mut self, group: usize) {
        while self.groups[group].blanks > 0 || matches!(self.waiting.front(), Some(Piece::Text(_))) {
            let Some(piece) = self.waiting.pop_front() else { return };
            self.waiting_width -= self.put_piece(piece);
        }
    }

    fn flush(&mut self) {
        for piece in mem::take(&mut self.waiting) {
            self.put_piece(piece);
        }
        self.waiting_width = 0;
    }

    /// Puts a piece into the text, and tells how long it was while it waited.
    fn put_piece(&mut self, piece: Piece) -> usize {
        let (group, indent) = match piece {
            Piece::Text(text) => {
                self.put(&text);
                let width = text.chars().count();
                self.width += width;
                return width;
            }
            Piece::Blank(group, indent) => (group, indent),
        };
        self.groups[group].blanks -= 1;
        if self.groups[group].is_broken {
            self.put_line(indent);
        } else {
            if self.groups[group].blanks == 0 {
                self.forget(group);
            }
            self.put(" ");
            self.width += 1;
        }
        1
    }

    fn put_line(&mut self, indent: usize) {
        self.put("\n");
        self.put(&" ".repeat(indent));
        self.width = indent;
    }

    /// What is longer than any output is not finished: it is refused as it is.
    fn put(&mut self, text: &str) {
        if self.text.len() <= LONGEST_OUTPUT {
            self.text += text;
        }
    }

    fn forget(&mut self, group: usize) {
        self.queue[self.groups[group].depth].retain(|other| *other != group);
    }
}

#[cfg(test)]
mod tests {
    use super::pretty;
    use crate::nn::Array;
    use crate::notebook::kernel::Role;
    use crate::notebook::kernel::value::{Numbers, Value};

    fn text(letter: &str, count: usize) -> Value {
        Value::Text(letter.repeat(count))
    }

    fn array(rows: usize) -> Value {
        let array = Array::new(vec![rows, 1], vec![1.0; rows]).unwrap_or_else(|| Array::from([0.0]));
        Value::Array(Numbers { array, role: Role::Other, is_float32: true })
    }

    /// Made with `IPython.lib.pretty.pretty` of IPython 9.18.
    #[test]
    fn lists_and_tuples_are_broken_where_ipython_breaks_them() {
        use Value::{List, Tuple};
        let (one, two) = ("array([[1.]], dtype=float32)", "array([[1.],\n        [1.]], dtype=float32)");
        let deeper = two.replace('\n', "\n ");
        let long = "a".repeat(40);
        for (value, shown) in [
            (List(vec![array(1), array(1)]), format!("[{one}, {one}]")),
            (List(vec![array(1), array(1), array(1)]), format!("[{one},\n {one},\n {one}]")),
            (List(vec![array(2), array(1)]), format!("[{two},\n {one}]")),
            (List(vec![array(1), array(2)]), format!("[{one},\n {two}]")),
            (Tuple(vec![array(2)]), format!("({two},)")),
            (Tuple(vec![array(2), List(vec![array(2)])]), format!("({two},\n [{deeper}])")),
            (List(vec![text("a", 75)]), format!("['{}']", "a".repeat(75))),
            (List(vec![text("a", 78)]), format!("['{}']", "a".repeat(78))),
            (List(vec![text("a", 36), text("a", 35)]), format!("['{}', '{}']", "a".repeat(36), "a".repeat(35))),
            (List(vec![text("a", 36), text("a", 36)]), format!("['{0}',\n '{0}']", "a".repeat(36))),
            (
                List(vec![List(vec![List(vec![text("a", 40)]), List(vec![text("a", 40)])])]),
                format!("[[['{long}'],\n  ['{long}']]]"),
            ),
            (List(vec![Tuple(vec![array(1), array(1)]), array(2)]), format!("[({one}, {one}),\n {two}]")),
            (List(vec![List(Vec::new()), Tuple(Vec::new())]), "[[], ()]".to_owned()),
        ] {
            assert_eq!(pretty(&value, 8), Some(shown));
        }
        let many = List(vec![Value::Number(1.0, true); 1001]);
        assert!(pretty(&many, 8).is_some_and(|text| text.ends_with(" 1,\n ...]")));
    }
}
