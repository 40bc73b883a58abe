import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Status } from '../core/finding.ts';
import { messageOf, uniqueNames } from './finding-text.ts';
import { finding } from './testing/reports.ts';

const WAIVER = { id: 'M-1', reason: 'Later.', owner: 'dba', expires: '2026-12-31' };

test('names are unique whatever was asked for, and the first user of a name has it', () => {
  const names = fc.array(fc.constantFrom('a', 'b', 'a (2)', 'a (3)', 'a (2) (2)'));
  fc.assert(
    fc.property(names, (asked) => {
      const unique = uniqueNames();
      const given = asked.map((name) => unique(name));
      expect(new Set(given).size).toBe(asked.length);
      expect(given.slice(0, 1)).toEqual(asked.slice(0, 1));
    }),
  );
});

test('only a failure is called waived', () => {
  for (const status of Status.options) {
    const text = messageOf(finding({ status, message: 'It is so.', waiver: WAIVER }));
    expect(text).toBe(
      status === 'fail' ? 'waived until 2026-12-31 by dba: Later. (It is so.)' : 'It is so.',
    );
  }
});
