// Text that is easy on the eye, and sentences that are not too long. How hard the words are is reported, not judged.

import test from 'node:test';

import { DESK, en, named, types, visit } from './lib/site.mjs';
import { verdict } from './lib/verdict.mjs';

test('a line of prose holds 55 to 75 characters', async () => {
  const medians = [];
  await visit(types, { viewport: DESK }, async (tab, entry) => {
    const lines = await tab.evaluate(() => {
      const lengths = [];
      for (const paragraph of document.querySelectorAll('.prose p')) {
        if (!paragraph.checkVisibility() || paragraph.closest('table')) continue;
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        const lines = [];
        const range = document.createRange();
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement.closest('sup')) continue;
          for (let at = 0; at < node.length; at += 1) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            if (!box.width) continue;
            const last = lines.at(-1);
            if (last && Math.abs(last.bottom - box.bottom) < 8) last.count += 1;
            else lines.push({ bottom: box.bottom, count: 1 });
          }
        }
        // The last line of a paragraph is as long as it happens to be.
        lengths.push(...lines.slice(0, -1).map((line) => line.count));
      }
      return lengths;
    });
    if (lines.length >= 3) medians.push({ entry, median: lines.sort((a, b) => a - b)[lines.length >> 1] });
  });
  verdict(medians.filter(({ median }) => median < 55 || median > 75).map(({ entry, median }) => `${named(entry)}: ${median} characters`), medians.length, 5);
});

/** The summary of a page, as its description says it. */
const summaries = en.pages.map((entry) => ({
  entry,
  text: (/<meta name="description" content="([^"]*)"/.exec(entry.html)?.[1] ?? '').replaceAll('&amp;', '&').replace(/&#?[a-z0-9]+;/gi, '’'),
}));
const words = (text) => text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu) ?? [];
const sentences = (text) => [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);

test('summaries have at most 60 words, and their sentences 25', () => {
  const problems = [];
  let looked = 0;
  for (const { entry, text } of summaries) {
    looked += words(text).length > 3;
    if (words(text).length > 60) problems.push(`${named(entry)}: ${words(text).length} words`);
    for (const sentence of sentences(text)) if (words(sentence).length > 25) problems.push(`${named(entry)}: ${words(sentence).length} words: ${sentence}`);
  }
  verdict(problems, looked, 100);
});

/** Syllables of an English word, near enough for an average. */
function syllables(word) {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '').replace(/(?:[^laeiouy]es|[^td]ed|[^l]e)$/, (end) => end[0]);
  return Math.max(1, (plain.match(/[aeiouy]+/g) ?? []).length);
}

test('the school grade of each summary, for those who write', () => {
  const grades = summaries.filter(({ text }) => words(text).length > 3).map(({ entry, text }) => {
    const all = words(text);
    const grade = 0.39 * (all.length / sentences(text).length) + 11.8 * (all.reduce((sum, word) => sum + syllables(word), 0) / all.length) - 15.59;
    return { entry, grade };
  }).sort((a, b) => b.grade - a.grade);
  const above = grades.filter(({ grade }) => grade > 9).length;
  console.log(`Flesch–Kincaid grade of the summaries: median ${grades[grades.length >> 1].grade.toFixed(1)}, ${above} of ${grades.length} above 9`);
  for (const { entry, grade } of grades.slice(0, 10)) console.log(`  ${grade.toFixed(1).padStart(4)}  ${named(entry)}`);
  verdict([], grades.length, 100);
});
