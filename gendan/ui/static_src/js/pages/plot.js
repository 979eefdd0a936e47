// Draws the plots of a page: bars and lines over categories, in the colours of the page, light or dark.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const language = document.documentElement.lang || "zh-hans";
const compact = new Intl.NumberFormat(language.startsWith("zh") ? "zh-CN" : "en", { notation: "compact" });
const exact = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const drawn = new Map();

// `light-dark()` only has a value where it is used, so that it is asked of an element.
function colour(name) {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.color = `var(--gd-${name})`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const percent = (series) => series.format === "percent";
const said = (series, value) => (value === null ? "—" : percent(series) ? `${exact.format(value)}%` : exact.format(value));

// Nothing is counted in halves.
const counted = (series) => series.every((one) => one.values.every((value) => Number.isInteger(value ?? 0)));

function axis(shown, side, colours, format) {
  return {
    type: "value", show: shown, position: side, axisLabel: { color: colours.soft, formatter: format },
    splitLine: { show: side === "left", lineStyle: { color: colours.line } },
  };
}

// Limits and means are thin lines without points; what is not chance is a large filled diamond: a shape, not a colour.
function looks(one, colours) {
  if (one.look) {
    return { showSymbol: false, step: "middle", color: colours.soft, lineStyle: { width: 1, type: one.look === "mean" ? "solid" : "dashed" } };
  }
  if (!one.marked) return {};
  return {
    showAllSymbol: true, symbol: (_value, point) => (one.marked[point.dataIndex] ? "diamond" : "emptyCircle"),
    symbolSize: (_value, point) => (one.marked[point.dataIndex] ? 13 : 5),
  };
}

function option(plot) {
  const colours = { text: colour("text-2"), soft: colour("text-3"), line: colour("line"), surface: colour("surface") };
  const heats = ["heat-5", "heat-4", "heat-3", "heat-2"].map(colour);
  const ink = colour("ink");
  const left = plot.series.filter((one) => !percent(one));
  const split = left.length > 0 && left.length < plot.series.length;
  let bars = 0;
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colours.text },
    grid: { left: 8, right: 8, top: plot.series.length > 1 ? 34 : 14, bottom: 4, containLabel: true },
    legend: { show: plot.series.length > 1, top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: colours.text } },
    tooltip: {
      trigger: "axis", renderMode: "richText", backgroundColor: colours.surface, borderColor: colours.line,
      textStyle: { color: colours.text },
      formatter: (points) =>
        [points[0].axisValueLabel, ...points.map((one) => `${one.seriesName}: ${said(plot.series[one.seriesIndex], one.value ?? null)}`)].join("\n"),
    },
    xAxis: {
      type: "category", data: plot.x, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.soft, hideOverlap: true },
    },
    yAxis: [
      { ...axis(true, "left", colours, (value) => (left.length ? compact.format(value) : `${value}%`)), minInterval: counted(left) ? 1 : 0 },
      { ...axis(split, "right", colours, (value) => `${value}%`), max: plot.full ? 100 : undefined },
    ],
    series: plot.series.map((one) => ({
      name: one.name, type: one.kind, data: one.values, yAxisIndex: split && percent(one) ? 1 : 0, barMaxWidth: 36,
      stack: plot.stacked && one.kind === "bar" ? "all" : undefined, symbolSize: 5, connectNulls: false,
      color: one.kind === "bar" ? heats[bars++ % heats.length] : ink, lineStyle: { width: 2 }, ...looks(one, colours),
    })),
  };
}

function draw(place) {
  const plot = JSON.parse(document.getElementById(place.dataset.plot).textContent);
  const chart = drawn.get(place) ?? echarts.init(place);
  drawn.set(place, chart);
  chart.setOption(option(plot), true);
}

function drawAll() {
  document.querySelectorAll("[data-plot]").forEach(draw);
}

drawAll();
document.addEventListener("htmx:afterSettle", drawAll);
new ResizeObserver(() => drawn.forEach((chart) => chart.resize())).observe(document.body);
new MutationObserver(drawAll).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
addEventListener("beforeprint", () => drawn.forEach((chart) => chart.resize()));
