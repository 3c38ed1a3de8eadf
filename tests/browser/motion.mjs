// Nothing moves by itself, and nothing at all where a reader wants no motion.

import test from 'node:test';

import { en, named, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

test('no animation and no smooth scrolling where motion is unwanted', async () => {
  const problems = [];
  let elements = 0;
  await visit(types, { reducedMotion: 'reduce' }, async (tab, entry) => {
    const { looked, moving, scrolling } = await tab.evaluate(() => {
      const all = [...document.querySelectorAll('*')];
      const long = (times) => times.split(',').some((time) => parseFloat(time) > 0);
      const moves = (style) => (style.animationName !== 'none' && long(style.animationDuration)) || long(style.transitionDuration);
      return {
        looked: all.length,
        moving: document.getAnimations().length + all.filter((element) => moves(getComputedStyle(element))).length,
        scrolling: getComputedStyle(document.documentElement).scrollBehavior,
      };
    });
    elements += looked;
    if (moving) problems.push(`${named(entry)}: ${moving} things move`);
    if (scrolling !== 'auto') problems.push(`${named(entry)} scrolls ${scrolling}`);
  });
  verdict(problems, elements, types.length * 50);
});

test('nothing reloads, blinks or runs', () => {
  const found = en.pages.filter(({ html }) => /http-equiv="?refresh|<(?:blink|marquee|video|audio|canvas|iframe|object|embed)\b/i.test(html));
  verdict(found.map((entry) => named(entry)), en.pages.length, 100);
});
