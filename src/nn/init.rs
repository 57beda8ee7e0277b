//! The weights a layer starts with: small random numbers from a seed.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

/// A kernel of shape (n_in, units), each weight drawn uniformly from −limit ≤ w < limit, with [`glorot_limit`]'s limit.
///
/// Keras's default, `kernel_initializer="glorot_uniform"`; its bias starts at zeros. The same seed gives the same weights on
/// every platform, though not those of Keras: the generator is xoshiro256++ (Blackman and Vigna, <https://prng.di.unimi.it>).
pub fn glorot_uniform(n_in: usize, units: usize, seed: u64) -> Vec<f32> {
    let limit = glorot_limit(n_in, units);
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed);
    let draw = |_| limit * unit_draw(&mut generator);
    (0..n_in * units).map(draw).collect()
}

/// √(6 / (n_in + units)): how far from zero a weight may start.
///
/// "Small" is relative: for one input and one unit it is √3 ≈ 1.7321. The width keeps the spread of the values about the same
/// from layer to layer (Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks",
/// equation 16).
pub fn glorot_limit(n_in: usize, units: usize) -> f32 {
    // At least 1, so that a layer of nothing has a finite limit too.
    let fan = (n_in + units).max(1);
    (6.0 / fan as f32).sqrt()
}

/// One of the 2²⁴ evenly spaced numbers −1 ≤ u < 1 that f32 holds exactly, each as likely as the next.
fn unit_draw(generator: &mut Xoshiro256PlusPlus) -> f32 {
    // The highest 24 bits: the lowest ones of this generator are its weakest.
    let bits = (generator.next_u64() >> 40) as f32;
    bits / (1 << 23) as f32 - 1.0
}

#[cfg(test)]
mod tests {
    use super::{glorot_limit, glorot_uniform};

    #[test]
    fn the_limit_for_one_input_and_one_unit_is_the_root_of_three() {
        for (n_in, units, square) in [(1, 1, 3.0_f32), (2, 1, 2.0), (2, 3, 1.2), (0, 0, 6.0)] {
            assert_eq!(glorot_limit(n_in, units), square.sqrt(), "({n_in}, {units})");
        }
    }

    #[test]
    fn a_hundred_thousand_draws_fill_the_band_evenly_and_never_leave_it() {
        let (n_in, units, count) = (250, 400, 1e5);
        let limit = glorot_limit(n_in, units);
        let draws = glorot_uniform(n_in, units, 7);
        assert!(draws.iter().all(|w| -limit <= *w && *w < limit));

        let mean = draws.iter().map(|w| f64::from(*w)).sum::<f64>() / count;
        let variance = draws.iter().map(|w| (f64::from(*w) - mean).powi(2)).sum::<f64>() / count;
        // Uniform on ±limit: variance limit²/3. Four standard errors either way.
        let expected = f64::from(limit).powi(2) / 3.0;
        let mean_error = 4.0 * (expected / count).sqrt();
        let variance_error = 4.0 * expected * (0.8 / count).sqrt();
        println!("mean {mean:e} (0 ± {mean_error:e}), variance {variance:e} ({expected:e} ± {variance_error:e})");
        assert!(mean.abs() < mean_error);
        assert!((variance - expected).abs() < variance_error);

        for quarter in [-1.0, -0.5, 0.0, 0.5] {
            let inside = draws.iter().filter(|w| (quarter..quarter + 0.5).contains(&(**w / limit))).count();
            assert!((24_400..25_600).contains(&inside), "{inside} of 100000 in the quarter from {quarter}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bits_on_every_platform() {
        // From the algorithms' published C code, followed by hand in Python.
        for (seed, expected) in [
            (0, [-0.429_701_15, -0.288_453_67, -0.343_866_32]),
            (1, [0.763_290_76, 0.605_280_46, -0.979_426_3]),
            (u64::MAX, [-0.394_208_46, 0.980_959_5, 0.955_998_7]),
        ] {
            assert_eq!(glorot_uniform(1, 3, seed), expected, "seed {seed}");
        }
    }
}
