// Reading needs no script: words, menu, filters and links are there without.

import assert from 'node:assert/strict';
import test from 'node:test';

import { DESK, PHONE, en, named, open, served, sites, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

/** The words that a reader sees, by part of the page. */
function words() {
  // The one control that is there for the script alone.
  document.querySelectorAll('footer button.previews').forEach((button) => button.remove());
  return Object.fromEntries(['header', 'main', 'footer'].map((name) => [
    name, document.querySelector(`body > ${name}`).innerText.split(/\s+/).filter(Boolean).join(' '),
  ]));
}

for (const of of sites) {
  test(`the same words with script and without: ${of.name}`, async () => {
    const problems = [];
    let count = 0;
    const without = new Map();
    await visit(of.pages, { javaScriptEnabled: false }, async (tab, entry) => without.set(entry, await tab.evaluate(words)), of);
    await visit(of.pages, {}, async (tab, entry) => {
      const seen = await tab.evaluate(words);
      for (const [part, text] of Object.entries(seen)) {
        count += text.split(' ').length;
        const plain = without.get(entry)[part];
        if (text !== plain) {
          const at = [...text].findIndex((letter, index) => letter !== [...plain][index]);
          problems.push(`${named(entry, of)} ${part}: “${text.slice(at, at + 40)}” with script, “${plain.slice(at, at + 40)}” without`);
        }
      }
    }, of);
    verdict(problems, count, of.pages.length * 50);
  });
}

test('the menu opens and closes by keyboard', async () => {
  const { address } = await served();
  const tab = await open({ viewport: PHONE, javaScriptEnabled: false, reducedMotion: 'reduce' });
  await tab.goto(address);
  const menu = tab.locator('header nav.menu');
  const problems = [];
  const wants = async (visible, when) => {
    if (await menu.isVisible() !== visible) problems.push(`the menu is ${visible ? 'closed' : 'open'} ${when}`);
  };
  await wants(false, 'at first');
  for (let presses = 0; presses < 10 && !await tab.locator('.menu-button:focus').count(); presses += 1) await tab.keyboard.press('Tab');
  await tab.keyboard.press('Enter');
  await wants(true, 'after Enter');
  await tab.keyboard.press('Tab');
  if (!await menu.locator('a:focus').count()) problems.push('Tab does not lead into the open menu');
  await tab.keyboard.press('Escape');
  await wants(false, 'after Escape');
  await tab.locator('.menu-button').focus();
  await tab.keyboard.press('Space');
  await wants(true, 'after Space');
  await tab.keyboard.press('Space');
  await wants(false, 'after Space again');
  verdict(problems, await menu.locator('a').count(), 5);
});

/** What a filter shows, against what it is to show. Nothing named means that a thing fits all. */
function judgeFilter() {
  const chosen = { f: '0', g: '0' };
  for (const radio of document.querySelectorAll('.filter :checked')) {
    const [, group, number] = /^page-([fg])-(\d+)$/.exec(radio.id);
    chosen[group] = number;
  }
  const fits = (element) => ['f', 'g'].every((group) => {
    const values = element.dataset[group]?.split(' ');
    return !values || chosen[group] === '0' || values.includes(chosen[group]);
  });
  const items = [...document.querySelectorAll('main :is([data-f], [data-g])')];
  const shown = items.filter((item) => item.checkVisibility());
  const wrong = items.filter((item) => {
    let expected = true;
    for (let at = item; at; at = at.parentElement) expected &&= !at.dataset || fits(at);
    return expected !== item.checkVisibility();
  });
  return {
    shown: shown.length, hidden: items.length - shown.length,
    wrong: wrong.map((item) => `f=${chosen.f} g=${chosen.g}, f="${item.dataset.f}" g="${item.dataset.g}" ${item.textContent.trim().slice(0, 50)}`),
  };
}

for (const path of ['positions/', 'timeline/']) {
  test(`both filters work by keyboard: ${path}`, async () => {
    const { address } = await served();
    const tab = await open({ javaScriptEnabled: false, reducedMotion: 'reduce' });
    await tab.goto(address + path);
    const problems = [];
    const groups = ['f', 'g'];
    const radios = Object.fromEntries(await Promise.all(groups.map(async (group) => (
      [group, await tab.locator(`main fieldset.filter input[type=radio][name=page-${group}]`).count()]))));
    const all = await tab.evaluate(judgeFilter);
    if (all.hidden) problems.push(`${all.hidden} things are hidden at first`);
    for (const group of groups) {
      if (radios[group] < 3) problems.push(`there are ${radios[group]} radios named page-${group}`);
      for (let number = 1; number < radios[group]; number += 1) {
        // From “All”, down by the keys.
        await tab.locator(`#page-${group}-0`).focus();
        await tab.keyboard.press('Space');
        for (let press = 0; press < number; press += 1) await tab.keyboard.press('ArrowDown');
        if (!await tab.locator(`#page-${group}-${number}`).isChecked()) problems.push(`the keys do not reach page-${group}-${number}`);
        const one = await tab.evaluate(judgeFilter);
        problems.push(...one.wrong);
        if (!one.shown || !one.hidden) problems.push(`page-${group}-${number} shows ${one.shown} and hides ${one.hidden}`);
      }
    }
    // And both at once.
    for (const group of groups.filter((group) => radios[group] > 1)) await tab.locator(`#page-${group}-1`).check();
    problems.push(...(await tab.evaluate(judgeFilter)).wrong);
    verdict(problems, all.shown, 40);
  });
}

for (const of of sites) {
  test(`every link inside the site leads somewhere: ${of.name}`, async () => {
    const { address } = await served(of);
    const ids = new Map(of.pages.map((entry) => [
      new URL(entry.path, address).href, new Set([...entry.html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]));
    const answers = new Map();
    const problems = [];
    let links = 0;
    for (const entry of of.pages) {
      const here = new URL(entry.path, address);
      for (const [, written] of entry.html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
        const to = new URL(written.replaceAll('&amp;', '&'), here);
        if (to.origin !== here.origin) continue;
        links += 1;
        const fragment = decodeURIComponent(to.hash.slice(1));
        to.hash = to.search = '';
        if (!answers.has(to.href)) answers.set(to.href, (await fetch(to)).status);
        if (answers.get(to.href) !== 200) problems.push(`${named(entry, of)} ${written} answers ${answers.get(to.href)}`);
        else if (fragment && !ids.get(to.href)?.has(fragment)) problems.push(`${named(entry, of)} ${written}: no such place`);
      }
    }
    verdict(problems, links, of.pages.length * 8);
  });
}

test('the search page lists every page from A to Z', async () => {
  const { address } = await served();
  const tab = await open({ javaScriptEnabled: false, viewport: DESK });
  await tab.goto(`${address}search/`);
  const listed = new Set(await tab.locator('main ul.index a:visible').evaluateAll((links) => links.map((link) => link.href.split('#')[0])));
  // The page itself, and the one for addresses that are none.
  const rest = en.pages.filter(({ path }) => !['search/', '404.html'].includes(path));
  verdict(rest.filter(({ path }) => !listed.has(address + path)).map((entry) => `${named(entry)} is not listed`), listed.size, 100);
});

test('an address that is none answers 404, in the words of the site', async () => {
  const { address } = await served();
  for (const url of [`${address}points/none/`, new URL('/robots.txt', address)]) {
    const response = await fetch(url);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /<h1>Page not found<\/h1>/);
  }
});
