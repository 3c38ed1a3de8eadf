// How fast pages are on a slow phone, as Lighthouse simulates it: medians of several runs.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

import { serve } from '../../tests/browser/lib/server.mjs';

const PAGES = ['', 'points/hamas-disarmament/', 'positions/', 'timeline/'];
const RUNS = 5;
const FLAGS = '--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

const lighthouse = fileURLToPath(new URL('node_modules/lighthouse/cli/index.js', import.meta.url));
const { address, close } = await serve(join(process.env.SITES, 'en'), '/gaza-plan/');
const folder = await mkdtemp(join(tmpdir(), 'planbook-lighthouse-'));

async function measure(page) {
  const out = join(folder, 'report.json');
  await promisify(execFile)(process.execPath, [lighthouse, address + page, '--quiet', '--output=json', `--output-path=${out}`,
    '--only-categories=performance,accessibility,best-practices,seo',
    `--chrome-flags=${FLAGS} --user-data-dir=${await mkdtemp(join(folder, 'profile-'))}`,
  ], { env: { ...process.env, CHROME_PATH: process.env.CHROMIUM } });
  const { categories, audits } = JSON.parse(await readFile(out, 'utf8'));
  const score = (name) => Math.round(categories[name].score * 100);
  const value = (name) => audits[name].numericValue;
  return {
    performance: score('performance'), accessibility: score('accessibility'), 'best-practices': score('best-practices'), seo: score('seo'),
    'FCP ms': value('first-contentful-paint'), 'LCP ms': value('largest-contentful-paint'), 'TBT ms': value('total-blocking-time'),
    CLS: value('cumulative-layout-shift'), bytes: value('total-byte-weight'),
  };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

const table = {};
for (const page of PAGES) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(page));
  table[`/${page}`] = Object.fromEntries(Object.keys(runs[0]).map((name) => {
    const middle = median(runs.map((run) => run[name]));
    return [name, name === 'CLS' ? middle : Math.round(middle)];
  }));
}
console.table(table);
await rm(folder, { recursive: true });
close();
