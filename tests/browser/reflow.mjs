// Text fits: on the narrowest phone, at twice its size, and with the spacing that a reader may set.

import test from 'node:test';

import { DESK, en, named, sites, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const NARROW = { width: 320, height: 640 };

/** Elements that stick out of the window or lose a part of their text. */
function outside() {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) {
    found.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);
  }
  // What is there for ears only is clipped on purpose; code may scroll by itself.
  const apart = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath !== 'none') return true;
      if (at !== element && ['auto', 'scroll'].includes(style.overflowX)) return true;
    }
    return false;
  };
  const elements = [...document.body.querySelectorAll('*')].filter((element) => (
    element.checkVisibility() && !element.matches('.skip') && !apart(element)));
  for (const element of elements) {
    const name = `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 50)}`;
    for (const { left, right, width: own } of element.getClientRects()) {
      if (own > 0 && (right > width + 1 || left < -1)) {
        found.push(`sticks out to ${Math.round(left)}–${Math.round(right)}: ${name}`);
        break;
      }
    }
    const { overflowX, overflowY } = getComputedStyle(element);
    const cut = (overflow, whole, seen) => ['hidden', 'clip'].includes(overflow) && whole > seen + 1;
    if (cut(overflowX, element.scrollWidth, element.clientWidth) || cut(overflowY, element.scrollHeight, element.clientHeight)) {
      found.push(`is cut: ${name}`);
    }
  }
  return { looked: elements.length, found };
}

/** Judges pages after `prepare` has been done to them. */
async function judge(of, pages, viewport, prepare) {
  const problems = [];
  let elements = 0;
  await visit(pages, { viewport, bypassCSP: true }, async (tab, entry) => {
    if (prepare) await tab.evaluate(prepare);
    const { looked, found } = await tab.evaluate(outside);
    elements += looked;
    problems.push(...found.map((what) => `${named(entry, of)} ${what}`));
  }, of);
  verdict(problems, elements, pages.length * 20);
}

for (const of of sites) {
  test(`every page fits into 320 pixels: ${of.name}`, () => judge(of, of.pages, NARROW));
}

for (const viewport of [DESK, { width: 640, height: 640 }]) {
  test(`text at 200 % fits into ${viewport.width} pixels`, () => judge(en, types, viewport, () => {
    document.documentElement.style.fontSize = '200%';
  }));
}

for (const viewport of [DESK, NARROW]) {
  test(`text with wider spacing fits into ${viewport.width} pixels`, () => judge(en, types, viewport, () => {
    // The figures of WCAG 1.4.12.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
      p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
  }));
}
