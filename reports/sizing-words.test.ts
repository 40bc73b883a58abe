import { expect, test } from '@jest/globals';
import { SizingVerdict, type Sizing } from '../core/load/sizing.ts';
import { sizeInWords, worstSizesFirst } from './sizing-words.ts';

function sized(verdict: SizingVerdict, facts: Partial<Sizing> = {}): Sizing {
  return {
    resource: `ecs main/${verdict.toLowerCase()}`,
    verdict,
    reason: 'The 95th percentile is 171 ms, within 250 ms.',
    margin: null,
    declared: '3 tasks of 0.5 vCPU, 1 GiB',
    recommended: null,
    options: [],
    current: null,
    ...facts,
  };
}

test('the worst size comes first, and what was never measured is worse than what is known to be too small', () => {
  const sizes = SizingVerdict.options.toReversed().map((verdict) => sized(verdict));
  expect(worstSizesFirst(sizes).map(({ verdict }) => verdict)).toEqual([
    'INVALID',
    'UNDERSIZED',
    'INCONCLUSIVE',
    'OVERSIZED',
    'HOLDS',
  ]);
});

test.each<[string, Partial<Sizing>, string]>([
  ['without a margin', {}, 'The 95th percentile is 171 ms, within 250 ms.'],
  [
    'with a margin',
    { margin: 1.2214, recommended: '3 tasks of 0.5 vCPU, 1 GiB' },
    'The 95th percentile is 171 ms, within 250 ms. Carries 1.22 times the load.',
  ],
  [
    'where another size would hold',
    { recommended: '5 tasks of 0.5 vCPU, 1 GiB' },
    'The 95th percentile is 171 ms, within 250 ms. Declared: 3 tasks of 0.5 vCPU, 1 GiB; predicted to hold: 5 tasks of 0.5 vCPU, 1 GiB.',
  ],
])('a size %s', (_what, facts, words) => {
  expect(sizeInWords(sized('HOLDS', facts))).toBe(words);
});
