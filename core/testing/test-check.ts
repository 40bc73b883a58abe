// The table tester of checks. Only tests import it.
import { describe, expect, test } from '@jest/globals';
import type { Cause } from '../aws.ts';
import type { Check, Needs, Subject } from '../check.ts';
import { evaluate } from '../evaluate.ts';
import { openEvidence } from '../evidence.ts';
import { objectSubject, type Finding, type Status } from '../finding.ts';
import type { Facts } from '../json.ts';
import type { Collector } from '../collector.ts';
import { trackReads } from '../spec/reads.ts';
import type { Spec } from '../spec/spec.ts';
import type { StoredObservation } from '../observation.ts';
import type { Snapshot } from '../snapshot.ts';

type ItemOf<C> = C extends Collector<infer Item> ? Item : never;

/** Items by need and key: an item, null for "AWS says there is none", or a cause for "could not be seen". */
export type Artifacts<N extends Needs> = {
  readonly [Name in keyof N]: Readonly<Record<string, ItemOf<N[Name]> | null | Unseen>>;
};

export interface Unseen {
  readonly unseen: Cause;
}

/** An observation that could not be made, for a case that must not pass. */
export function denied(operation: string): Unseen {
  const cause: Cause = {
    kind: 'denied',
    operation,
    code: 'AccessDeniedException',
    message: `AWS denied ${operation}.`,
    action: operation,
    calls: [`${operation}#00000000`],
  };
  return { unseen: cause };
}

interface Case<N extends Needs> {
  readonly name: string;
  readonly artifacts: Artifacts<N>;
  /** Replaces members of the table's subject. */
  readonly subject?: Readonly<Record<string, unknown>>;
}

type PassCase<N extends Needs> = Case<N> & { readonly details?: readonly string[] };
type Told<N extends Needs> = Case<N> & {
  /** The whole message; of the first object when several deviate. */
  readonly message: string;
  /** The objects that have a finding of their own, with their messages. */
  readonly objects?: Readonly<Record<string, string>>;
  readonly details?: readonly string[];
};

export interface Table<N extends Needs> {
  /** When the evidence was taken; 2026-11-23T12:00:00Z unless told. */
  readonly takenAt?: string;
  readonly pass: readonly [PassCase<N>, ...PassCase<N>[]];
  readonly fail: readonly [Told<N>, ...Told<N>[]];
  readonly unsettled?: readonly Told<N>[];
  readonly unknown?: readonly Told<N>[];
  readonly error?: readonly Told<N>[];
}

/**
 * Judges every case through the engine, twice, and adds the laws that hold for all checks: names are unique, every
 * declared artifact is read, and a pass is lost when any item it rests on is not seen.
 */
export function testCheck<S extends Subject, N extends Needs>(
  check: Check<S, N>,
  subject: NoInfer<S>,
  table: Table<N>,
): void {
  const takenAt = table.takenAt ?? '2026-11-23T12:00:00.000Z';
  const judge = (entry: Case<N>, artifacts: Record<string, Record<string, unknown>>): Judged =>
    judgeOnce(check, { ...subject, ...entry.subject }, artifacts, takenAt);

  describe(check.id, () => {
    const read = new Set<string>();
    const each = (status: Status, entries: readonly (Case<N> & Partial<Told<N>>)[]) => {
      for (const entry of entries) {
        test(`${status}: ${entry.name}`, () => {
          const findings = judge(entry, entry.artifacts);
          const [first] = findings;
          const { message, details } = first;
          expect({ status: first.status, message }).toEqual({
            status,
            message: entry.message ?? null,
          });
          if (entry.details !== undefined) expect(details).toEqual(entry.details);
          if (entry.objects !== undefined) {
            expect(messagesByObject(findings, subject.name)).toEqual(entry.objects);
          } else {
            expect(findings).toHaveLength(1);
          }
          expect(judge(entry, entry.artifacts)).toEqual(findings);
          for (const call of first.calls) read.add(call.slice(0, call.indexOf('|')));
        });
      }
    };
    each('pass', table.pass);
    each('fail', table.fail);
    each('unsettled', table.unsettled ?? []);
    each('unknown', table.unknown ?? []);
    each('error', table.error ?? []);

    test.each(table.pass)('no pass is left when an item is not seen: $name', (entry) => {
      for (const [need, items] of Object.entries(entry.artifacts)) {
        const collector = check.needs[need];
        if (collector === undefined) throw new Error(`the check has no need "${need}"`);
        for (const key of Object.keys(items)) {
          const blind = {
            ...entry.artifacts,
            [need]: { ...items, [key]: denied('test:Operation') },
          };
          const before = judge(entry, entry.artifacts)[0].calls.some((call) =>
            call.startsWith(`${collector.id}|${key}`),
          );
          // An item that the pass does not rest on may be missing; one that it rests on may not.
          const after = judge(entry, blind)[0].status;
          expect(before ? after : 'not read').not.toBe('pass');
        }
      }
    });

    test('with no artifact at all it does not pass', () => {
      const [entry] = table.pass;
      expect(judge(entry, {})[0].status).toBe('unknown');
    });

    test('every case has a name of its own', () => {
      const names = [
        ...table.pass,
        ...table.fail,
        ...(table.unsettled ?? []),
        ...(table.unknown ?? []),
        ...(table.error ?? []),
      ].map(({ name }) => name);
      expect(names).toEqual([...new Set(names)]);
    });

    test('every declared artifact is read by some case', () => {
      const ids = Object.values(check.needs).map(({ id }) => id);
      expect([...read].sort()).toEqual(expect.arrayContaining([...new Set(ids)].sort()));
    });
  });
}

/** The findings of one row. */
type Judged = readonly [Finding, ...Finding[]];

function messagesByObject(findings: Judged, entry: string) {
  const prefix = objectSubject(entry, '');
  return Object.fromEntries(
    findings.map(({ subject, message }) => [subject.slice(prefix.length), message]),
  );
}

function judgeOnce(
  check: Check,
  subject: Subject,
  artifacts: Record<string, Record<string, unknown>>,
  takenAt: string,
): Judged {
  const snapshot: Snapshot = {
    formatVersion: 1,
    specDigest: 'test',
    suite: 'test',
    account: '123456789012',
    region: 'us-east-1',
    partition: 'aws',
    endpoint: null,
    takenAt,
    stopped: null,
    calls: [],
    artifacts: Object.fromEntries(
      Object.entries(artifacts).map(([need, items]) => {
        const id = check.needs[need]?.id ?? need;
        return [id, { state: 'collected', items: store(id, items) }];
      }),
    ),
  };
  const tracker = trackReads({} as Spec);
  const row = { check, subject, notApplicable: null, excluded: null, reads: [] };
  const suite = { id: 'test', title: 'test', when: 'test', checks: [check] } as const;
  const [first, ...others] = evaluate(
    { suite, spec: {} as Spec, tracker, rows: [row] },
    openEvidence(snapshot),
    () => ({ line: 1, column: 1 }),
  );
  if (first === undefined) throw new Error('a planned row has no finding');
  for (const { expected, actual } of [first, ...others]) {
    const facts: (Facts | null)[] = [expected, actual];
    expect(facts).toEqual(JSON.parse(JSON.stringify(facts)));
  }
  return [first, ...others];
}

/** Gives each item a call of its own, `<collector>|<key>`, so that a finding's calls tell what was read. */
function store(id: string, items: Record<string, unknown>): Record<string, StoredObservation> {
  return Object.fromEntries(
    Object.entries(items).map(([key, item]): [string, StoredObservation] => {
      const calls = [`${id}|${key}`];
      if (item === null) return [key, { state: 'absent', calls }];
      if (isUnseen(item)) return [key, { state: 'unseen', cause: { ...item.unseen, calls } }];
      const value: unknown = structuredClone(item);
      return [key, { state: 'present', value, calls }];
    }),
  );
}

function isUnseen(item: unknown): item is Unseen {
  return typeof item === 'object' && item !== null && 'unseen' in item;
}
