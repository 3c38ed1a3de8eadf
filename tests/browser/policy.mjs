// The security policy holds on every page, and no page has need of what it forbids.

import assert from 'node:assert/strict';
import test from 'node:test';

import { POLICY } from './lib/server.mjs';
import { en, named, sites, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

/** Keeps what the browser reports, from before the page begins. */
const WATCH = () => {
  window.violations = [];
  addEventListener('securitypolicyviolation', (event) => {
    window.violations.push(`${event.violatedDirective}: ${event.blockedURI || event.sample}`);
  });
};

test('each page carries the policy of the header', () => {
  // A meta element cannot say who may frame a page.
  const twin = POLICY.split('; ').filter((rule) => !rule.startsWith('frame-ancestors')).join('; ');
  assert.notEqual(twin, POLICY);
  const problems = [];
  for (const of of sites) {
    for (const entry of of.pages) {
      const metas = [...entry.html.matchAll(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/g)];
      if (metas.length !== 1 || metas[0][1] !== twin) problems.push(`${named(entry, of)}: ${metas.map(([, policy]) => policy)}`);
    }
  }
  verdict(problems, en.pages.length, 100);
});

test('no style attribute, no inline script, no inline style sheet, no handler', () => {
  const problems = [];
  let tags = 0;
  for (const of of sites) {
    for (const entry of of.pages) {
      for (const [tag, name] of entry.html.matchAll(/<([a-z][a-z0-9-]*)\b(?:"[^"]*"|[^">])*>/g)) {
        tags += 1;
        const data = /\stype="application\/ld\+json"/.test(tag);
        const forbidden = /\s(?:style|on[a-z]+)\s*=/.test(tag.replaceAll(/"[^"]*"/g, '""')) || name === 'style'
          || (name === 'script' && !data && !/\ssrc=/.test(tag));
        if (forbidden) problems.push(`${named(entry, of)}: ${tag}`);
      }
    }
  }
  verdict(problems, tags, 10_000);
});

for (const of of sites) {
  test(`loading violates nothing: ${of.name}`, async () => {
    const problems = [];
    let looked = 0;
    const before = async (tab, entry) => {
      await tab.addInitScript(WATCH);
      tab.on('console', (message) => {
        if (message.type() === 'error') problems.push(`${named(entry, of)}: ${message.text()}`);
      });
      tab.on('pageerror', (error) => problems.push(`${named(entry, of)}: ${error}`));
      tab.on('response', (response) => {
        if (response.headers()['content-security-policy'] !== POLICY) problems.push(`${named(entry, of)}: another header`);
      });
    };
    await visit(of.pages, { before }, async (tab, entry) => {
      const violations = await tab.evaluate(() => window.violations);
      looked += 1;
      problems.push(...violations.map((violation) => `${named(entry, of)}: ${violation}`));
    }, of);
    verdict(problems, looked, of.pages.length);
  });
}

test('searching and previews violate nothing', async () => {
  const problems = [];
  let looked = 0;
  await visit(types, { before: (tab) => tab.addInitScript(WATCH) }, async (tab, entry) => {
    await tab.locator('form.find input[name=q]').first().fill('withdrawal');
    await tab.locator('ol.results a').first().waitFor({ timeout: 5000 }).catch(() => problems.push(`${named(entry)}: no results`));
    await tab.keyboard.press('Escape');
    const link = tab.locator('main a[href]:not([href^="http"]):visible').first();
    await link.hover();
    await tab.waitForTimeout(800);
    const violations = await tab.evaluate(() => window.violations);
    looked += 1;
    problems.push(...violations.map((violation) => `${named(entry)}: ${violation}`));
  });
  verdict(problems, looked, types.length);
});
