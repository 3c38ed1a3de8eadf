// How a test gives its verdict.

import assert from 'node:assert/strict';
import { after } from 'node:test';

import { close } from './site.mjs';

// Every file of tests comes by here.
after(close);

/** Fails with all the problems at once, and fails where there was too little to look at. */
export function verdict(problems, looked, least) {
  assert.ok(looked >= least, `looked at ${looked} things only, of at least ${least}`);
  if (problems.length === 0) return;
  const shown = problems.slice(0, 20);
  if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more`);
  assert.fail(`${problems.length} found:\n${shown.join('\n')}`);
}
