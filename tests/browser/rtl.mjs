// From right to left, pages are the mirror of those from left to right, and foreign words keep their own direction.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { DESK, en, named, open, served, sites, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const MIRRORED = sites.filter((of) => of !== en);

for (const of of MIRRORED) {
  test(`every page runs from right to left: ${of.name}`, () => {
    const wrong = of.pages.filter(({ html }) => !html.includes(`<html lang="${of.lang}" dir="rtl">`));
    verdict(wrong.map((entry) => named(entry, of)), of.pages.length, 5);
  });

  test(`the list of contents changes sides: ${of.name}`, async () => {
    const place = async (site) => {
      const { address } = await served(site);
      const tab = await open({ viewport: DESK });
      await tab.goto(`${address}points/${site === en ? 'ceasefire' : 'dredging'}/`);
      const [contents, main] = await Promise.all(['nav.contents', 'main'].map((part) => tab.locator(part).first().boundingBox()));
      return { start: contents.x - main.x, end: main.x + main.width - contents.x - contents.width };
    };
    const [left, right] = [await place(en), await place(of)];
    const problems = [];
    if (left.end > 1 || left.start < 400) problems.push(`en: ${JSON.stringify(left)}`);
    if (Math.abs(left.start - right.end) > 1 || Math.abs(left.end - right.start) > 1) problems.push(`${of.name}: ${JSON.stringify(right)}`);
    verdict(problems, 2, 2);
  });

  test(`foreign words, dates and symbols are set apart: ${of.name}`, async () => {
    const problems = [];
    let [texts, apart] = [0, 0];
    await visit(of.pages, { javaScriptEnabled: false }, async (tab, entry) => {
      const found = await tab.evaluate((lang) => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const [loose, held] = [[], []];
        let texts = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement.closest('script, style')) continue;
          texts += 1;
          for (const [run] of node.data.matchAll(/\p{Script=Latin}[\p{Script=Latin}\p{N}/().\- ]*|\d{4}-\d\d(?:-\d\d)?/gu)) {
            const holder = node.parentElement.closest('bdi, [dir]:not(html), [lang]');
            const own = holder?.localName === 'bdi' || holder?.hasAttribute('dir') && holder.localName !== 'html';
            (own || holder.lang !== lang ? held : loose).push(run);
          }
        }
        return { texts, loose, held: held.length };
      }, of.lang);
      texts += found.texts;
      apart += found.held;
      problems.push(...found.loose.map((run) => `${named(entry, of)}: “${run}”`));
    }, of);
    // The sites do have such words.
    verdict([...new Set(problems)], Math.min(texts / 20, apart), 5);
  });
}

test('the style sheet knows no left and no right', () => {
  const css = readFileSync(join(en.folder, 'style.css'), 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const declarations = [...css.matchAll(/([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)];
  const problems = [];
  for (const [whole, name, value] of declarations) {
    const sided = /^(?:left|right|(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-.*)?|border-(?:top|bottom)-(?:left|right)-radius)$/.test(name)
      || (/^(?:text-align|float|clear|justify-content|justify-items|justify-self|caption-side)$/.test(name) && /\b(?:left|right)\b/.test(value));
    // Four values name the sides in turn: the second is right, the fourth left.
    const four = value.trim().replace(/\([^()]*\)/g, '()').split(/\s+/);
    const uneven = /^(?:margin|padding|inset|border-width|border-style|border-color|scroll-margin|scroll-padding)$/.test(name)
      && four.length === 4 && four[1] !== four[3];
    if (sided || uneven) problems.push(whole);
  }
  verdict(problems, declarations.length, 200);
});
