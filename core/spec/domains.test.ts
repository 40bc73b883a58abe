import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DOMAINS } from './domains.ts';

test('gates can name every domain that has checks', () => {
  const folders = readdirSync(join(__dirname, '../../checks'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => name);
  expect(folders.length).toBeGreaterThan(0);
  expect(folders.filter((name) => !DOMAINS.includes(name))).toEqual([]);
});
