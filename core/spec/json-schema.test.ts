import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { specFileSchema } from './json-schema.ts';

const SPECS = join(__dirname, '../../specs');
const schema = JSON.parse(JSON.stringify(specFileSchema())) as object;
const validate = new Ajv({ strict: true, allErrors: true, formats: { 'date-time': true } }).compile(
  schema,
);

function errorsOf(yaml: string): readonly string[] {
  return validate(parse(yaml))
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
      );
}

const BASE = `
version: 1
deployment: d
account: { id: "123456789012", region: us-east-1 }
phase: canary
gates: { failOn: high }
`;

test('the published schema is the one that the code makes', () => {
  const published = readFileSync(join(SPECS, 'spec.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(schema);
});

test('the example is valid for an editor too', () => {
  expect(errorsOf(readFileSync(join(SPECS, 'mistersmith.yaml'), 'utf8'))).toEqual([]);
});

test('an environment need not be complete, and may take keys away', () => {
  const environments = `
environments:
  development:
    account: { region: eu-west-1 }
    tags: null
    clusters: { main: { services: { worker: { scaling: { policies: { cpu: { target: 50 } } } } } } }
`;
  expect(errorsOf(BASE + environments)).toEqual([]);
});

test.each([
  ['an unknown key', 'gate: {}', [' must NOT have additional properties']],
  [
    'an unknown key in an environment',
    'environments: { production: { acount: {} } }',
    ['/environments/production must NOT have additional properties'],
  ],
  [
    'a number as a text',
    'budgets: { b: { limitUsdPerMonth: "5", alertAtRatio: [] } }',
    ['/budgets/b/limitUsdPerMonth must be number'],
  ],
  ['a missing key', 'kmsKeys: { k: {} }', ["/kmsKeys/k must have required property 'rotation'"]],
])('%s is no valid spec', (_, yaml, errors) => {
  expect(errorsOf(BASE + yaml)).toEqual(expect.arrayContaining(errors));
});
