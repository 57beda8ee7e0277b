//! The way back through a dense layer: from ∂L/∂z to what each weight had to do with it.

use super::Dense;

/// ∂L/∂kernel and ∂L/∂bias: for each weight of a layer, how fast the loss L rises with that weight.
///
/// An empty one, as `default` makes it, is zero for a layer of any shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gradient {
    /// Shape (n_in, units), like the kernel.
    pub kernel: Vec<f32>,
    /// Shape (units,), like the bias; empty for a layer without one.
    pub bias: Vec<f32>,
}

impl Gradient {
    /// Makes it zero, and keeps its memory.
    pub fn clear(&mut self) {
        self.kernel.clear();
        self.bias.clear();
    }
}

impl Dense {
    /// Adds ∂L/∂kernel = xᵀ·dz and ∂L/∂bias = Σ dz of these samples to `gradient`.
    ///
    /// `x` has shape (samples, n_in), `dz` = ∂L/∂z has (samples, units). For one neuron: dw += Σ x·dz, with the x inside of
    /// the sum, and db += Σ dz. It adds instead of replacing because a batch may come in parts.
    pub fn backward(&self, x: &[f32], dz: &[f32], gradient: &mut Gradient) {
        let units = self.units();
        gradient.kernel.resize(self.kernel().len(), 0.0);
        gradient.bias.resize(self.bias().map_or(0, <[f32]>::len), 0.0);
        for (x, dz) in x.chunks_exact(self.n_in()).zip(dz.chunks_exact(units)) {
            for (x, row) in x.iter().zip(gradient.kernel.chunks_exact_mut(units)) {
                for (dw, dz) in row.iter_mut().zip(dz) {
                    *dw += x * dz;
                }
            }
            for (db, dz) in gradient.bias.iter_mut().zip(dz) {
                *db += dz;
            }
        }
    }

    /// `dx` = ∂L/∂x = dz·kernelᵀ: what the layer below has to answer for.
    ///
    /// `dz` has shape (samples, units) and `dx` (samples, n_in).
    pub fn backward_to_input(&self, dz: &[f32], dx: &mut [f32]) {
        let units = self.units();
        for (dz, dx) in dz.chunks_exact(units).zip(dx.chunks_exact_mut(self.n_in())) {
            for (dx, row) in dx.iter_mut().zip(self.kernel().chunks_exact(units)) {
                *dx = row.iter().zip(dz).map(|(w, dz)| w * dz).sum();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dense, Gradient};
    use crate::nn::{Activation, Array, Unbuilt};

    #[test]
    fn the_x_stands_inside_the_sum_and_parts_of_a_batch_add_up() {
        let layer = Dense::neuron(0.0, Some(0.0), Activation::Linear);
        let mut gradient = Gradient::default();
        layer.backward(&[1.0, 2.0], &[10.0, 100.0], &mut gradient);
        layer.backward(&[3.0], &[1000.0], &mut gradient);
        assert_eq!(gradient, Gradient { kernel: vec![3210.0], bias: vec![1110.0] });
    }

    #[test]
    fn without_a_bias_there_is_no_slope_for_it() {
        let layer = Dense::neuron(0.0, None, Activation::Linear);
        let mut gradient = Gradient { kernel: vec![7.0; 3], bias: vec![7.0] };
        gradient.clear();
        layer.backward(&[2.0], &[10.0], &mut gradient);
        assert_eq!(gradient, Gradient { kernel: vec![20.0], bias: vec![] });
    }

    #[test]
    fn each_input_answers_for_its_row_of_the_kernel() {
        let mut layer = Unbuilt::new(2, Activation::Linear).build(3, 0);
        let kernel = Array::from([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]);
        layer.set_weights(&[kernel, Array::from([0.0, 0.0])]).unwrap();
        let mut dx = [0.0; 3];
        layer.backward_to_input(&[1.0, 10.0], &mut dx);
        assert_eq!(dx, [21.0, 43.0, 65.0]);
    }
}
