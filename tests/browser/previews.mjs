// A link shows what is behind it: after a moment, for pointer and keyboard, and only for those who want it.

import assert from 'node:assert/strict';
import test from 'node:test';

import { PHONE, named, open, served, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const PREVIEW = '#page-preview.preview';
const PAGE = 'points/hamas-disarmament/';
// A link to a page and a citation mark, both in the text.
const LINK = 'main a[href*="actors/"]:visible';
const MARK = 'main .cite a:visible';

async function begin(options) {
  const { address } = await served();
  const tab = await open(options);
  await tab.goto(address + PAGE);
  return tab;
}

const preview = (tab) => tab.locator(PREVIEW);
const isOpen = (tab) => tab.evaluate((selector) => Boolean(document.querySelector(selector)?.matches(':popover-open')), PREVIEW);

/** How long it takes, by the clock of the page, until the preview is there. */
const delay = (tab, event) => tab.evaluate(({ event, selector }) => new Promise((done) => {
  addEventListener(event, () => {
    const start = performance.now();
    const look = () => {
      if (document.querySelector(selector)?.matches(':popover-open')) done(performance.now() - start);
      else if (performance.now() - start > 3000) done(Infinity);
      else requestAnimationFrame(look);
    };
    look();
  }, { once: true, capture: true });
}), { event, selector: PREVIEW });

for (const [what, selector] of [['a link', LINK], ['a citation mark', MARK]]) {
  test(`${what} shows its preview after a pause, to a pointer`, async () => {
    const tab = await begin();
    // The first one waits for the data as well.
    await tab.locator(selector).first().hover();
    await preview(tab).waitFor();
    await tab.mouse.move(0, 0);
    await preview(tab).waitFor({ state: 'hidden' });
    const times = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const measured = delay(tab, 'pointerover');
      await tab.locator(selector).first().hover();
      times.push(await measured);
      await tab.mouse.move(0, 0);
      await preview(tab).waitFor({ state: 'hidden' });
    }
    times.sort((a, b) => a - b);
    assert.ok(times[0] >= 300 && times[1] <= 600, `after ${times.map(Math.round)} ms`);
  });

  test(`${what} shows its preview to the keyboard, and Escape closes it`, async () => {
    const tab = await begin({ reducedMotion: 'reduce' });
    const link = tab.locator(selector).first();
    // Focus that comes by a key is the one that is shown.
    await tab.keyboard.press('Tab');
    await link.focus();
    await preview(tab).waitFor();
    const text = (await preview(tab).innerText()).trim();
    assert.ok(text.length > 20, `it says “${text}”`);
    await tab.keyboard.press('Escape');
    await preview(tab).waitFor({ state: 'hidden' });
    assert.ok(await link.evaluate((element) => element === document.activeElement), 'Escape moves the focus');
  });
}

test('the pointer can enter a preview, and leaving closes it', async () => {
  const tab = await begin();
  await tab.locator(LINK).first().hover();
  await preview(tab).waitFor();
  const box = await preview(tab).boundingBox();
  await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  await tab.waitForTimeout(700);
  assert.ok(await isOpen(tab), 'it closes under the pointer');
  await tab.mouse.move(0, 0, { steps: 5 });
  await preview(tab).waitFor({ state: 'hidden' });
});

test('a preview is whole, inside the window, and moves nothing', async () => {
  const problems = [];
  let looked = 0;
  await visit(types, { reducedMotion: 'reduce' }, async (tab, entry) => {
    const link = tab.locator('main a[href*="actors/"]:visible, main a[href*="points/"]:visible').first();
    if (!await link.count()) return;
    await tab.evaluate(() => {
      window.shifts = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((shift) => { window.shifts += shift.value; })).observe({ type: 'layout-shift', buffered: true });
    });
    await link.hover();
    const before = await link.boundingBox();
    if (!await preview(tab).waitFor({ timeout: 3000 }).then(() => true, () => false)) return problems.push(`${named(entry)} shows none`);
    const after = await link.boundingBox();
    const box = await preview(tab).boundingBox();
    const { width, height, shifts } = await tab.evaluate(() => ({ width: document.documentElement.clientWidth, height: innerHeight, shifts: window.shifts }));
    looked += 1;
    if (before.x !== after.x || before.y !== after.y || shifts) problems.push(`${named(entry)} moves by ${shifts}`);
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) problems.push(`${named(entry)} shows it outside the window: ${JSON.stringify(box)}`);
  });
  verdict(problems, looked, 15);
});

test('what a preview says stands on the page behind the link', async () => {
  const tab = await begin();
  const link = tab.locator(LINK).first();
  await link.hover();
  await preview(tab).waitFor();
  // The first line says of what kind it is, as the list from A to Z does.
  const said = await preview(tab).locator('p:not(.about)').allInnerTexts();
  assert.ok(said.length >= 2, `it says ${said}`);
  await tab.goto(await link.evaluate((element) => element.href));
  const page = (await tab.locator('main').innerText()).replace(/\s+/g, ' ').toLowerCase();
  verdict(said.filter((text) => !page.includes(text.replace(/\s+/g, ' ').trim().toLowerCase())), said.length, 2);
});

test('a finger never opens a preview', async () => {
  const tab = await begin({ viewport: PHONE, hasTouch: true, isMobile: true });
  // The tap itself is looked at, not where it leads.
  await tab.evaluate(() => addEventListener('click', (event) => event.preventDefault(), true));
  await tab.locator(LINK).first().tap();
  await tab.waitForTimeout(900);
  assert.equal(await isOpen(tab), false);
  assert.equal(await tab.locator('button.previews').isVisible(), false, 'a switch without use');
});

test('previews can be switched off, and stay off', async () => {
  const tab = await begin();
  const button = tab.locator('footer button.previews');
  const words = await button.innerText();
  await button.click();
  assert.notEqual(await button.innerText(), words, 'the switch says the same on and off');
  for (const moment of ['at once', 'after loading again']) {
    await tab.locator(LINK).first().hover();
    await tab.waitForTimeout(900);
    assert.equal(await isOpen(tab), false, `a preview ${moment}`);
    await tab.mouse.move(0, 0);
    await tab.reload();
  }
  await button.click();
  assert.equal(await button.innerText(), words);
  await tab.locator(LINK).first().hover();
  await preview(tab).waitFor();
});
