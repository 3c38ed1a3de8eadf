// The sites under test, and a browser to read them with.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

import { serve } from './server.mjs';

const { CHROMIUM, SITES } = process.env;
assert.ok(CHROMIUM && SITES, 'run the tests with `cargo xtask browser`');

/** One page of each type of the main site, by its path. */
export const TYPES = [
  '', 'plan/', 'points/', 'points/hamas-disarmament/', 'actors/', 'actors/hamas/', 'obstacles/',
  'obstacles/hamas-weapons/', 'positions/', 'timeline/', 'map/', 'glossary/', 'conflicts/', 'unknowns/', 'sources/',
  'changes/', 'freshness/', 'about/', 'method/', 'naming/', 'search/', 'data/', '404.html',
];

export const PHONE = { width: 375, height: 812 };
export const DESK = { width: 1280, height: 900 };

/** A built site: its folder, its language, and its pages as text. */
export function site(name) {
  const folder = join(SITES, name);
  const files = readdirSync(folder, { recursive: true }).map((file) => file.replaceAll('\\', '/')).sort();
  const pages = files.filter((file) => file.endsWith('.html')).map((file) => ({
    path: file.replace(/(^|\/)index\.html$/, '$1'),
    html: readFileSync(join(folder, file), 'utf8'),
  }));
  const home = pages.find((page) => page.path === '').html;
  return {
    name, folder, files, pages,
    lang: /<html lang="([^"]+)"/.exec(home)[1],
    // Where the site says that it lives.
    prefix: new URL(/<link rel="canonical" href="([^"]+)"/.exec(home)[1]).pathname,
    page: (path) => pages.find((page) => page.path === path) ?? assert.fail(`${name} has no page ${path || '/'}`),
  };
}

export const en = site('en');
export const sites = [en, site('ar'), site('he')];

/** Pages of a site, one of each type. */
export const types = TYPES.map(en.page);

const servers = new Map();
let running;

/** The address at which a site is served. */
export async function served(of = en) {
  if (!servers.has(of.name)) servers.set(of.name, serve(of.folder, of.prefix));
  return servers.get(of.name);
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function browser() {
  running ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return running;
}

export async function close() {
  if (running) await (await running).close();
}

/**
 * Opens each page of a list, and hands it over with its entry and what `before` gave, which gets the tab while it
 * is empty. The other options are those of a browser context.
 */
export async function visit(pages, { before, ...options }, work, of = en) {
  const { address } = await served(of);
  const rest = [...pages];
  const reader = async () => {
    const context = await newContext(options);
    let tab;
    while (rest.length) {
      const entry = rest.shift();
      // A new tab costs as much as a page, and only a watched one has to be new.
      if (before) await tab?.close();
      if (before || !tab) tab = await context.newPage();
      const watched = await before?.(tab, entry);
      await tab.goto(address + entry.path);
      await work(tab, entry, watched);
    }
    await context.close();
  };
  // Two at a time, as the machines of the tests have two cores.
  await Promise.all([reader(), reader()]);
}

/** A tab that knows of no other: no cookies, no memory. */
export async function open(options = {}) {
  return (await newContext(options)).newPage();
}

async function newContext(options) {
  const context = await (await browser()).newContext({ viewport: DESK, ...options });
  context.setDefaultTimeout(10_000);
  return context;
}

/** The name of a page for a reader of the report. */
export const named = (entry, of = en) => (of === en ? '' : `${of.name}: `) + (entry.path || '/');
