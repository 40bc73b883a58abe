import { expect, test } from '@jest/globals';
import { seriesDifferences, seriesKey, type Series } from './series.ts';

const SERIES: Series = {
  deployment: 'orders',
  suite: 'smoke',
  environment: 'production',
  account: '123456789012',
  region: 'eu-west-1',
  isAws: true,
};

test.each<[Partial<Series>, string[]]>([
  [{}, []],
  [{ deployment: 'x' }, ['deployments: orders and x']],
  [{ suite: 'cutover' }, ['suites: smoke and cutover']],
  [{ environment: null }, ['environments: production and none']],
  [{ account: '1' }, ['accounts: 123456789012 and 1']],
  [{ region: 'x' }, ['regions: eu-west-1 and x']],
  [{ isAws: false }, ['endpoints: AWS and a sandbox']],
])('%j', (other, differences) => {
  const changed = { ...SERIES, ...other };
  expect(seriesDifferences(SERIES, changed)).toEqual(differences);
  expect(seriesKey(changed) === seriesKey(SERIES)).toBe(differences.length === 0);
});
