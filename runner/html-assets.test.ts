import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { htmlAssetsFile } from './html-assets.ts';

test("the page's script and style are fresh: npm run generate renews them", async () => {
  const current = await readFile('reports/html/assets.ts', 'utf8');
  await expect(htmlAssetsFile()).resolves.toBe(current);
});

test('nothing in them ends the element that they stand in', async () => {
  expect(await htmlAssetsFile()).not.toMatch(/<\/|<!--/);
});
