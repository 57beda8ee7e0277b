//! `model.summary()` of a stack of dense layers.

use crate::nn::Network;

/// The text of Keras's `model.summary()` for this network: a row for each layer, then the parameters and their bytes; once
/// it is trained those of the optimizer, too.
///
/// As Keras 3.15 prints it where the output is at least 80 characters wide. Each line ends with a newline.
pub fn summary(network: &Network, is_trained: bool) -> String {
    let rule = |left: &str, line: &str, cross: &str, right: &str| {
        let columns = WIDTHS.map(|width| line.repeat(width + 2));
        format!("{left}{}{right}\n", columns.join(cross))
    };
    let mut text = format!("Model: \"{}\"\n", network.name);
    text += &rule("┏", "━", "┳", "┓");
    text += &row("┃", "Layer (type)", "Output Shape", "Param #");
    text += &rule("┡", "━", "╇", "┩");
    for (i, layer) in network.layers().iter().enumerate() {
        if i > 0 {
            text += &rule("├", "─", "┼", "┤");
        }
        let shape = format!("(None, {})", layer.units());
        let count = with_commas(layer.parameter_count());
        match title(&layer.name) {
            (title, None) => text += &row("│", &title, &shape, &count),
            (title, Some(rest)) => {
                text += &row("│", &title, &shape, &count);
                text += &row("│", rest, "", "");
            }
        }
    }
    text += &rule("└", "─", "┴", "┘");
    let own = (network.parameter_count(), 4 * network.parameter_count());
    let (optimizer, none) = (if is_trained { OPTIMIZER } else { (0, 0) }, (0, 0));
    let total = (own.0 + optimizer.0, own.1 + optimizer.1);
    for (what, (count, bytes)) in
        [("Total", total), ("Trainable", own), ("Non-trainable", none), ("Optimizer", optimizer)]
    {
        if what != "Optimizer" || is_trained {
            text += &format!(" {what} params: {} ({})\n", with_commas(count), memory(bytes));
        }
    }
    text
}

/// What SGD keeps, and the bytes of it: the number of steps so far as an int64, and the learning rate as a float32.
const OPTIMIZER: (usize, usize) = (2, 12);

/// Characters of text in each column: 45 %, 35 % and 20 % of a line of 76, less the bars and the blanks beside them.
const WIDTHS: [usize; 3] = [31, 22, 13];

fn row(bar: &str, layer: &str, shape: &str, count: &str) -> String {
    let [a, b, c] = WIDTHS;
    format!("{bar} {layer:a$} {bar} {shape:b$} {bar} {count:>c$} {bar}\n")
}

/// `name (Dense)`, in two lines when it is too long for one, and with a name that is too long for its line cut.
fn title(name: &str) -> (String, Option<&'static str>) {
    let (width, length) = (WIDTHS[0], name.chars().count());
    if length + " (Dense)".len() <= width {
        return (format!("{name} (Dense)"), None);
    }
    let mut name = name.to_owned();
    if length > width {
        name = name.chars().take(width - 1).chain(['…']).collect();
    }
    (name, Some("(Dense)"))
}

/// 1202401 as `1,202,401`.
fn with_commas(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// So many bytes in the largest unit that they fill: `8.00 B`, `4.59 MB`.
fn memory(bytes: usize) -> String {
    let mut size = bytes as f64;
    let mut units = ["B", "KB", "MB", "GB", "TB"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    for larger in units {
        if size < 1024.0 {
            break;
        }
        size /= 1024.0;
        unit = larger;
    }
    format!("{size:.2} {unit}")
}
