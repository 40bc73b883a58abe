import { expect, test } from '@jest/globals';
import { memoryOf } from './open-store.ts';

test.each([
  ['a folder remembers what was told of its runs', '/srv/landfall/runs', '/srv/landfall/runs'],
  ['what was told of runs in a bucket is remembered here', 's3://bucket/runs', '.landfall/runs'],
])('%s', (_, store, memory) => {
  expect(memoryOf(store)).toBe(memory);
});
