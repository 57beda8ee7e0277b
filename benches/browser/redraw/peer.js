// What all peers share: 201 points, the reach of the axes, two sliders and three readouts.
const COUNT = 201;
const REACH = { x: [-5, 5], z: [-10, 10], a: [-0.1, 1.1] };
const INK = { z: "#1f2328", a: "#009e73" };
const X = Array.from({ length: COUNT }, (_, at) => -5 + at / 20);

const sum = (x, w, b) => w * x + b;
const output = (x, w, b) => 1 / (1 + Math.exp(-(w * x + b)));

/** Calls `draw` with w and b now and whenever a slider moves, after the readouts. */
function follow(draw) {
  const find = (id) => document.getElementById(id);
  const [w, b, wValue, bValue, pass] = ["w", "b", "w-value", "b-value", "pass"].map(find);
  const show = () => {
    const [weight, bias] = [w.valueAsNumber, b.valueAsNumber];
    wValue.value = w.value;
    bValue.value = b.value;
    pass.value = `z = ${w.value} · 2 + ${b.value} = ${sum(2, weight, bias).toFixed(2)}, a = ${output(2, weight, bias).toFixed(6)}`;
    draw(weight, bias);
  };
  w.addEventListener("input", show);
  b.addEventListener("input", show);
  show();
  // The benchmark waits for this.
  window.isDrawn = true;
}
