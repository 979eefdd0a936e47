// Bundles the sources of the pages into ../static/dist: app.css, app.js, one script per page that needs its own, icons.svg.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { buildIcons } from "./icons.mjs";

const SOURCE = dirname(fileURLToPath(import.meta.url));
const DIST = join(SOURCE, "..", "static", "dist");
const watch = process.argv.includes("--watch");

function entries() {
  const pages = join(SOURCE, "js", "pages");
  const scripts = existsSync(pages) ? readdirSync(pages).filter((name) => name.endsWith(".js")) : [];
  return [
    { in: join(SOURCE, "css", "app.css"), out: "app" },
    { in: join(SOURCE, "js", "app.js"), out: "app" },
    ...scripts.map((name) => ({ in: join(pages, name), out: `pages/${name.slice(0, -3)}` })),
  ].filter((entry) => existsSync(entry.in));
}

const options = {
  entryPoints: entries(),
  outdir: DIST,
  bundle: true,
  minify: !watch,
  sourcemap: watch ? "inline" : false,
  target: ["chrome109", "firefox115", "safari16.4"],
  format: "iife",
  legalComments: "none",
  loader: { ".woff2": "file", ".woff": "empty", ".svg": "dataurl", ".png": "dataurl" },
  assetNames: "fonts/[name]",
  logLevel: "info",
};

if (!watch) rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST, { recursive: true });
buildIcons(join(DIST, "icons.svg"));
if (watch) {
  const context = await esbuild.context(options);
  await context.watch();
} else if (options.entryPoints.length) {
  await esbuild.build(options);
}
