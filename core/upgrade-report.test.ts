import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { Report } from './report.ts';
import { upgradeReport } from './upgrade-report.ts';

/** What each version has that the one before it did not. */
const NEW_IN: Readonly<Record<number, readonly string[]>> = {
  2: ['checks', 'excerpt', 'waivers', 'history'],
  3: ['load', 'migrationPlan'],
};

/** The golden document as an earlier version would have written it. */
async function writtenBy(version: number): Promise<Record<string, unknown>> {
  const golden = JSON.parse(await readFile('reports/golden/run.json', 'utf8')) as object;
  const later = Object.entries(NEW_IN).flatMap(([at, keys]) => (Number(at) > version ? keys : []));
  const kept = Object.entries(golden).filter(([key]) => !later.includes(key));
  return { ...Object.fromEntries(kept), formatVersion: version };
}

test.each([
  [1, { checks: {}, excerpt: {}, waivers: [], history: null, load: null, migrationPlan: null }],
  [2, { load: null, migrationPlan: null }],
])('a document of version %i is read, and has nothing of what came later', async (version, has) => {
  const old = await writtenBy(version);
  const upgraded = upgradeReport(old);
  expect(upgraded).toEqual({ ...old, ...has, formatVersion: 3 });
  expect(Report.safeParse(upgraded).error).toBeUndefined();
});

test.each([
  ['of the present version', { formatVersion: 3, findings: [] }],
  ['of a later version', { formatVersion: 4 }],
  ['without a version', {}],
  ['that is none', null],
])('a document %s is given back as it is', (_what, json) => {
  expect(upgradeReport(json)).toBe(json);
});
