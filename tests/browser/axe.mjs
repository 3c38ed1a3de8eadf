// Nothing that axe can find, on any page: light and dark, on a narrow phone and on a desk.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';

import { DESK, PHONE, en, named, sites, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NARROW = { width: 320, height: 640 };

/** Runs axe over pages, each in several surroundings, and tells what it found and how often it ran. */
async function judge(of, pages, surroundings) {
  const problems = [];
  let runs = 0;
  // The policy would keep axe out.
  await visit(pages, { bypassCSP: true, reducedMotion: 'reduce' }, async (tab, entry) => {
    await tab.evaluate(AXE);
    for (const { name, viewport, media, before } of surroundings) {
      await tab.setViewportSize(viewport);
      await tab.emulateMedia(media);
      await before?.(tab);
      const found = await tab.evaluate(async (values) => {
        const { violations, passes } = await axe.run({ runOnly: { type: 'tag', values } });
        return {
          rules: passes.length,
          violations: violations.map(({ id, nodes }) => `${id} ×${nodes.length}: ${nodes[0].html.slice(0, 160)}`),
        };
      }, RULES);
      if (found.rules > 15) runs += 1;
      problems.push(...found.violations.map((violation) => `${named(entry, of)} ${name}: ${violation}`));
    }
  }, of);
  return { problems, runs };
}

const EVERYWHERE = ['light', 'dark'].flatMap((colorScheme) => [NARROW, DESK].map((viewport) => (
  { name: `${colorScheme} ${viewport.width}`, viewport, media: { colorScheme, forcedColors: 'none' } })));

for (const of of sites) {
  test(`no violation on any page, light and dark, narrow and wide: ${of.name}`, async () => {
    const { problems, runs } = await judge(of, of.pages, EVERYWHERE);
    verdict(problems, runs, of.pages.length * EVERYWHERE.length);
  });
}

test('no violation where the system chooses the colours', async () => {
  const surroundings = [PHONE, DESK].map((viewport) => (
    { name: `forced colours ${viewport.width}`, viewport, media: { forcedColors: 'active' } }));
  const { problems, runs } = await judge(en, types, surroundings);
  verdict(problems, runs, types.length * surroundings.length);
});

test('no violation while the menu is open', async () => {
  const surroundings = ['light', 'dark'].map((colorScheme) => ({
    name: `menu ${colorScheme}`, viewport: NARROW, media: { colorScheme, forcedColors: 'none' },
    before: (tab) => tab.evaluate(() => document.querySelector('nav.menu').showPopover?.()).catch(() => {}),
  }));
  const { problems, runs } = await judge(en, types.slice(0, 4), surroundings);
  verdict(problems, runs, 8);
});
