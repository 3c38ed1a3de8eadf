// Links say where they lead, and one finds the same things in the same places.

import test from 'node:test';

import { DESK, PHONE, en, named, open, served, sites, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

/** Links and names of a page, as a reader meets them. */
function read() {
  const link = (a) => {
    const copy = a.cloneNode(true);
    copy.querySelectorAll('[aria-hidden=true]').forEach((hidden) => hidden.remove());
    const text = (a.getAttribute('aria-label') ?? copy.textContent).replace(/\s+/g, ' ').trim();
    return { text, href: a.href, target: a.target };
  };
  const links = (selector) => [...document.querySelectorAll(selector)].map(link);
  // A cell gives its links the names of its row and column, a mark or number in a list that of the text before it.
  const alone = [...document.querySelectorAll('main a[href]')].filter((a) => !a.closest('td, .cite, .note-mark, .back, .numbers'));
  return {
    title: document.title, h1: document.querySelector('h1').textContent.trim(),
    h2: [...document.querySelectorAll('h2')].map((heading) => heading.textContent.trim()),
    all: links('a[href]'), nav: links('header nav a[href]'), foot: links('footer a[href]'), alone: alone.map(link),
  };
}

const pages = new Map();

async function readAll(of) {
  if (!pages.has(of)) {
    const found = [];
    await visit(of.pages, { javaScriptEnabled: false }, async (tab, entry) => found.push({ entry, ...await tab.evaluate(read) }), of);
    pages.set(of, found);
  }
  return pages.get(of);
}

for (const of of sites) {
  test(`each link says where it leads, and opens no window: ${of.name}`, async () => {
    const problems = [];
    let links = 0;
    for (const { entry, all } of await readAll(of)) {
      for (const { text, href, target } of all) {
        links += 1;
        if (!text || /^(?:click )?(?:here|more|read more|this|link|details)\W*$|^https?:/i.test(text)) problems.push(`${named(entry, of)}: “${text}” to ${href}`);
        if (target) problems.push(`${named(entry, of)}: “${text}” opens a window`);
      }
    }
    verdict(problems, links, of.pages.length * 8);
  });

  test(`the same words lead to one place on a page: ${of.name}`, async () => {
    const { address } = await served(of);
    const problems = [];
    let links = 0;
    for (const { entry, alone } of await readAll(of)) {
      const places = new Map();
      for (const { text, href } of alone) {
        links += 1;
        const first = places.get(text) ?? href;
        places.set(text, first);
        if (first !== href) problems.push(`${named(entry, of)}: “${text}” to ${first.replace(address, '/')} and to ${href.replace(address, '/')}`);
      }
    }
    verdict([...new Set(problems)], links, of.pages.length);
  });

  test(`header and footer are the same on every page: ${of.name}`, async () => {
    const { address } = await served(of);
    const problems = [];
    const read = await readAll(of);
    const home = read.find(({ entry }) => entry.path === '');
    for (const part of ['nav', 'foot']) {
      // The 404 page is at home at no address.
      const shape = (links) => links.map(({ text, href }) => `${text} ${href.replace(/#.*/, '').replace(address, '/')}`).join('; ');
      for (const page of read) {
        if (shape(page[part]) !== shape(home[part])) problems.push(`${named(page.entry, of)} ${part}: ${shape(page[part])}`);
      }
    }
    for (const { entry, foot } of read) if (!foot.some(({ href }) => href.endsWith('/report'))) problems.push(`${named(entry, of)}: no way to report an error`);
    verdict(problems, home.nav.length + home.foot.length, 5);
  });

  test(`titles and headings name one thing each: ${of.name}`, async () => {
    const problems = [];
    const read = await readAll(of);
    const titles = new Map();
    for (const { entry, title, h1, h2 } of read) {
      if (titles.has(title)) problems.push(`${named(entry, of)} has the title of ${titles.get(title)}: ${title}`);
      titles.set(title, named(entry, of));
      if (!h1 || !title.startsWith(h1)) problems.push(`${named(entry, of)}: the title “${title}” does not begin with “${h1}”`);
      if (h2.some((heading) => !heading) || new Set(h2).size !== h2.length) problems.push(`${named(entry, of)}: headings ${h2}`);
    }
    verdict(problems, read.length, of.pages.length);
  });
}

test('every page is two links from every other, by the list from A to Z', async () => {
  const read = await readAll(en);
  const { address } = await served();
  const plain = (href) => href.replace(/#.*/, '');
  const near = new Set(read.find(({ entry }) => entry.path === 'search/').all.map(({ href }) => plain(href)));
  const problems = [];
  for (const { entry, all } of read) {
    if (entry.path !== '404.html' && !near.has(address + entry.path)) problems.push(`${named(entry)} is not in the list`);
    if (!all.some(({ href }) => plain(href) === `${address}search/`)) problems.push(`${named(entry)} has no link to the list`);
  }
  verdict(problems, near.size, 100);
});

test('tables keep their cells and heads on a phone', async () => {
  const { address } = await served();
  const problems = [];
  let cells = 0;
  for (const path of ['positions/', 'points/hamas-disarmament/']) {
    const counts = [];
    for (const viewport of [DESK, PHONE]) {
      const tab = await open({ viewport });
      await tab.goto(address + path);
      const { nodes } = await (await tab.context().newCDPSession(tab)).send('Accessibility.getFullAXTree');
      const count = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role).length;
      const roles = ['table', 'row', 'cell', 'columnheader', 'rowheader'].map((role) => `${count(role)} ${role}`);
      cells += count('cell');
      counts.push(roles.join(', '));
    }
    if (counts[0] !== counts[1]) problems.push(`${path}: ${counts[0]} at 1280, ${counts[1]} at 375`);
  }
  verdict(problems, cells, 100);
});
