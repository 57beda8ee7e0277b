// The same training by several programs in turn, in one page; `cargo xtask bench core` serves it and prints what `race` gives.
//
// Each program trains one linear neuron with mse on the full batch, keeps the loss of every epoch, as Keras's History does,
// and gives back w, b and those losses.

import init, { thread_recipe } from "/core/core_in_wasm.js";

const X = [1, 2];
const Y = [300, 500];
const W = -1.03;
const B = 0;
const LEARNING_RATE = 0.01;
const EPOCHS = 1000;

const ROUNDS = 25;
/** How long a fast program runs in one round, in milliseconds: far more than the clock's resolution. */
const TURN = 40;

/** What one writes without thinking of bits: every number a double. */
function doubles(x, y, w, b, learningRate, epochs) {
  const losses = new Float64Array(epochs);
  const n = x.length;
  const share = 2 / n;
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0;
    let dw = 0;
    let db = 0;
    for (let i = 0; i < n; i++) {
      const error = w * x[i] + b - y[i];
      const dz = share * error;
      loss += error * error;
      dw += x[i] * dz;
      db += dz;
    }
    w -= learningRate * dw;
    b -= learningRate * db;
    losses[epoch] = loss / n;
  }
  return { w, b, losses };
}

/** The same in Keras's float32. Its w and b have the bits of the WebAssembly's. */
function floats(x, y, w, b, learningRate, epochs) {
  const f = Math.fround;
  const losses = new Float32Array(epochs);
  const n = x.length;
  const share = f(2 / n);
  const rate = f(learningRate);
  w = f(w);
  b = f(b);
  for (let epoch = 0; epoch < epochs; epoch++) {
    let loss = 0;
    let dw = 0;
    let db = 0;
    for (let i = 0; i < n; i++) {
      const error = f(f(f(w * x[i]) + b) - y[i]);
      const dz = f(share * error);
      loss += f(error * error);
      dw = f(dw + f(x[i] * dz));
      db = f(db + dz);
    }
    w = f(w - f(rate * dw));
    b = f(b - f(rate * db));
    losses[epoch] = f(loss / n);
  }
  return { w, b, losses };
}

/** TensorFlow.js, on its backend for the processor; two points would only wait for a graphics card. */
async function tensorFlow(yieldEvery) {
  await tf.setBackend("cpu");
  const x = tf.tensor2d(X, [X.length, 1]);
  const y = tf.tensor2d(Y, [Y.length, 1]);
  const start = [tf.tensor2d([[W]]), tf.tensor1d([B])];
  const layer = tf.layers.dense({ units: 1, inputShape: [1] });
  const model = tf.sequential({ layers: [layer] });
  model.compile({ optimizer: tf.train.sgd(LEARNING_RATE), loss: "meanSquaredError" });
  const options = { epochs: EPOCHS, batchSize: X.length, shuffle: false, verbose: 0, yieldEvery };
  return async () => {
    layer.setWeights(start);
    const { history } = await model.fit(x, y, options);
    const [w, b] = layer.getWeights().map((weights) => weights.dataSync()[0]);
    return { w, b, losses: history.loss };
  };
}

/** Our core, as this page's own code would call it. */
function webAssembly(x, y, w, b, learningRate, epochs) {
  const numbers = thread_recipe(x, y, w, b, learningRate, epochs);
  return { w: numbers[0], b: numbers[1], losses: numbers.subarray(2) };
}

/** A turn of a program so fast that it has to run many times to be measured. */
const fast = (train) => (end) => {
  let runs = 0;
  let result;
  do {
    for (let i = 0; i < 50; i++) result = train(X, Y, W, B, LEARNING_RATE, EPOCHS);
    runs += 50;
  } while (performance.now() < end);
  return { runs, result };
};

const slow = (run) => async () => ({ runs: 1, result: await run() });

export async function race() {
  await init();
  const programs = [
    ["wx+b, WebAssembly", fast(webAssembly)],
    ["JavaScript, doubles", fast(doubles)],
    ["JavaScript, Math.fround", fast(floats)],
    ["TensorFlow.js, model.fit", slow(await tensorFlow("auto"))],
    ["TensorFlow.js, never yields", slow(await tensorFlow("never"))],
  ].map(([name, turn]) => ({ name, turn, times: [] }));

  // Round 0 warms up, long enough for the compilers to have optimised everything; its times are thrown away.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const program of programs) {
      const start = performance.now();
      const { runs, result } = await program.turn(start + TURN * (round === 0 ? 10 : 1));
      const milliseconds = (performance.now() - start) / runs;
      if (round > 0) program.times.push(milliseconds);
      program.result = result;
    }
  }

  // One line a program: name, w, b, the loss of the last epoch, how many losses, and the milliseconds of each round.
  const lines = programs.map(({ name, result: { w, b, losses }, times }) =>
    [name, w, b, losses.at(-1), losses.length, ...times].join("\t"),
  );
  return lines.join("\n");
}
