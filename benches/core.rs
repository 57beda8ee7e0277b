//! How fast the dense-layer core is: `cargo bench --bench core`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wxplusb::nn::{Activation, Dense, Fit, Loss, Network, Sgd, Surface, Unbuilt};

const HOUSE: ([f32; 2], [f32; 2]) = ([1.0, 2.0], [300.0, 500.0]);

fn forward(c: &mut Criterion) {
    let mut group = c.benchmark_group("forward");
    let x = points(1000).0;
    let mut a = vec![0.0; x.len()];
    group.throughput(Throughput::Elements(x.len() as u64));
    for activation in Activation::ALL {
        let layer = Dense::neuron(2.0, Some(-4.5), activation);
        group.bench_function(format!("1000 points, {}", activation.name()), |bencher| {
            bencher.iter(|| layer.forward(black_box(&x), &mut a));
        });
    }
}

fn epoch(c: &mut Criterion) {
    let mut group = c.benchmark_group("epoch");
    for (count, name) in [(6, "6 points"), (100_000, "100000 points")] {
        let (x, y) = points(count);
        group.throughput(Throughput::Elements(count as u64));
        for (activation, loss) in [(Activation::Linear, Loss::Mse), (Activation::Sigmoid, Loss::BinaryCrossentropy)] {
            let mut network = Network::from(Dense::neuron(0.0, Some(0.0), activation));
            let mut fit = Fit::new(loss, Sgd::default(), None);
            group.bench_function(format!("{name}, one neuron, {}", loss.name()), |bencher| {
                bencher.iter(|| fit.epoch(&mut network, black_box(&x), black_box(&y)));
            });
        }
        let layers = [3, 1].map(|units| Unbuilt::new(units, Activation::Sigmoid));
        let Some(mut network) = Network::build(1, &layers, 0) else {
            continue;
        };
        let mut fit = Fit::new(Loss::BinaryCrossentropy, Sgd::default(), None);
        group.bench_function(format!("{name}, 1-3-1 sigmoid"), |bencher| {
            bencher.iter(|| fit.epoch(&mut network, black_box(&x), black_box(&y)));
        });
    }
}

/// What the thread's learner ran: rate 0.01, mse, 1000 epochs of two houses from w = −1.03, b = 0.
fn thread_recipe(c: &mut Criterion) {
    let mut group = c.benchmark_group("thread recipe");
    let start = || Network::from(Dense::neuron(black_box(-1.03), Some(0.0), Activation::Linear));
    group.bench_function("1000 epochs in one call", |bencher| {
        bencher.iter(|| {
            let (mut network, mut loss_sum) = (start(), 0.0);
            let mut fit = Fit::new(Loss::Mse, Sgd::default(), None);
            fit.epochs(&mut network, &HOUSE.0, &HOUSE.1, 1000, |loss| loss_sum += loss);
            (network, loss_sum)
        });
    });
    group.bench_function("1000 epochs in 1000 calls", |bencher| {
        bencher.iter(|| {
            let mut network = start();
            let mut fit = Fit::new(Loss::Mse, Sgd::default(), None);
            for _ in 0..1000 {
                fit.epoch(&mut network, &HOUSE.0, &HOUSE.1);
            }
            network
        });
    });
}

fn surface(c: &mut Criterion) {
    let mut group = c.benchmark_group("surface 128x128");
    group.sample_size(10);
    let mut out = vec![0.0; 128 * 128];
    for count in [6, 100, 1000] {
        let (x, y) = points(count);
        group.throughput(Throughput::Elements(out.len() as u64));
        for (activation, loss) in [(Activation::Linear, Loss::Mse), (Activation::Sigmoid, Loss::BinaryCrossentropy)] {
            let surface = Surface { activation, loss, w: -10.0..=10.0, b: -10.0..=10.0, columns: 128, rows: 128 };
            group.bench_function(format!("{count} points, {}", loss.name()), |bencher| {
                bencher.iter(|| surface.fill(black_box(&x), black_box(&y), &mut out));
            });
        }
    }
}

/// Points along x from 0 to 5, as in the logistic lab: label 0 in the lower half, 1 in the upper.
fn points(count: usize) -> (Vec<f32>, Vec<f32>) {
    let x = |i| 5.0 * i as f32 / (count - 1) as f32;
    let y = |i| if 2 * i < count { 0.0 } else { 1.0 };
    ((0..count).map(x).collect(), (0..count).map(y).collect())
}

criterion_group!(benches, forward, epoch, thread_recipe, surface);
criterion_main!(benches);
