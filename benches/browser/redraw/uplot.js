// As uPlot's demos of live data do: the same arrays filled anew and handed to setData, everything switched off that is not shown.
const plot = (id, height, name, ink) => {
  const data = [X, new Array(COUNT).fill(0)];
  const options = {
    width: 520,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: REACH.x }, y: { range: REACH[name] } },
    series: [{}, { stroke: ink, width: 2.5, points: { show: false } }],
    axes: [{ label: "x", size: 24, labelSize: 18 }, { label: name, size: 34, labelSize: 18 }],
  };
  return { chart: new uPlot(options, data, document.getElementById(id)), data };
};
const line = plot("line", 210, "z", INK.z);
const sigmoid = plot("output", 154, "a", INK.a);

follow((w, b) => {
  for (let at = 0; at < COUNT; at++) {
    line.data[1][at] = sum(X[at], w, b);
    sigmoid.data[1][at] = output(X[at], w, b);
  }
  line.chart.setData(line.data);
  sigmoid.chart.setData(sigmoid.data);
});
