import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { LoadRun } from './load-run.ts';

async function golden(): Promise<LoadRun> {
  const document = JSON.parse(await readFile('reports/golden/run.json', 'utf8')) as {
    load: unknown;
  };
  return LoadRun.parse(document.load);
}

test('a series that has not a value for each of its moments is refused, by its place', async () => {
  const load = await golden();
  const [scenario, ...others] = load.scenarios;
  const traffic = { ...scenario?.traffic, p95Ms: scenario?.traffic.p95Ms.slice(1) };
  const parsed = LoadRun.safeParse({ ...load, scenarios: [{ ...scenario, traffic }, ...others] });
  expect(parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
    'scenarios.0.traffic.p95Ms has 59 values at 60 moments',
  ]);
});

test.each([
  ['a verdict of its own', { verdict: 'PASS' }],
  ['no reason', { reason: undefined }],
  ['a key that nobody knows', { score: 95 }],
])('a size with %s is refused', async (_what, change) => {
  const load = await golden();
  const [size, ...others] = load.sizing;
  expect(LoadRun.safeParse({ ...load, sizing: [{ ...size, ...change }, ...others] }).success).toBe(
    false,
  );
});
