// Plotly.react with the same arrays under a new revision; a static plot, without its bar of buttons.
let datarevision = 0;
const plot = (id, height, name, ink) => {
  const y = new Array(COUNT).fill(0);
  const traces = [{ x: X, y, mode: "lines", line: { color: ink, width: 2.5 }, hoverinfo: "skip" }];
  const axis = (text, range) => ({ title: { text }, range, autorange: false });
  const margin = { l: 50, r: 10, t: 10, b: 40 };
  const layout = { width: 520, height, margin, xaxis: axis("x", REACH.x), yaxis: axis(name, REACH[name]) };
  const draw = () => {
    layout.datarevision = datarevision;
    Plotly.react(id, traces, layout, { staticPlot: true });
  };
  return { y, draw };
};
const line = plot("line", 210, "z", INK.z);
const sigmoid = plot("output", 154, "a", INK.a);

follow((w, b) => {
  for (let at = 0; at < COUNT; at++) {
    line.y[at] = sum(X[at], w, b);
    sigmoid.y[at] = output(X[at], w, b);
  }
  datarevision += 1;
  line.draw();
  sigmoid.draw();
});
