// Builds the sprite of the Tabler icons that templates and code name. Found are `{% icon "phone" %}`, icon="phone",
// "icon": "phone", icon("phone") and the icon of a registered timeline verb.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const GENDAN = join(HERE, "..", "..");
const TABLER = join(GENDAN, "..", "node_modules", "@tabler", "icons", "icons");
const NAME = "[\"']([a-z0-9]+(?:-[a-z0-9]+)*)[\"']";
const PATTERNS = [
  { pattern: new RegExp(`\\{%\\s*icon\\s+${NAME}`, "g"), strict: true },
  { pattern: new RegExp(`\\bicon\\(\\s*${NAME}`, "g"), strict: true },
  { pattern: new RegExp(`\\bicon=${NAME}`, "g"), strict: true },
  { pattern: new RegExp(`["']icon["']\\s*:\\s*${NAME}`, "g"), strict: true },
  { pattern: new RegExp(`["'][a-z_]+\\.[a-z_.]+["']\\s*[,:]\\s*\\(?\\s*${NAME}`, "g"), strict: false },
];
const SKIPPED = new Set(["tests", "migrations", "static", "static_src", "node_modules", "__pycache__"]);

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (!SKIPPED.has(name)) yield* files(path);
    } else if (/\.(html|py)$/.test(name)) yield path;
  }
}

function fileOf(name) {
  const filled = name.endsWith("-filled");
  return filled ? join(TABLER, "filled", `${name.slice(0, -7)}.svg`) : join(TABLER, "outline", `${name}.svg`);
}

function usedNames() {
  const names = new Set();
  const unknown = [];
  for (const path of files(GENDAN)) {
    const text = readFileSync(path, "utf8");
    for (const { pattern, strict } of PATTERNS)
      for (const [, name] of text.matchAll(pattern)) {
        if (existsSync(fileOf(name))) names.add(name);
        else if (strict) unknown.push(`${relative(GENDAN, path)}: ${name}`);
      }
  }
  if (unknown.length) throw new Error(`no such Tabler icon:\n${unknown.join("\n")}`);
  return [...names].sort();
}

function symbol(name) {
  const body = readFileSync(fileOf(name), "utf8")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<svg[^>]*>|<\/svg>/g, "")
    .replace(/<path[^>]*d="M0 0h24v24H0z"[^>]*\/>/g, "")
    .replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
}

export function buildIcons(target) {
  const names = usedNames();
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join("")}</svg>\n`);
  console.log(`  ${names.length} icons`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildIcons(join(HERE, "..", "static", "dist", "icons.svg"));
