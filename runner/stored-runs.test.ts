import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { renderJson } from '../reports/json.ts';
import { finding, reportOf } from '../reports/testing/reports.ts';
import { storedReport } from './stored-runs.ts';

const OLD = '01KATZ9XJ0D4R8V0C2Q3Y5W7N8';
const NEW = '01KATZ9XJ0D4R8V0C2Q3Y5W7N9';
let store = '';

beforeAll(async () => {
  store = await mkdtemp(join(tmpdir(), 'landfall-runs-'));
  for (const [id, deployment] of [
    [OLD, 'old'],
    [NEW, 'new'],
  ] as const) {
    await mkdir(join(store, id));
    await writeFile(join(store, id, 'run.json'), renderJson(reportOf([finding()], { deployment })));
  }
  // A run that was being written when the machine went down.
  await mkdir(join(store, '.unfinished-01KATZ9XJ0D4R8V0C2Q3Y5W7NZ'));
});

test('the newest whole run, unless told', async () => {
  expect((await storedReport(null, store)).deployment).toBe('new');
});

test('a run by its id, its folder or its document', async () => {
  for (const run of [OLD, join(store, OLD), join(store, OLD, 'run.json')]) {
    expect((await storedReport(run, store)).deployment).toBe('old');
  }
});

test('without any run it says how to make one', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'landfall-runs-'));
  await expect(storedReport(null, empty)).rejects.toThrow(
    `there is no stored run in ${empty}; make one with landfall run compliance, or name one with --run.`,
  );
});

test('a file that is no report is refused', async () => {
  const file = join(store, 'other.json');
  await writeFile(file, '{}');
  await expect(storedReport(file, store)).rejects.toThrow(/has another shape/);
});
