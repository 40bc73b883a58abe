import { describe, expect, test } from '@jest/globals';
import { loadChecks } from '../../runner/suites.ts';
import { faultById, faultIds, faultList } from './faults.ts';
import { FAULTS } from './registry.ts';

test('every fault has an id of its own', () => {
  const ids = faultIds();
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('a fault names checks that exist', async () => {
  const known = new Set((await loadChecks()).map(({ id }) => id));
  const unknown = FAULTS.flatMap(({ id, breaks }) =>
    breaks.flatMap(({ check }) => (check === '*' || known.has(check) ? [] : `${id}: ${check}`)),
  );
  expect(unknown).toEqual([]);
});

describe.each(FAULTS.map((fault) => [fault.id, fault] as const))('%s', (id, fault) => {
  test('has an id and a sentence, and breaks something', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(fault.describes).toMatch(/^[A-Z].*\.$/);
    expect(fault.breaks).not.toEqual([]);
  });
});

test('the list tells each check once', () => {
  const listed = faultList().find(({ id }) => id === 'wrong-account');
  expect(listed?.breaks).toEqual(['account/identity', '*']);
});

test('a fault that does not exist is refused, with the one that was meant', () => {
  expect(() => faultById('database-open-to-the-wrold')).toThrow(
    'there is no fault "database-open-to-the-wrold" — did you mean "database-open-to-the-world"?; see landfall sandbox faults',
  );
  expect(() => faultById('xyz')).toThrow(/^there is no fault "xyz"; see landfall sandbox faults$/);
});
