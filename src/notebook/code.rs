//! The neuron of a state as a program to take away: its data, its predictions, and a training from where it stands.

use super::Settings;
use super::cells::{IMPORTS, compile, data, fit, listed, weights};
use super::kernel::{Kernel, Output};
use crate::nn::{Activation, Loss};
use crate::number;
use crate::state::State;

/// What the program is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Python with Keras.
    Keras,
    /// Python with PyTorch, whose weight is the kernel's transpose.
    PyTorch,
    /// Python with NumPy alone: the training step by hand.
    NumPy,
    /// Rust with this crate.
    Rust,
}

impl Language {
    /// All of them, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Keras, Self::PyTorch, Self::NumPy, Self::Rust];

    /// The name as its makers write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Keras => "Keras",
            Self::PyTorch => "PyTorch",
            Self::NumPy => "NumPy",
            Self::Rust => "Rust",
        }
    }

    /// The program.
    #[must_use]
    pub fn code(self, state: &State, settings: Settings) -> String {
        let lines = match self {
            Self::Keras => keras(state, settings),
            Self::PyTorch => pytorch(state, settings),
            Self::NumPy => numpy(state, settings),
            Self::Rust => rust(state, settings),
        };
        lines.join("\n") + "\n"
    }
}

/// What the programs in Keras and NumPy print.
///
/// Those of a sigmoid or tanh to the digits shown: other exponentials round the last ones otherwise.
#[must_use]
pub fn printed(state: &State, settings: Settings) -> Output {
    // The program is made of the cells' own forms.
    Kernel::default().run(&Language::Keras.code(state, settings))
}

fn keras(state: &State, settings: Settings) -> Vec<String> {
    let (w, b) = weights(state);
    let use_bias = if state.use_bias { "" } else { ", use_bias=False" };
    let b = if state.use_bias { format!(", np.array([{}])", number::plain(b)) } else { String::new() };
    let [unpack, print] = last_lines(state);
    let mut lines = vec![
        format!("{IMPORTS}\n"),
        format!("np.set_printoptions(precision={})", settings.precision),
        data(state),
        format!(
            "model = Sequential([Input(shape=(1,)), Dense(units=1, activation='{}'{use_bias})])",
            state.activation.name()
        ),
        format!("model.set_weights([np.array([[{}]]){b}])", number::plain(w)),
    ];
    // Without examples Keras predicts nothing, and there is nothing to train on.
    if !listed(state).is_empty() {
        lines.extend(["print(model.predict(X_train, verbose=0))".to_owned(), compile(state), fit(state, settings)]);
    }
    lines.extend([unpack, print].map(str::to_owned));
    lines
}

fn last_lines(state: &State) -> [&'static str; 2] {
    if state.use_bias {
        ["w, b = model.get_weights()", "print(\"w =\", w[0, 0], \"b =\", b[0])"]
    } else {
        ["w = model.get_weights()[0]", "print(\"w =\", w[0, 0])"]
    }
}

fn numpy(state: &State, settings: Settings) -> Vec<String> {
    let (w, b) = weights(state);
    let f = match state.activation {
        Activation::Linear => "z",
        Activation::Sigmoid => "1 / (1 + np.exp(-z))",
        Activation::Tanh => "np.tanh(z)",
        Activation::Relu => "np.maximum(z, 0)",
    };
    let slope = match state.activation {
        Activation::Linear => "",
        Activation::Sigmoid => " * a * (1 - a)",
        Activation::Tanh => " * (1 - a * a)",
        Activation::Relu => " * (z > 0)",
    };
    let step = match (state.training.loss, state.activation) {
        (Loss::Mse, _) => vec![format!("dz = 2 / len(x) * (a - y){slope}")],
        (Loss::HalfMse, _) => vec![format!("dz = 1 / len(x) * (a - y){slope}")],
        // The slope of the sigmoid cancels.
        (Loss::BinaryCrossentropy, Activation::Sigmoid) => vec!["dz = 1 / len(x) * (a - y)".to_owned()],
        (Loss::BinaryCrossentropy, _) => vec![
            "p = np.clip(a, 1e-7, 1 - 1e-7)".to_owned(),
            format!("dz = 1 / len(x) * (p - y) / (p * (1 - p)) * (p == a){slope}"),
        ],
    };
    let plus_b = if state.use_bias { " + b" } else { "" };
    let mut lines = vec![
        "import numpy as np\n".to_owned(),
        format!("np.set_printoptions(precision={})", settings.precision),
        data(state),
        format!("w = np.array([[{}]], dtype=np.float32)", number::plain(w)),
    ];
    if state.use_bias {
        lines.push(format!("b = np.array([{}], dtype=np.float32)", number::plain(b)));
    }
    if listed(state).is_empty() {
        lines.push(last_lines(state)[1].to_owned());
        return lines;
    }
    lines.extend([
        format!("z = np.dot(X_train, w){plus_b}"),
        format!("print({f})"),
        format!("for epoch in range({}):", settings.epochs),
    ]);
    let (batches, indent) = batches(state);
    lines.extend(batches);
    let rate = number::plain(state.training.learning_rate);
    let mut inner = vec![format!("z = np.dot(x, w){plus_b}"), format!("a = {f}")];
    inner.extend(step);
    inner.push(format!("w = w - {rate} * np.dot(x.T, dz)"));
    if state.use_bias {
        inner.push(format!("b = b - {rate} * np.sum(dz, axis=0)"));
    }
    lines.extend(inner.into_iter().map(|line| format!("{indent}{line}")));
    lines.push(last_lines(state)[1].to_owned());
    lines
}

fn pytorch(state: &State, settings: Settings) -> Vec<String> {
    let (w, b) = weights(state);
    let use_bias = if state.use_bias { "" } else { ", bias=False" };
    let f = match state.activation {
        Activation::Linear => "",
        Activation::Sigmoid => ", torch.nn.Sigmoid()",
        Activation::Tanh => ", torch.nn.Tanh()",
        Activation::Relu => ", torch.nn.ReLU()",
    };
    let (half, loss, output) = match state.training.loss {
        Loss::Mse => ("", "MSELoss()", "model"),
        Loss::HalfMse => ("0.5 * ", "MSELoss()", "model"),
        // Its slope is a − y however sure a sigmoid is, as that of Keras; that of BCELoss after a Sigmoid becomes 0.
        Loss::BinaryCrossentropy if state.activation == Activation::Sigmoid => ("", "BCEWithLogitsLoss()", "layer"),
        Loss::BinaryCrossentropy => ("", "BCELoss()", "model"),
    };
    // What is no probability BCELoss refuses, where Keras cuts it off.
    let is_cut = state.training.loss == Loss::BinaryCrossentropy && state.activation != Activation::Sigmoid;
    let cut = if is_cut { ".clamp(1e-7, 1 - 1e-7)" } else { "" };
    let rate = number::plain(state.training.learning_rate);
    let tensors = data(state).replace("np.array(", "torch.tensor(").replace("np.zeros(", "torch.zeros(");
    let mut lines = vec![
        "import torch\n".to_owned(),
        tensors.replace("np.float32", "torch.float32"),
        format!("layer = torch.nn.Linear(1, 1{use_bias})"),
        "with torch.no_grad():".to_owned(),
        format!("    layer.weight.fill_({})", number::plain(w)),
    ];
    if state.use_bias {
        lines.push(format!("    layer.bias.fill_({})", number::plain(b)));
    }
    lines.extend([format!("model = torch.nn.Sequential(layer{f})"), "print(model(X_train).detach())".to_owned()]);
    let b = if state.use_bias { ", \"b =\", layer.bias.item()" } else { "" };
    let print = format!("print(\"w =\", layer.weight.item(){b})");
    if listed(state).is_empty() {
        lines.push(print);
        return lines;
    }
    lines.extend([
        format!("optimizer = torch.optim.SGD(model.parameters(), lr={rate})"),
        format!("loss = torch.nn.{loss}"),
        format!("for epoch in range({}):", settings.epochs),
    ]);
    let (batches, indent) = batches(state);
    lines.extend(batches);
    lines.extend([
        format!("{indent}optimizer.zero_grad()"),
        format!("{indent}({half}loss({output}(x){cut}, y)).backward()"),
        format!("{indent}optimizer.step()"),
    ]);
    lines.push(print);
    lines
}

/// The lines within an epoch that name x and y, and the indent of those that use them.
fn batches(state: &State) -> (Vec<String>, &'static str) {
    let count = listed(state).len();
    match state.training.batch.filter(|size| usize::try_from(*size).is_ok_and(|size| size < count)) {
        None => (vec!["    x, y = X_train, Y_train".to_owned()], "    "),
        Some(size) => {
            let rows = format!("i:i + {size}");
            let each = format!("    for i in range(0, len(X_train), {size}):");
            (vec![each, format!("        x, y = X_train[{rows}], Y_train[{rows}]")], "        ")
        }
    }
}

fn rust(state: &State, settings: Settings) -> Vec<String> {
    let (w, b) = weights(state);
    let b = if state.use_bias { format!("Some({b:?})") } else { "None".to_owned() };
    let (points, epochs) = (listed(state), settings.epochs);
    let list =
        |numbers: Vec<f32>| numbers.iter().map(|number| format!("{:?}", number + 0.0)).collect::<Vec<_>>().join(", ");
    let (x, y) = points.iter().map(|point| (point.x, point.y)).unzip();
    let (loss, f, rate) = (state.training.loss, state.activation, state.training.learning_rate);
    let batch = state.training.batch.map_or("None".to_owned(), |size| format!("Some({size})"));
    vec![
        "// The dense layer of this page: the crate wxplusb from its repository.".to_owned(),
        "use wxplusb::nn::{Activation, Dense, Fit, Loss, Network, Sgd};\n".to_owned(),
        "fn main() {".to_owned(),
        format!("    let x = [{}];", list(x)),
        format!("    let y = [{}];", list(y)),
        format!("    let mut network = Network::from(Dense::neuron({w:?}, {b}, Activation::{f:?}));"),
        "    println!(\"{:?}\", network.predict(&x));".to_owned(),
        format!("    let mut fit = Fit::new(Loss::{loss:?}, Sgd {{ learning_rate: {rate:?} }}, {batch});"),
        format!("    fit.epochs(&mut network, &x, &y, {epochs}, |_loss| ());"),
        "    println!(\"{:?}\", network.weights());".to_owned(),
        "}".to_owned(),
    ]
}
