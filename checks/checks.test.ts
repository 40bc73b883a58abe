import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { domainOf, type Check } from '../core/check.ts';
import { isControl } from '../core/controls.ts';
import compliance from '../suites/compliance.suite.ts';
import cutover from '../suites/cutover.suite.ts';
import smoke from '../suites/smoke.suite.ts';

const SUITES = [smoke, compliance, cutover];
const ROOT = join(__dirname, '..');

/** Every file that exports a check by default, found on disk: nothing is registered anywhere but in suites. */
const files = globSync('checks/**/*.ts', { cwd: ROOT })
  .filter((file) => !file.endsWith('.test.ts'))
  .filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('export default defineCheck('))
  .sort();

const checks: readonly [string, Check][] = files.map((file) => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are found on disk, so no import can name them
  const module = require(join(ROOT, file)) as { default: Check };
  return [file, module.default];
});

/** Whether a map in a JSON schema may have keys that it does not name. */
function hasOpenMap(schema: unknown): boolean {
  if (schema === null || typeof schema !== 'object') return false;
  const isOpen =
    'type' in schema && schema.type === 'object' && !('additionalProperties' in schema);
  return isOpen || Object.values(schema).some(hasOpenMap);
}

test('there are checks', () => {
  expect(files.length).toBeGreaterThan(0);
});

describe.each(checks)('%s', (file, check) => {
  test('its id is its path', () => {
    expect(`checks/${check.id}.ts`).toBe(file);
  });

  test('has its table test beside it', () => {
    expect(existsSync(join(ROOT, file.replace(/\.ts$/, '.test.ts')))).toBe(true);
  });

  test('gates something: it is in cutover, and unless it needs a load test in compliance', () => {
    const suites = SUITES.filter((suite) => suite.checks.includes(check)).map(({ id }) => id);
    const needsLoad = Object.values(check.needs).some(
      ({ readsLoadTest }) => readsLoadTest === true,
    );
    const expected = needsLoad ? ['cutover'] : ['compliance', 'cutover'];
    expect(suites.filter((suite) => suite !== 'smoke')).toEqual(expected);
  });

  test('its words are those of a rule', () => {
    expect(check.title).not.toMatch(/\.$|^Ensure|^Check/);
    for (const sentence of [check.risk, check.remediation, check.none]) {
      expect(sentence).toMatch(/^[A-Z].*\.$/s);
    }
    for (const reference of check.references) expect(reference).toMatch(/^https:\/\//);
    const command = 'sql' in check.fix ? check.fix.sql : check.fix.cli;
    expect(command).toMatch('sql' in check.fix ? /^[A-Z]{2,} .*;$/ : /^aws [a-z0-9-]+ [a-z-]+/);
  });

  test('the controls that it names are controls of a benchmark in a version', () => {
    expect(check.controls.filter((control) => !isControl(control))).toEqual([]);
  });

  test('needs evidence', () => {
    expect(Object.keys(check.needs).length).toBeGreaterThan(0);
  });

  test('reads what is stored: no shape of an item lets through what it does not name, or changes it', () => {
    for (const { id, item } of Object.values(check.needs)) {
      const shape = z.toJSONSchema(item, { io: 'input' });
      expect([id, z.toJSONSchema(item, { io: 'output' })]).toEqual([id, shape]);
      expect([id, hasOpenMap(shape)]).toEqual([id, false]);
    }
  });
});

test('a suite lists no check twice, and only checks that are files', () => {
  for (const { id, checks: listed } of SUITES) {
    const ids = listed.map((check) => check.id);
    expect([id, ids]).toEqual([id, [...new Set(ids)]]);
    expect(files).toEqual(expect.arrayContaining(ids.map((check) => `checks/${check}.ts`)));
  }
});

test('every suite begins with the right account', () => {
  expect(SUITES.map((suite) => suite.checks[0].id)).toEqual(SUITES.map(() => 'account/identity'));
});

test('a domain is a folder', () => {
  for (const [file, check] of checks) {
    expect(file.startsWith(`checks/${domainOf(check.id)}/`)).toBe(true);
  }
});
