import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { htmlAssetsFile, loadAssetsFile } from './html-assets.ts';

describe.each([
  ["the page's", 'reports/html/assets.ts', htmlAssetsFile],
  ["the load charts'", 'reports/html/load/assets.ts', loadAssetsFile],
])('%s script and style', (_whose, path, make) => {
  test('are fresh: npm run generate renews them', async () => {
    const current = await readFile(path, 'utf8');
    // Of two long lines, a difference says nothing to anybody.
    expect((await make()) === current).toBe(true);
  });

  test('have nothing that ends the element that they stand in', async () => {
    expect(await make()).not.toMatch(/<\/|<!--/);
  });
});
