// As Chart.js's page on performance asks: no animation, no parsing, no points, axes of fixed reach.
const plot = (id, name, ink) => {
  const data = X.map((x) => ({ x, y: 0 }));
  const scale = (name, [min, max]) => ({ type: "linear", min, max, title: { display: true, text: name } });
  const canvas = document.getElementById(id).appendChild(document.createElement("canvas"));
  const chart = new Chart(canvas, {
    type: "line",
    data: { datasets: [{ data, borderColor: ink, borderWidth: 2.5, pointRadius: 0, spanGaps: true }] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      maintainAspectRatio: false,
      events: [],
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: { x: scale("x", REACH.x), y: scale(name, REACH[name]) },
    },
  });
  return { chart, data };
};
const line = plot("line", "z", INK.z);
const sigmoid = plot("output", "a", INK.a);

follow((w, b) => {
  for (let at = 0; at < COUNT; at++) {
    line.data[at].y = sum(X[at], w, b);
    sigmoid.data[at].y = output(X[at], w, b);
  }
  line.chart.update("none");
  sigmoid.chart.update("none");
});
