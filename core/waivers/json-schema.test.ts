import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { baselineText, createBaseline } from './baseline.ts';
import { withWaiver } from './edit.ts';
import { baselineSchema, waiversFileSchema } from './json-schema.ts';
import { failing, waiving } from './testing/findings.ts';

const day = /^\d{4}-\d\d-\d\d$/;
const ajv = new Ajv({ strict: true, allErrors: true, formats: { date: day, 'date-time': true } });
const validWaivers = ajv.compile(waiversFileSchema());
const validBaseline = ajv.compile(baselineSchema());

test.each([
  ['waivers', waiversFileSchema()],
  ['baseline', baselineSchema()],
])('the published schema of %s is the one that the code makes', (name, schema) => {
  const published = readFileSync(join(__dirname, `../../specs/${name}.schema.json`), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(schema)));
});

test('what the commands write is valid for an editor too', () => {
  const text = withWaiver(null, waiving({ actual: { a: [1, null, { b: true }] }, details: ['x'] }));
  expect(validWaivers(parse(text))).toBe(true);
  const { baseline } = createBaseline(
    { id: 'R', takenAt: '2026-11-29T12:00:00.000Z', findings: [failing()] },
    { reason: 'Stood before the cutover.', owner: '@ops', expires: '2027-02-28' },
    null,
  );
  expect(validBaseline(parse(baselineText(baseline)))).toBe(true);
});

test.each([
  ['an unknown key', { ...waiving(), till: '2026-12-31' }],
  ['no owner', { ...waiving(), owner: undefined }],
  ['a day that is none', waiving({ expires: 'tomorrow' })],
])('an editor sees %s', (_, waiver) => {
  const file: unknown = JSON.parse(JSON.stringify({ version: 1, waivers: [waiver] }));
  expect(validWaivers(file)).toBe(false);
});
