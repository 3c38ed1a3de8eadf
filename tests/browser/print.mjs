// On paper: the words and their sources, without the means of moving around.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { promisify } from 'node:util';

import { en, named, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const run = promisify(execFile);
const flat = (text) => text.replace(/\s+/g, ' ');
// A word may be broken over two lines of paper, an address at any letter.
const tight = (text) => text.replace(/\s+/g, '');
const printed = new Map();
// One page of each type, and those on which something is folded.
const pages = [...types, ...en.pages.filter((entry) => !types.includes(entry) && /<details(?! class="quote-this")[ >]/.test(entry.html))];

before(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'planbook-print-'));
  await visit(pages, { colorScheme: 'dark' }, async (tab, entry) => {
    const path = join(folder, `${pages.indexOf(entry)}.pdf`);
    await tab.pdf({ path, format: 'A4', preferCSSPageSize: true, printBackground: true });
    const [{ stdout: text }, { stdout: info }] = await Promise.all([run('pdftotext', ['-layout', path, '-']), run('pdfinfo', [path])]);
    await tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const page = await tab.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
      chrome: [...document.querySelectorAll('nav, button, .search, fieldset.filter, form, .skip')].filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 60)),
      folded: [...document.querySelectorAll('details:not(.quote-this) :is(p, li)')].flatMap((element) => (
        [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()))).filter((text) => text.length > 30),
      address: document.querySelector('link[rel=canonical]')?.href,
      sources: [...document.querySelectorAll('ol.sources > li')].map((source) => source.querySelector('a[href^=http]')?.href).filter(Boolean),
    }));
    printed.set(entry, { text, info, ...page });
  });
  await rm(folder, { recursive: true });
});

after(() => printed.clear());

const each = (judge, least) => {
  const problems = [];
  let looked = 0;
  for (const [entry, page] of printed) looked += judge(page, (what) => problems.push(`${named(entry)} ${what}`), entry) ?? 1;
  verdict(problems, looked, least);
};

test('neither menus nor filters nor buttons', () => each(({ chrome, text }, say) => {
  if (chrome.length) say(`prints ${chrome}`);
  if (/Skip to the content|On this page|You are here|^\s*Menu\s*$/m.test(text)) say('prints words of the navigation');
  if (flat(text).length < 200) say('prints hardly a word');
}, pages.length));

test('the first sheet says which page it is, and as of when', () => each(({ text, address }, say, entry) => {
  const first = text.split('\f')[0];
  if (entry.path === '404.html') return;
  if (!tight(first).includes(tight(address))) say(`does not print ${address} on its first sheet`);
  if (!/As of \d|Last checked \d/.test(flat(first))) say('prints no date on its first sheet');
}, pages.length));

test('sources come with their addresses', () => each(({ text, sources }, say) => {
  const paper = tight(text);
  const missing = sources.filter((source) => !paper.includes(tight(source)) && !paper.includes(tight(decodeURI(source))));
  if (missing.length) say(`does not print ${missing.length} of ${sources.length} addresses, such as ${missing[0]}`);
  return sources.length;
}, 50));

test('what is folded on the screen is open on paper', () => each(({ text, folded }, say) => {
  const paper = tight(text);
  for (const words of folded) if (!paper.includes(tight(words))) say(`does not print “${words.slice(0, 60)}”`);
  return folded.length;
}, 2));

test('dark colours stay on the screen', () => each(({ ground, ink }, say) => {
  if (!['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground)) say(`has ${ink} on ${ground}`);
  if (ink.match(/\d+/g).slice(0, 3).some((part) => part > 100)) say(`prints in ${ink}`);
}, pages.length));

test('the matrix lies on its side, all other pages stand', () => each(({ info }, say, entry) => {
  const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info).map(Number);
  if (Math.abs(Math.min(width, height) - 595) > 1 || Math.abs(Math.max(width, height) - 842) > 1) say(`is ${width} × ${height}`);
  if ((width > height) !== (entry.path === 'positions/')) say(`is ${width} wide and ${height} high`);
}, pages.length));

test('the plan prints with the titles of all twenty points', () => {
  const titles = en.pages.filter(({ path }) => /^points\/[^/]+\/$/.test(path)).map(({ html }) => /<h1[^>]*>([^<]+)/.exec(html)[1]);
  assert.equal(titles.length, 20);
  const paper = tight(printed.get(en.page('plan/')).text);
  verdict(titles.filter((title) => !paper.includes(tight(title))), titles.length, 20);
});
