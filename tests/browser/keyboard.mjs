// Everything is reached by the keyboard, seen while it is, and left again.

import test from 'node:test';

import { DESK, PHONE, named, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

/** What Tab should stop at, in its order; the radios of a group are one stop. */
function stops() {
  const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
  const groups = new Set();
  return [...all].filter((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled || element.tabIndex < 0) return false;
    if (element.type !== 'radio') return true;
    const first = !groups.has(element.name);
    groups.add(element.name);
    return first;
  }).length;
}

/** Where the focus is, whether it can be seen, and which place it is among the elements. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const outline = outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
  // A link over several lines has a box on each.
  const boxes = [...element.getClientRects()].filter((box) => box.width && box.height);
  const seen = boxes.some((box) => {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return top && (element.contains(top) || top.contains(element) && top.closest('label'));
  });
  const all = [...document.querySelectorAll('*')];
  return {
    place: all.indexOf(element), outline, seen, radio: element.type === 'radio' ? element.name : null,
    name: `<${element.localName}> ${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}`,
  };
}

for (const viewport of [DESK, PHONE]) {
  test(`Tab goes through all of a page and back to its start, ${viewport.width} wide`, async () => {
    const problems = [];
    let looked = 0;
    await visit(types, { viewport, reducedMotion: 'reduce' }, async (tab, entry) => {
      const say = (what) => problems.push(`${named(entry)} ${what}`);
      const expected = await tab.evaluate(stops);
      const seen = new Set();
      let closed = false;
      let last = -1;
      for (let press = 0; press <= expected + 2 && !closed; press += 1) {
        await tab.keyboard.press('Tab');
        const stop = await tab.evaluate(focused);
        closed = !stop || seen.has(stop.place);
        if (closed) break;
        seen.add(stop.place);
        looked += 1;
        if (stop.outline < 2) say(`has an outline of ${stop.outline} px at ${stop.name}`);
        if (!stop.seen) say(`hides ${stop.name}`);
        if (stop.place < last) say(`goes back in the text to ${stop.name}`);
        last = stop.place;
      }
      if (!closed) say(`does not come back to its start after ${expected} stops`);
      if (seen.size !== expected) say(`stops ${seen.size} times, and has ${expected} links and controls`);
    });
    verdict(problems, looked, types.length * 10);
  });
}

test('the first stop skips to the content', async () => {
  const problems = [];
  let looked = 0;
  await visit(types, { reducedMotion: 'reduce' }, async (tab, entry) => {
    const say = (what) => problems.push(`${named(entry)} ${what}`);
    await tab.keyboard.press('Tab');
    if (!await tab.locator('a.skip:focus').count()) return say('does not begin with the skip link');
    await tab.keyboard.press('Enter');
    await tab.waitForURL('**#page-main').catch(() => say('does not skip'));
    await tab.keyboard.press('Tab');
    const past = await tab.evaluate(() => (
      document.querySelector('main').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_CONTAINED_BY
      || document.querySelector('footer').contains(document.activeElement)));
    if (!past) say('does not go on in its content');
    looked += 1;
  });
  verdict(problems, looked, types.length);
});

test('no page orders its stops by hand', () => {
  const ordered = types.filter(({ html }) => /\stabindex="?[1-9]/.test(html));
  verdict(ordered.map((entry) => named(entry)), types.length, 20);
});

test('focus and choice change nothing but themselves', async () => {
  const problems = [];
  let looked = 0;
  await visit(types, { reducedMotion: 'reduce' }, async (tab, entry) => {
    const before = tab.url();
    const moved = await tab.evaluate(() => [...document.querySelectorAll('a[href], button, input, summary')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        element.focus();
        if (element.type === 'radio') element.click();
        // A filter may hide what stands behind it.
        return element.checkVisibility() && document.activeElement !== element;
      }).map((element) => element.outerHTML.slice(0, 80)));
    looked += 1;
    problems.push(...moved.map((element) => `${named(entry)} moves the focus away from ${element}`));
    if (tab.url() !== before) problems.push(`${named(entry)} leads to ${tab.url()}`);
  });
  verdict(problems, looked, types.length);
});

test('buttons are large enough for a thumb', async () => {
  const problems = [];
  let looked = 0;
  await visit(types, { viewport: PHONE }, async (tab, entry) => {
    const small = await tab.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')].filter((button) => button.checkVisibility());
      return { count: buttons.length, small: buttons.map((button) => [button.textContent.trim(), button.getBoundingClientRect().height]) };
    });
    looked += small.count;
    for (const [name, height] of small.small) if (height < 44) problems.push(`${named(entry)}: “${name}” is ${height} px high`);
  });
  verdict(problems, looked, types.length);
});
