//! The cases of `keras.json`, computed again.

use std::fmt::Write;

use serde::Deserialize;
use wxplusb::nn::{Activation, Array, Fit, Loss, Network, Sgd, Step, Unbuilt};

/// What is read of a `keras.json`: not what Keras computed, only from what.
#[derive(Deserialize)]
struct Golden {
    forward: Vec<Forward>,
    train: Vec<Train>,
}

#[derive(Deserialize)]
struct Forward {
    activation: String,
    kernel: Numbers,
    bias: Numbers,
    x: Numbers,
}

#[derive(Deserialize)]
struct Train {
    name: String,
    x: Numbers,
    y: Numbers,
    layers: Vec<Layer>,
    loss: String,
    learning_rate: f32,
    use_bias: bool,
    batch_size: usize,
    start: Vec<Numbers>,
    snapshots: Vec<Snapshot>,
}

#[derive(Deserialize)]
struct Layer {
    units: usize,
    activation: String,
}

#[derive(Deserialize)]
struct Snapshot {
    epoch: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Numbers {
    Vector(Vec<f32>),
    Matrix(Vec<Vec<f32>>),
}

pub(crate) fn bits(golden: &str) -> Result<String, String> {
    let golden: Golden = serde_json::from_str(golden).map_err(|error| error.to_string())?;
    let mut text = String::new();
    for (i, case) in (1..).zip(&golden.forward) {
        let outputs = case.outputs()?;
        let name =
            format!("{} {}, {i} of {}", case.activation, case.kernel.array()?.shape_text(), golden.forward.len());
        add_line(&mut text, &name, outputs);
    }
    for case in &golden.train {
        case.run(|epoch, numbers| add_line(&mut text, &format!("{}, epoch {epoch}", case.name), numbers))
            .map_err(|error| format!("{}: {error}", case.name))?;
    }
    Ok(text)
}

fn add_line(text: &mut String, name: &str, numbers: Vec<f32>) {
    text.push_str(name);
    text.push(':');
    for number in numbers {
        // Writing into a String cannot fail.
        let _ = write!(text, " {:08x}", number.to_bits());
    }
    text.push('\n');
}

impl Forward {
    fn outputs(&self) -> Result<Vec<f32>, String> {
        let (kernel, bias, x) = (self.kernel.array()?, self.bias.array()?, self.x.array()?);
        let [n_in, units] = kernel.shape() else {
            return Err(format!("a kernel of shape {} is no matrix", kernel.shape_text()));
        };
        let layer = Unbuilt::new(*units, activation(&self.activation)?);
        let mut network = Network::from(layer.build(*n_in, 0));
        network.set_weights(&[kernel, bias]).map_err(|error| error.to_string())?;
        Ok(network.predict(x.data()))
    }
}

impl Train {
    /// Trains, and gives `snapshot` the epochs asked for with all weights and the loss after them.
    fn run(&self, mut snapshot: impl FnMut(usize, Vec<f32>)) -> Result<(), String> {
        let mut network = self.network()?;
        let (x, y) = (self.x.array()?, self.y.array()?);
        let loss = Loss::from_name(&self.loss).ok_or_else(|| format!("`{}` is no loss", self.loss))?;
        let sgd = Sgd { learning_rate: self.learning_rate };
        let mut fit = Fit::new(loss, sgd, Some(self.batch_size));
        for Snapshot { epoch } in &self.snapshots {
            let mut last = f32::NAN;
            while fit.epochs_done() < *epoch {
                match fit.epoch(&mut network, x.data(), y.data()) {
                    Step::Epoch { loss } => last = loss,
                    step => return Err(format!("{step:?} after {} epochs", fit.epochs_done())),
                }
            }
            let weights = network.weights();
            snapshot(*epoch, weights.iter().flat_map(|array| array.data()).copied().chain([last]).collect());
        }
        Ok(())
    }

    fn network(&self) -> Result<Network, String> {
        let layer = |layer: &Layer| {
            let activation = activation(&layer.activation)?;
            Ok(Unbuilt { use_bias: self.use_bias, ..Unbuilt::new(layer.units, activation) })
        };
        let layers = self.layers.iter().map(layer).collect::<Result<Vec<_>, String>>()?;
        let start = self.start.iter().map(Numbers::array).collect::<Result<Vec<_>, String>>()?;
        let n_in = start.first().and_then(|kernel| kernel.shape().first()).ok_or("no kernel to start from")?;
        let mut network = Network::build(*n_in, &layers, 0).ok_or("no layers")?;
        network.set_weights(&start).map_err(|error| error.to_string())?;
        Ok(network)
    }
}

impl Numbers {
    fn array(&self) -> Result<Array, String> {
        match self {
            Self::Vector(numbers) => Array::new(vec![numbers.len()], numbers.clone()),
            Self::Matrix(rows) => Array::new(vec![rows.len(), rows.first().map_or(0, Vec::len)], rows.concat()),
        }
        .ok_or_else(|| "rows of several lengths are no matrix".to_owned())
    }
}

fn activation(name: &str) -> Result<Activation, String> {
    Activation::from_name(name).ok_or_else(|| format!("`{name}` is no activation"))
}

#[cfg(test)]
mod tests {
    use super::bits;

    const FORWARD: &str = r#"{"activation": "linear", "kernel": [[200], [0]], "bias": [100], "x": [[1, 0], [2, 0]]}"#;
    const TRAIN: &str = r#"{"name": "thread", "x": [[1], [2]], "y": [[300], [500]], "loss": "mse", "learning_rate": 0.01,
        "layers": [{"units": 1, "activation": "linear"}], "use_bias": true, "batch_size": 2, "start": [[[-1.03]], [0]],
        "snapshots": [{"epoch": 1}, {"epoch": 2}]}"#;

    fn check(golden: &str, expected: Result<&str, &str>) {
        assert_eq!(bits(golden).as_deref().map_err(|error| error.split(" at line").next().unwrap()), expected);
    }

    #[test]
    fn a_line_has_the_name_of_the_case_and_the_bits_of_its_numbers() {
        let expected = format!("linear (2, 1), 1 of 1: {:08x} {:08x}\n", 300_f32.to_bits(), 500_f32.to_bits());
        check(&format!(r#"{{"forward": [{FORWARD}], "train": []}}"#), Ok(&expected));
    }

    #[test]
    fn a_snapshot_has_the_weights_and_then_the_loss_before_the_last_update() {
        let lines = bits(&format!(r#"{{"forward": [], "train": [{TRAIN}]}}"#)).unwrap();
        assert!(lines.starts_with("thread, epoch 1:") && lines.lines().count() == 2);
        assert!(lines.lines().all(|line| line.split(' ').count() == 6));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let golden = |forward: String, train: String| format!(r#"{{"forward": [{forward}], "train": [{train}]}}"#);
        let none = String::new;
        check(&golden(FORWARD.replace("linear", "gelu"), none()), Err("`gelu` is no activation"));
        check(&golden(FORWARD.replace("[0]]", "[0, 1]]"), none()), Err("rows of several lengths are no matrix"));
        check(&golden(none(), TRAIN.replace("\"mse\"", "\"mae\"")), Err("thread: `mae` is no loss"));
        check(&golden(none(), TRAIN.replace("\"x\"", "\"u\"")), Err("missing field `x`"));
    }
}
