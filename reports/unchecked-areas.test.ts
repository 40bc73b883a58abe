import { expect, test } from '@jest/globals';
import { areaLines } from './unchecked-areas.ts';

test('statements of areas that no check looks at are counted by area', () => {
  const unverified = [
    '/slo/p95Ms',
    '/load/events',
    '/migration/source/poolSize',
    '/aurora/db/port',
  ];
  expect(areaLines({ leaves: 9, verified: 5, unverified })).toEqual([
    'load and sizing: 2, which a load test shows, or no check looks at yet',
    'pools of the applications: 1, which no check looks at yet',
  ]);
});

test('without such statements there is no line', () => {
  expect(areaLines({ leaves: 9, verified: 8, unverified: ['/aurora/db/port'] })).toEqual([]);
});
