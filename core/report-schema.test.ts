import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { reportSchema } from './report-schema.ts';

const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  // The pattern beside each of these formats says the same.
  formats: { date: true, 'date-time': true },
});
const validate = ajv.compile(reportSchema());

async function golden(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile('reports/golden/run.json', 'utf8')) as Record<string, unknown>;
}

test('the published schema is fresh: npm run generate renews it', async () => {
  const published: unknown = JSON.parse(await readFile('reports/run.schema.json', 'utf8'));
  expect(published).toEqual(reportSchema());
});

test('the golden document is valid', async () => {
  expect(validate(await golden())).toBe(true);
});

test.each([
  ['a verdict that is none', { verdict: 'READY' }],
  ['a key of its own', { outcome: 'pass' }],
  ['another version', { formatVersion: 4 }],
  ['a finding without evidence', { findings: [{ check: 'a/b', status: 'pass' }] }],
  ['a time that is none', { takenAt: 'yesterday' }],
])('a document with %s is not', async (_what, change) => {
  expect(validate({ ...(await golden()), ...change })).toBe(false);
});
