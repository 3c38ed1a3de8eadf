// Valid HTML, in the judgement of two programs that do not know each other.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { HtmlValidate } from 'html-validate';

import { named, served, sites } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

const COUNT = sites.reduce((sum, of) => sum + of.pages.length, 0);

test('the Nu validator finds no error and warns of nothing', async () => {
  const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
  // By their addresses: the security policy of a page means nothing to a file.
  const addresses = await Promise.all(sites.map(async (of) => {
    const { address } = await served(of);
    return of.pages.map((entry) => address + entry.path);
  }));
  const options = ['-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', jar, '--Werror', '--exit-zero-always', '--format', 'gnu', ...addresses.flat()];
  const { stderr } = await promisify(execFile)('java', options, { maxBuffer: 1e8 });
  verdict(stderr.split('\n').filter(Boolean), addresses.flat().length, 100);
});

test('html-validate finds nothing against the standard', async () => {
  const judge = new HtmlValidate({ extends: ['html-validate:standard'] });
  const problems = [];
  for (const of of sites) {
    for (const entry of of.pages) {
      const { results } = await judge.validateString(entry.html);
      for (const { line, column, ruleId, message } of results.flatMap((result) => result.messages)) {
        problems.push(`${named(entry, of)}:${line}:${column} ${ruleId}: ${message}`);
      }
    }
  }
  verdict(problems, COUNT, 100);
});
