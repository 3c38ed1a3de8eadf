// Pictures of one page of each type, to look at: on a phone and on a desk, light and dark.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { DESK, PHONE, close, types, visit } from './site.mjs';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const viewport of [PHONE, DESK]) {
  for (const colorScheme of ['light', 'dark']) {
    await visit(types, { viewport, colorScheme, reducedMotion: 'reduce' }, async (tab, entry) => {
      const name = entry.path.replace(/\/$/, '').replaceAll('/', '-').replace('.html', '') || 'home';
      await tab.screenshot({ path: join(folder, `${name}-${viewport.width}-${colorScheme}.png`), fullPage: true });
    });
  }
}
await close();
console.log(`${types.length * 4} pictures in ${folder}`);
