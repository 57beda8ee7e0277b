//! The walk: the cells of the two labs and of the training, in order, each written from a state.

use super::Settings;
use super::kernel::BATCH_SIZE;
use crate::data::Point;
use crate::nn::Loss;
use crate::number;
use crate::state::{Lab, State};

/// A cell of the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellId {
    /// NumPy and Keras, and how many digits NumPy prints.
    Imports,
    /// The houses.
    Data,
    /// A layer of one neuron.
    Layer,
    /// It has no weights yet.
    Unbuilt,
    /// Its first call builds it: a random kernel, a bias of zero.
    Build,
    /// What it was built with.
    GetWeights,
    /// Other weights.
    SetWeights,
    /// One house, by the layer and by hand.
    Predict,
    /// All houses.
    PredictAll,
    /// Points of two classes.
    LogisticData,
    /// A model with a sigmoid.
    Logistic,
    /// Its table.
    Summary,
    /// Its weights and their shapes.
    LogisticWeights,
    /// Other weights.
    LogisticSet,
    /// Its predictions.
    LogisticPredict,
    /// The houses again, and a new model.
    Model,
    /// What it shall make small, and how.
    Compile,
    /// Training.
    Fit,
    /// Where that led.
    After,
}

/// A run of cells that needs no other to have been run, but for the imports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The imports alone.
    Start,
    /// The lab's linear layer.
    Linear,
    /// The lab's logistic model.
    Logistic,
    /// `compile` and `fit`, as in the forum thread.
    Training,
}

/// So many examples a cell holds; of more it holds the first ones.
pub const MOST_LISTED: usize = crate::data::LIST_LIMIT;

impl Section {
    /// All of them, in the order of the walk.
    pub const ALL: [Self; 4] = [Self::Start, Self::Linear, Self::Logistic, Self::Training];
}

impl CellId {
    /// Whether it says how a model learns and for how long, and not from what or from where.
    pub(super) fn is_of_training(self) -> bool {
        matches!(self, Self::Compile | Self::Fit)
    }

    /// All cells in the order of the walk.
    pub const ALL: [Self; 19] = [
        Self::Imports,
        Self::Data,
        Self::Layer,
        Self::Unbuilt,
        Self::Build,
        Self::GetWeights,
        Self::SetWeights,
        Self::Predict,
        Self::PredictAll,
        Self::LogisticData,
        Self::Logistic,
        Self::Summary,
        Self::LogisticWeights,
        Self::LogisticSet,
        Self::LogisticPredict,
        Self::Model,
        Self::Compile,
        Self::Fit,
        Self::After,
    ];

    /// The name in links and of the element.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Imports => "imports",
            Self::Data => "data",
            Self::Layer => "layer",
            Self::Unbuilt => "unbuilt",
            Self::Build => "build",
            Self::GetWeights => "get-weights",
            Self::SetWeights => "set-weights",
            Self::Predict => "predict",
            Self::PredictAll => "predict-all",
            Self::LogisticData => "logistic-data",
            Self::Logistic => "logistic",
            Self::Summary => "summary",
            Self::LogisticWeights => "logistic-weights",
            Self::LogisticSet => "logistic-set",
            Self::LogisticPredict => "logistic-predict",
            Self::Model => "model",
            Self::Compile => "compile",
            Self::Fit => "fit",
            Self::After => "after",
        }
    }

    /// The cell with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|id| id.name() == name)
    }

    /// The section it stands in.
    #[must_use]
    pub fn section(self) -> Section {
        match self as usize {
            at if at == Self::Imports as usize => Section::Start,
            at if at < Self::LogisticData as usize => Section::Linear,
            at if at < Self::Model as usize => Section::Logistic,
            _ => Section::Training,
        }
    }

    /// The lab it belongs to; the imports belong to both.
    #[must_use]
    pub fn lab(self) -> Option<Lab> {
        match self.section() {
            Section::Start => None,
            Section::Linear | Section::Training => Some(Lab::Linear),
            Section::Logistic => Some(Lab::Logistic),
        }
    }

    /// The variable of the layer or model that it is about.
    pub(super) fn subject(self) -> &'static str {
        if self.section() == Section::Linear { "linear_layer" } else { "model" }
    }

    /// What has to have been run for it: the imports, and what stands before it in its section.
    pub(super) fn before(self) -> impl Iterator<Item = Self> {
        let needed = move |id: &Self| id.section() == Section::Start || id.section() == self.section();
        Self::ALL.into_iter().take(self as usize).filter(needed)
    }

    /// Its text for a state.
    ///
    /// Numbers are written in full, the shortest text that stands for their float32, so that nothing is lost on the way back.
    #[must_use]
    pub fn code(self, state: &State, settings: Settings) -> String {
        let activation = state.activation.name();
        let use_bias = if state.use_bias { "" } else { ", use_bias=False" };
        let seed = format!("keras.utils.set_random_seed({})", state.seed);
        match self {
            Self::Imports => format!("{IMPORTS}\n\nnp.set_printoptions(precision={})", settings.precision),
            Self::Data | Self::LogisticData => data(state),
            Self::Layer => {
                let units = settings.units;
                format!("{seed}\nlinear_layer = Dense(units={units}, activation='{activation}'{use_bias})")
            }
            Self::Unbuilt => "linear_layer.get_weights()".to_owned(),
            Self::Build => "a1 = linear_layer(X_train[:2])\nprint(a1)".to_owned(),
            Self::GetWeights => {
                let print = if state.use_bias { "print(f\"w = {w}, b={b}\")" } else { "print(f\"w = {w}\")" };
                format!("{}\n{print}", unpacked("linear_layer", state))
            }
            Self::SetWeights => set_weights("linear_layer", state),
            Self::Predict => {
                let (w, plus_b) = (unpacked("linear_layer", state), plus_b(state));
                format!("print(linear_layer(X_train[:1]))\n{w}\nz = np.dot(X_train[:1], w){plus_b}\nprint(z)")
            }
            Self::PredictAll => {
                format!("print(linear_layer(X_train))\nz = np.dot(X_train, w){}\nprint(z)", plus_b(state))
            }
            Self::Logistic => {
                let dense = format!("Dense(1, activation='{activation}'{use_bias}, name='L1')");
                format!("{seed}\nmodel = Sequential([Input(shape=(1,)), {dense}])")
            }
            Self::Summary => "model.summary()".to_owned(),
            Self::LogisticWeights => {
                let print =
                    if state.use_bias { "print(w, b)\nprint(w.shape, b.shape)" } else { "print(w)\nprint(w.shape)" };
                format!("logistic_layer = model.get_layer('L1')\n{}\n{print}", unpacked("logistic_layer", state))
            }
            Self::LogisticSet => set_weights("logistic_layer", state),
            Self::LogisticPredict => {
                "a1 = model.predict(X_train[:1], verbose=0)\nprint(a1)\nprint(model.predict(X_train, verbose=0))"
                    .to_owned()
            }
            Self::Model => {
                let dense = format!("Dense(units=1, activation='{activation}'{use_bias})");
                format!("{}\n{seed}\nmodel = Sequential([Input(shape=(1,)), {dense}])", data(state))
            }
            Self::Compile => compile(state),
            Self::Fit => fit(state, settings),
            Self::After => {
                let print =
                    if state.use_bias { "print(\"w =\", w[0, 0], \"b =\", b[0])" } else { "print(\"w =\", w[0, 0])" };
                format!("{}\n{print}\nprint(model.predict(X_train, verbose=0))", unpacked("model", state))
            }
        }
    }
}

pub(super) const IMPORTS: &str = "import numpy as np\nimport keras\nfrom keras import Input, Sequential\nfrom keras.layers import Dense\n\
                       from keras.optimizers import SGD";

/// The examples that the cells hold.
pub(super) fn listed(state: &State) -> &[Point] {
    let points = state.training.examples.points();
    &points[..points.len().min(MOST_LISTED)]
}

/// The w and b that the cells hold.
pub(super) fn weights(state: &State) -> (f32, f32) {
    let neuron = state.neuron();
    (neuron.w + 0.0, neuron.b + 0.0)
}

pub(super) fn data(state: &State) -> String {
    let points = listed(state);
    let x = column("X_train", points.iter().map(|point| point.x));
    let y = column("Y_train", points.iter().map(|point| point.y));
    format!("{x}\n{y}")
}

/// One number a row, with a point as in the lab: `X_train = np.array([[1.0], [2.0]], dtype=np.float32)`.
fn column(name: &str, numbers: impl Iterator<Item = f32>) -> String {
    const WIDTH: usize = 76;
    let mut text = format!("{name} = np.array([");
    let mut width = text.len();
    let (indent, start) = (width, width);
    for number in numbers {
        let row = format!("[{:?}]", number + 0.0);
        if width > start {
            text += ",";
            // With a blank before it, and a comma after.
            if width + row.len() + 3 > WIDTH {
                text += &format!("\n{:indent$}", "");
                width = indent;
            } else {
                text += " ";
                width += 2;
            }
        }
        width += row.len();
        text += &row;
    }
    if width == start {
        // A list of nothing has one axis, and examples have two.
        return format!("{name} = np.zeros((0, 1), dtype=np.float32)");
    }
    text + "], dtype=np.float32)"
}

/// `w, b = layer.get_weights()`, and without a bias what is there to be taken.
fn unpacked(layer: &str, state: &State) -> String {
    if state.use_bias { format!("w, b = {layer}.get_weights()") } else { format!("w = {layer}.get_weights()[0]") }
}

fn plus_b(state: &State) -> &'static str {
    if state.use_bias { " + b" } else { "" }
}

fn set_weights(layer: &str, state: &State) -> String {
    let (w, b) = weights(state);
    let set_w = format!("set_w = np.array([[{}]])", number::plain(w));
    let (set_b, given) = if state.use_bias {
        (format!("\nset_b = np.array([{}])", number::plain(b)), "[set_w, set_b]")
    } else {
        (String::new(), "[set_w]")
    };
    format!("{set_w}{set_b}\n{layer}.set_weights({given})\nprint({layer}.get_weights())")
}

pub(super) fn compile(state: &State) -> String {
    let mut rate = number::plain(state.training.learning_rate);
    if !rate.contains(['.', 'e']) {
        // Keras takes no int.
        rate += ".0";
    }
    let loss = match state.training.loss {
        // Half of it, gradient and all: exactly what the factor ½ does.
        Loss::HalfMse => "'mse', loss_weights=0.5",
        Loss::Mse => "'mse'",
        Loss::BinaryCrossentropy => "'binary_crossentropy'",
    };
    format!("model.compile(optimizer=SGD(learning_rate={rate}), loss={loss})")
}

pub(super) fn fit(state: &State, settings: Settings) -> String {
    let count = listed(state).len();
    let batch_size = match state.training.batch {
        Some(size) => format!("batch_size={size}, "),
        None if count > BATCH_SIZE => "batch_size=len(X_train), ".to_owned(),
        None => String::new(),
    };
    // Two numbers have the same sum in either order; three or more need not, in floats.
    let shuffle = if count > 2 || !batch_size.is_empty() { "shuffle=False, " } else { "" };
    let epochs = settings.epochs;
    format!("history = model.fit(X_train, Y_train, {batch_size}epochs={epochs}, {shuffle}verbose=0)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Set;
    use crate::state::Action;

    #[test]
    fn every_cell_has_a_name_that_leads_back() {
        for (at, id) in CellId::ALL.into_iter().enumerate() {
            assert_eq!(id as usize, at, "{id:?}");
            assert_eq!(CellId::from_name(id.name()), Some(id));
        }
    }

    #[test]
    fn the_cells_that_the_learner_came_with_are_there() {
        let code = |id: CellId| id.code(&Lab::Linear.shipped(), Settings::default());
        assert_eq!(
            code(CellId::Data),
            "X_train = np.array([[1.0], [2.0]], dtype=np.float32)\nY_train = np.array([[300.0], [500.0]], dtype=np.float32)"
        );
        assert_eq!(code(CellId::GetWeights), "w, b = linear_layer.get_weights()\nprint(f\"w = {w}, b={b}\")");
        assert_eq!(
            code(CellId::SetWeights),
            "set_w = np.array([[200]])\nset_b = np.array([100])\nlinear_layer.set_weights([set_w, set_b])\n\
             print(linear_layer.get_weights())"
        );
        assert_eq!(code(CellId::Compile), "model.compile(optimizer=SGD(learning_rate=0.01), loss='mse')");
        assert_eq!(code(CellId::Fit), "history = model.fit(X_train, Y_train, epochs=1000, verbose=0)");
    }

    #[test]
    fn long_data_are_broken_into_lines_that_fit() {
        let state = State::open(&[Action::UseSet(Set::Noisy)]);
        let text = CellId::Data.code(&state, Settings::default());
        assert!(text.lines().all(|line| line.len() <= 76 + "dtype=np.float32)".len()), "{text}");
        assert!(text.lines().count() > 6, "{text}");
    }
}
