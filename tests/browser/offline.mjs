// The site works under any path of any host, and from a folder without a host.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { serve } from './lib/server.mjs';
import { en, named, open, site } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const links = (html) => [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, link]) => link.replaceAll('&amp;', '&'))
  .filter((link) => !/^(?:https?|mailto|data):/.test(link));

test('every link of the offline copy names a file', () => {
  const offline = site('offline');
  const files = new Set(offline.files);
  const problems = [];
  let looked = 0;
  for (const entry of offline.pages) {
    const file = join(offline.folder, entry.path, /(?:^|\/)$/.test(entry.path) ? 'index.html' : '');
    for (const link of links(entry.html)) {
      const to = new URL(link, pathToFileURL(file));
      const path = fileURLToPath(new URL(to.pathname, to)).slice(offline.folder.length + 1).replaceAll('\\', '/');
      looked += 1;
      if (!files.has(path)) problems.push(`${named(entry)} ${link}`);
      else if (to.hash && !readFileSync(join(offline.folder, path), 'utf8').includes(` id="${decodeURIComponent(to.hash.slice(1))}"`)) problems.push(`${named(entry)} ${link}: no such place`);
    }
  }
  verdict(problems, looked, 2000);
});

test('the offline copy has every page, and its style', async () => {
  const offline = site('offline');
  const missing = en.pages.filter(({ path }) => !offline.pages.some((page) => page.path === path));
  const tab = await open();
  await tab.goto(pathToFileURL(join(offline.folder, 'points/ceasefire/index.html')).href);
  const problems = missing.map((entry) => `${named(entry)} is missing`);
  const width = await tab.evaluate(() => getComputedStyle(document.querySelector('main')).maxInlineSize + document.styleSheets.length);
  if (!/[1-9]$/.test(width)) problems.push('the style sheet is not found');
  await tab.locator('header nav.menu a').first().click();
  if (!/\/index\.html$/.test(tab.url())) problems.push(`the menu leads to ${tab.url()}`);
  verdict(problems, offline.pages.length, 100);
});

test('pages work under any path', async () => {
  const problems = [];
  let looked = 0;
  for (const prefix of ['/', '/some/where/else/']) {
    const { address, close } = await serve(en.folder, prefix);
    const tab = await open();
    tab.on('response', (response) => {
      looked += 1;
      if (!response.ok()) problems.push(`${response.url().replace(address, prefix)} answers ${response.status()}`);
    });
    await tab.goto(`${address}points/ceasefire/`);
    for (const link of ['header .name', 'header nav.menu a >> nth=3', 'main a[href*="points/"] >> nth=0', 'main a[href*="actors/"] >> nth=0', 'footer a >> nth=0']) {
      await tab.locator(link).first().click();
      await tab.waitForLoadState();
      if (!tab.url().startsWith(address)) problems.push(`${link} leads to ${tab.url()}`);
    }
    close();
  }
  verdict(problems, looked, 12);
});
