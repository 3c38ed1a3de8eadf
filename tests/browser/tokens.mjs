// Colours can be told apart from their ground, and shapes from each other. Computed from the style sheet itself.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { DESK, PHONE, en, named, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const CSS = readFileSync(join(en.folder, 'style.css'), 'utf8').replace(/\/\*[^]*?\*\//g, '');

/** The custom properties that hold a colour, in a part of the style sheet. */
const tokens = (css) => Object.fromEntries([...css.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{3,6})\b/gi)].map(([, name, value]) => [name, value]));
const darkAt = CSS.search(/@media[^{]*\(prefers-color-scheme: dark\)/);
const darkPart = CSS.slice(darkAt, CSS.indexOf('}', darkAt));
const light = tokens(CSS.slice(0, darkAt));
const SCHEMES = { light, dark: { ...light, ...tokens(darkPart) } };

/** Contrast as WCAG 2 defines it. */
function contrast(a, b) {
  const [light, dark] = [a, b].map(luminance).sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const digits = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit) : colour.slice(1).match(/../g);
  const [red, green, blue] = digits.map((pair) => parseInt(pair, 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const TONES = ['teal', 'blue', 'grey', 'amber', 'rust', 'violet'];
const PAIRS = [
  ...['paper', 'sand', 'mark'].map((ground) => ['ink', ground, 7]),
  ...['paper', 'sand'].flatMap((ground) => ['muted', 'link', 'visited', 'hover'].map((ink) => [ink, ground, 4.5])),
  ...TONES.map((tone) => [tone, `${tone}-tint`, 4.5]),
  // An edge of a control, and the outline of the focus, which is ink.
  ['edge', 'paper', 3], ['ink', 'sand', 3],
];

for (const [scheme, colours] of Object.entries(SCHEMES)) {
  test(`text and edges stand out from their ground: ${scheme}`, () => {
    const problems = [];
    let pairs = 0;
    for (const [ink, ground, least] of PAIRS) {
      assert.ok(colours[ink] && colours[ground], `the style sheet has no --${ink} or --${ground}`);
      const ratio = contrast(colours[ink], colours[ground]);
      pairs += 1;
      if (ratio < least) problems.push(`${ink} on ${ground}: ${ratio.toFixed(2)}, of at least ${least}`);
    }
    verdict(problems, pairs, PAIRS.length);
  });
}

test('the dark scheme has colours of its own', () => {
  const same = Object.keys(light).filter((name) => SCHEMES.dark[name] === light[name]);
  verdict(same, Object.keys(light).length, 20);
});

test('a link that was visited looks different', () => {
  for (const { link, visited } of Object.values(SCHEMES)) assert.notEqual(link, visited);
  assert.match(CSS, /a:visited\s*\{[^}]*color:\s*var\(--visited\)/);
  assert.match(CSS, /:focus-visible\s*\{[^}]*outline:[^}]*var\(--ink\)/);
});

test('each status and stance has a shape of its own, and a word', async () => {
  const template = readFileSync(new URL('../../templates/parts/icon.html', import.meta.url), 'utf8');
  const shapes = [...template.matchAll(/name == "([a-z-]+)" %\} d="([^"]+)"/g)];
  const problems = [];
  for (const [, name, shape] of shapes) {
    const twin = shapes.find(([, other, path]) => path === shape && other !== name);
    if (twin) problems.push(`${name} looks like ${twin[1]}`);
  }
  // On the pages: the same word always with the same shape, and no shape for two words.
  const wordOf = new Map();
  await visit(types, {}, async (tab, entry) => {
    const chips = await tab.evaluate(() => [...document.querySelectorAll('.chip')].map((chip) => (
      [chip.textContent.trim(), chip.querySelector('path')?.getAttribute('d')])));
    for (const [word, shape] of chips) {
      if (!word) problems.push(`${named(entry)}: a chip without a word`);
      if (!shape) continue;
      if ((wordOf.get(word) ?? shape) !== shape) problems.push(`${named(entry)}: “${word}” has two shapes`);
      wordOf.set(word, shape);
    }
  });
  const words = [...wordOf.keys()];
  for (const shape of new Set(wordOf.values())) {
    const sharing = words.filter((word) => wordOf.get(word) === shape);
    if (sharing.length > 1) problems.push(`one shape stands for ${sharing.join(', ')}`);
  }
  verdict(problems, Math.min(shapes.length, words.length), 8);
});

test('shapes stay visible where the system chooses the colours', async () => {
  const problems = [];
  let icons = 0;
  for (const viewport of [DESK, PHONE]) {
    await visit(types, { viewport, forcedColors: 'active' }, async (tab, entry) => {
      const found = await tab.evaluate(() => [...document.querySelectorAll('.chip .icon')]
        .filter((icon) => icon.checkVisibility())
        .map((icon) => {
          const chip = icon.closest('.chip');
          const { width, height } = icon.getBoundingClientRect();
          return { word: chip.textContent.trim(), fill: getComputedStyle(icon).fill, ground: getComputedStyle(chip).backgroundColor, size: Math.min(width, height) };
        }));
      icons += found.length;
      for (const { word, fill, ground, size } of found) {
        if (fill === ground || size < 8) problems.push(`${named(entry)}: the shape of “${word}” is ${size} px, ${fill} on ${ground}`);
      }
    });
  }
  verdict([...new Set(problems)], icons, 100);
});
