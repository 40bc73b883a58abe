import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { objectSubject, Status, type Finding } from '../finding.ts';
import { findingKey } from '../finding-key.ts';
import type { Json } from '../json.ts';
import { compareRuns } from './compare.ts';
import type { Change } from './history.ts';
import { finding, run, WAIVER } from './testing/findings.ts';

function changes(before: readonly Finding[], after: readonly Finding[]): readonly Change[] {
  return compareRuns({ report: run(1, before), spec: null }, { report: run(2, after), spec: null })
    .changes;
}

type Words = Status | 'waived' | null;

function findingOf(outcome: Words): readonly Finding[] {
  if (outcome === null) return [];
  return [outcome === 'waived' ? finding('fail', { waiver: WAIVER }) : finding(outcome)];
}

describe('what became of a finding', () => {
  test.each<[Words, Words, string | null]>([
    ['pass', 'fail', 'new'],
    [null, 'fail', 'new'],
    ['error', 'fail', 'new'],
    ['not-checked', 'fail', 'new'],
    ['not-applicable', 'fail', 'new'],
    ['fail', 'fail', null],
    ['waived', 'waived', null],
    ['fail', 'pass', 'fixed'],
    ['waived', 'pass', 'fixed'],
    ['fail', 'waived', 'changed'],
    ['pass', 'waived', 'changed'],
    ['waived', 'fail', 'changed'],
    ['fail', 'unknown', 'changed'],
    ['fail', 'not-checked', 'changed'],
    ['waived', 'unsettled', 'changed'],
    ['pass', 'error', 'changed'],
    [null, 'error', 'changed'],
    ['fail', null, 'gone'],
    ['fail', 'not-applicable', 'gone'],
    ['error', 'pass', null],
    ['error', 'unknown', null],
    ['pass', 'not-checked', null],
    ['pass', null, null],
    [null, 'pass', null],
    ['pass', 'not-applicable', null],
  ])('%s, then %s: %s', (before, after, kind) => {
    const told = changes(findingOf(before), findingOf(after));
    expect(told).toMatchObject(kind === null ? [] : [{ kind, before, after }]);
    expect(told).toHaveLength(kind === null ? 0 : 1);
  });
});

describe('objects of an entry, which have findings of their own while they deviate', () => {
  const column = { subject: objectSubject('orders', 'public.agents.name') };
  const other = { subject: objectSubject('orders', 'public.agents.age') };
  const entry = { subject: 'orders' };

  test('the entry passes: fixed', () => {
    expect(changes([finding('fail', column)], [finding('pass', entry)])).toMatchObject([
      { kind: 'fixed', subject: column.subject, before: 'fail', after: 'pass' },
    ]);
  });

  test('the entry could not be judged: not fixed', () => {
    expect(changes([finding('fail', column)], [finding('error', entry)])).toMatchObject([
      { kind: 'changed', subject: 'orders', before: null, after: 'error' },
      { kind: 'changed', subject: column.subject, before: 'fail', after: 'error' },
    ]);
  });

  test('another object or all of the entry fails, which may hide it: not fixed', () => {
    for (const hiding of [other, entry]) {
      expect(changes([finding('fail', column)], [finding('fail', hiding)])).toMatchObject([
        { kind: 'new', subject: hiding.subject },
        { kind: 'gone', subject: column.subject, before: 'fail', after: null },
      ]);
    }
  });

  test('one that begins to deviate held before', () => {
    expect(changes([finding('pass', entry)], [finding('fail', column)])).toMatchObject([
      { kind: 'new', subject: column.subject, before: 'pass', after: 'fail' },
    ]);
  });
});

const statuses = fc.constantFrom(...Status.options);
const findings = fc.uniqueArray(
  fc.record({
    status: statuses,
    subject: fc.constantFrom('a', 'b', 'c', 'a › x', 'a › y', 'b › x'),
    isWaived: fc.boolean(),
  }),
  { selector: ({ subject }) => subject },
);
const madeOf = (made: { status: Status; subject: string; isWaived: boolean }[]) =>
  made.map(({ status, subject, isWaived }) =>
    finding(status, { subject, waiver: status === 'fail' && isWaived ? WAIVER : null }),
  );

test('what a run did not judge, or could not decide, it never fixes', () => {
  fc.assert(
    fc.property(findings, findings, (before, after) => {
      const later = madeOf(after);
      const passed = new Set(
        later.filter(({ status }) => status === 'pass').map(({ subject }) => subject),
      );
      for (const { kind, subject } of changes(madeOf(before), later)) {
        if (kind !== 'fixed') continue;
        const [entry = ''] = subject.split(' › ');
        expect(passed.has(subject) || passed.has(entry)).toBe(true);
      }
    }),
  );
});

test('a run without some checks fixes nothing of theirs', () => {
  fc.assert(
    fc.property(findings, (before) => {
      const excluded = madeOf(before).map((made) =>
        finding('not-checked', { subject: made.subject }),
      );
      const kinds = changes(madeOf(before), excluded).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind !== 'changed')).toEqual([]);
      const none = changes(madeOf(before), []).map(({ kind }) => kind);
      expect(none.filter((kind) => kind !== 'gone')).toEqual([]);
    }),
  );
});

test('every failure is new, still there, or no longer waived', () => {
  fc.assert(
    fc.property(findings, findings, (before, after) => {
      const later = madeOf(after);
      const compared = compareRuns(
        { report: run(1, madeOf(before)), spec: null },
        { report: run(2, later), spec: null },
      );
      const open = later.filter(({ status, waiver }) => status === 'fail' && waiver === null);
      const told = compared.changes.filter((change) => change.after === 'fail');
      expect(told.length + compared.still).toBe(open.length);
    }),
  );
});

test('the order of findings, their lines and their words are no change', () => {
  fc.assert(
    fc.property(findings, fc.nat(99), (made, line) => {
      const moved = madeOf(made)
        .toReversed()
        .map((found) => ({ ...found, message: 'x', spec: { path: '/x', line, column: 1 } }));
      expect(changes(madeOf(made), moved)).toEqual([]);
    }),
  );
});

test('a finding of another account, region or subject is another one', () => {
  const one = finding('fail');
  for (const other of [{ account: '0' }, { region: 'x' }, { subject: 'x' }, { check: 'x/y' }]) {
    expect(findingKey({ ...one, ...other })).not.toBe(findingKey(one));
  }
});

describe('spec changes and deployment changes', () => {
  const place = { path: '/clusters/main/api', line: 1, column: 1 };
  const api = (status: Status, reads: string[]) => finding(status, { spec: place, reads });
  const compare = (before: Json | null, after: Json | null, was: Finding, is: Finding) =>
    compareRuns(
      { report: run(1, [was], 'one'), spec: before },
      { report: run(2, [is], 'two'), spec: after },
    );
  const spec = (count: number, more: object = {}) =>
    ({ clusters: { main: { api: { count, cpu: 1 } } }, ...more }) as Json;
  const count = ['/clusters/main/api/count'];

  test('what it compared is declared otherwise', () => {
    const { changes: all, specChanges } = compare(
      spec(2),
      spec(3),
      api('pass', count),
      api('fail', count),
    );
    expect(all).toMatchObject([{ kind: 'new', specChanged: true }]);
    expect(specChanges).toEqual(count);
  });

  test('another leaf of the entry, which it does not compare', () => {
    const cpu = ['/clusters/main/api/cpu'];
    const { changes: all } = compare(spec(2), spec(3), api('pass', cpu), api('fail', cpu));
    expect(all).toMatchObject([{ kind: 'new', specChanged: false }]);
  });

  test('one that was not decided stands for its whole entry', () => {
    const { changes: all } = compare(spec(2), spec(3), api('pass', count), api('error', []));
    expect(all).toMatchObject([{ kind: 'changed', specChanged: true }]);
    expect(
      compare(spec(2, { x: 1 }), spec(2), api('pass', count), api('error', [])).changes,
    ).toMatchObject([{ kind: 'changed', specChanged: false }]);
  });

  test('the entry is new in the spec', () => {
    const { changes: all, specChanges } = compare(
      { clusters: {} },
      spec(1),
      finding('pass', { subject: 'other' }),
      api('fail', count),
    );
    expect(specChanges).toEqual(['/clusters/main']);
    expect(all).toMatchObject([{ kind: 'new', specChanged: true }]);
  });

  test('a spec that cannot be read any more may have changed anywhere', () => {
    const { changes: all, specChanges } = compare(
      null,
      spec(1),
      api('pass', count),
      api('fail', count),
    );
    expect(specChanges).toEqual(['']);
    expect(all).toMatchObject([{ specChanged: true }]);
  });

  test('at most 200 places are listed, and all of them count', () => {
    const many = (value: number) =>
      Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`k${at}`, value]));
    const { changes: all, specChanges } = compare(
      many(1),
      many(2),
      finding('pass', { reads: ['/k99'] }),
      finding('fail', { reads: ['/k99'] }),
    );
    expect(specChanges).toHaveLength(200);
    expect(specChanges).not.toContain('/k99');
    expect(all).toMatchObject([{ specChanged: true }]);
  });
});
