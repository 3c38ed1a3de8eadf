// Pages stay light: what they weigh as they travel, what they ask for, and that nothing moves once it is there.

import assert from 'node:assert/strict';
import test from 'node:test';

import { DESK, PHONE, en, named, served, sites, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const KB = 1024;
const PAGE = { html: 14 * KB, load: 20 * KB };
// Pages that gather what stands on many others.
const GATHERING = { html: 30 * KB, load: 36 * KB };
const GATHER = ['positions/', 'timeline/', 'sources/', 'search/', 'plan/', 'glossary/', 'conflicts/', 'changes/'];
const limits = (entry) => (GATHER.includes(entry.path) ? GATHERING : PAGE);
const kb = (bytes) => (bytes / KB).toFixed(1).padStart(5);

test('each page is light, with all that it asks for', async () => {
  const { address, size } = await served();
  const problems = [];
  const weights = [];
  const before = (tab) => {
    // The browser asks for the icon only where there is a window to show it in.
    const asked = new Set([`${address}icon.svg`]);
    tab.on('request', (request) => asked.add(request.url()));
    return asked;
  };
  await visit(en.pages, { before }, async (tab, entry, asked) => {
    // A script may ask for more once all is there.
    await tab.waitForTimeout(200);
    const say = (what) => problems.push(`${named(entry)} ${what}`);
    for (const url of asked) if (!url.startsWith(address)) say(`asks another host: ${url}`);
    const files = [...asked].filter((url) => url.startsWith(address)).map((url) => (
      decodeURIComponent(url.slice(address.length)).replace(/^$|\/$/, '$&index.html')));
    const sheets = files.filter((file) => file.endsWith('.css'));
    const scripts = files.filter((file) => file.endsWith('.js'));
    const sum = (of) => of.reduce((bytes, file) => bytes + size(file), 0);
    const html = sum(files.filter((file) => file.endsWith('.html')));
    const load = sum(files);
    if (html === 0) say('was not loaded');
    if (html > limits(entry).html) say(`weighs ${kb(html)} KB, of at most ${kb(limits(entry).html)}`);
    if (load > limits(entry).load) say(`loads ${kb(load)} KB, of at most ${kb(limits(entry).load)}`);
    if (files.length > 4) say(`makes ${files.length} requests: ${files}`);
    if (sheets.length !== 1 || sum(sheets) > 6 * KB) say(`has style sheets of ${kb(sum(sheets))} KB: ${sheets}`);
    if (scripts.length !== 1 || sum(scripts) > 3 * KB) say(`has scripts of ${kb(sum(scripts))} KB: ${scripts}`);
    const others = files.filter((file) => !/\.(html|css|js)$/.test(file) && file !== 'icon.svg');
    if (others.length) say(`loads ${others}`);
    if ((await tab.context().cookies()).length) say('sets a cookie');
    const kept = await tab.evaluate(() => localStorage.length + sessionStorage.length);
    if (kept) say(`keeps ${kept} things in the browser`);
    weights.push({ page: named(entry), html, load });
  });
  weights.sort((a, b) => b.html - a.html);
  console.log('heaviest pages, in KB     html  with all');
  for (const { page, html, load } of weights.slice(0, 12)) console.log(`  ${page.padEnd(22)} ${kb(html)}     ${kb(load)}`);
  verdict(problems, weights.length, 100);
});

test('nothing holds up the page: each script is deferred', () => {
  const problems = [];
  let scripts = 0;
  for (const of of sites) {
    for (const entry of of.pages) {
      for (const [tag] of entry.html.matchAll(/<script\b[^>]*\bsrc=[^>]*>/g)) {
        scripts += 1;
        if (!/\sdefer[\s>]/.test(tag)) problems.push(`${named(entry, of)}: ${tag}`);
      }
    }
  }
  verdict(problems, scripts, 100);
});

test('the search index is small', async () => {
  const { size } = await served();
  const files = ['entries.en.js', 'words.en.js'].map((name) => en.files.find((file) => file.endsWith(name)));
  assert.ok(files.every(Boolean), 'there is no search index');
  const bytes = files.map(size);
  console.log(`search index: ${bytes.map(kb).join(' + ')} KB`);
  assert.ok(bytes[0] > 1 * KB && bytes[1] > 1 * KB, 'the index is empty');
  assert.ok(bytes[0] + bytes[1] <= 40 * KB, `the index weighs ${kb(bytes[0] + bytes[1])} KB, of at most 40`);
});

/** How far things move while a page loads (https://web.dev/articles/cls). */
function shifts() {
  return new Promise((done) => {
    let sum = 0;
    const watch = (list) => list.getEntries().forEach((shift) => { sum += shift.value; });
    new PerformanceObserver((list) => watch(list)).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(sum), 300));
  });
}

for (const viewport of [PHONE, DESK]) {
  test(`nothing moves while a page loads, ${viewport.width} wide`, async () => {
    const problems = [];
    let looked = 0;
    await visit(types, { viewport }, async (tab, entry) => {
      let moved = await tab.evaluate(shifts);
      // A browser that is interrupted may paint half a line. What the page itself moves, it moves each time.
      for (let again = 0; moved && again < 2; again += 1) {
        await tab.reload();
        moved = Math.min(moved, await tab.evaluate(shifts));
      }
      looked += 1;
      if (moved) problems.push(`${named(entry)} moves by ${moved}`);
    });
    verdict(problems, looked, types.length);
  });
}
