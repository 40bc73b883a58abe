import { describe, expect, test } from '@jest/globals';
import { findingKey } from '../finding-key.ts';
import type { Finding } from '../finding.ts';
import { formatProblems } from '../spec/problems.ts';
import { applyWaivers } from './apply.ts';
import {
  baselineText,
  createBaseline,
  parseBaseline,
  waiversOf,
  type Baseline,
} from './baseline.ts';
import { failing } from './testing/findings.ts';

const NOON = '2026-11-29T12:00:00.000Z';
const TERMS = { reason: 'Stood before the cutover.', owner: '@ops', expires: '2027-02-28' };

const runOf = (findings: readonly Finding[]) => ({ id: 'R', takenAt: NOON, findings });
const created = (findings: readonly Finding[], earlier: Baseline | null = null) =>
  createBaseline(runOf(findings), TERMS, earlier);
const subjectsOf = (entries: readonly { readonly subject: string }[]) =>
  entries.map(({ subject }) => subject);

/** The subjects that a baseline waives among findings. */
function waivedBy({ baseline }: { baseline: Baseline }, findings: readonly Finding[]) {
  const { findings: after } = applyWaivers(findings, waiversOf(baseline), NOON);
  return subjectsOf(after.filter(({ waiver }) => waiver !== null));
}

test('it covers the failures of the run, and nothing else of it', () => {
  const change = created([
    failing(),
    failing({ subject: 'a', status: 'error' }),
    failing({ subject: 'b', status: 'pass' }),
    failing({ check: 'account/identity', subject: 'c' }),
    failing({
      subject: 'd',
      waiver: { id: 'W-1', reason: 'r', owner: 'o', expires: '2026-12-31' },
    }),
  ]);
  expect(change.baseline.baseline).toEqual({
    run: 'R',
    createdAt: NOON,
    ...TERMS,
    findings: [
      {
        key: findingKey(failing()),
        check: 'sg/ingress-exact',
        account: '123456789012',
        region: 'us-east-1',
        subject: 'db',
        severity: 'high',
        message: 'The security group has undeclared rules.',
        actual: { ingress: ['tcp 22 from 0.0.0.0/0'] },
        details: ['Not declared: tcp 22 from 0.0.0.0/0.'],
      },
    ],
  });
});

describe('what it covers later', () => {
  const baseline = created([failing()]);
  test.each<[string, Partial<Finding>, boolean]>([
    ['the same failure', {}, true],
    [
      'the same failure by another number',
      { actual: { ingress: ['tcp 22 from 0.0.0.0/0'], count: 9 } },
      true,
    ],
    ['no new subject', { subject: 'db-2' }, false],
    ['no other check', { check: 'sg/no-public-ingress' }, false],
    ['no other account', { account: '210987654321' }, false],
    ['no other region', { region: 'eu-west-1' }, false],
    ['no worse severity', { severity: 'critical' }, false],
    [
      'nothing that has come to a list',
      { actual: { ingress: ['tcp 22 from 0.0.0.0/0', 'b'] } },
      false,
    ],
    ['no other failure of it', { message: 'The security group has no rules.' }, false],
    ['no new detail', { details: ['Not declared: tcp 22 from 0.0.0.0/0.', 'And b.'] }, false],
    ['nothing undecided', { status: 'unknown' }, false],
  ])('%s', (_, facts, isCovered) => {
    const finding = failing(facts);
    expect(waivedBy(baseline, [finding])).toEqual(isCovered ? [finding.subject] : []);
  });
});

describe('of a resource that was absent', () => {
  const absent = failing({
    check: 'iam/no-admin-policies',
    message: 'There is no such role.',
    actual: {},
    details: [],
  });
  const present: Partial<Finding> = { message: 'The role has the rights of an administrator.' };

  test('it says that there was none', () => {
    expect(created([absent]).baseline.baseline.findings).toMatchObject([
      { message: 'There is no such role.', actual: {}, details: [] },
    ]);
  });

  test.each<[string, Partial<Finding>, boolean]>([
    ['that it is absent still', {}, true],
    ['nothing that is wrong with it', { ...present, actual: { policy: 'admin' } }, false],
    ['nothing that names no facts', present, false],
    ['no fact of it, whatever the words', { actual: { policy: 'admin' } }, false],
    ['no detail of it, whatever the words', { details: ['AdministratorAccess.'] }, false],
  ])('it covers %s', (_, facts, isCovered) => {
    const finding = { ...absent, ...facts };
    expect(waivedBy(created([absent]), [finding])).toEqual(isCovered ? ['db'] : []);
  });

  test('it covers no value of a fact that there was none of', () => {
    const unset = failing({ actual: { policy: null }, details: [] });
    const set = failing({ actual: { policy: 'admin' }, details: [] });
    expect(waivedBy(created([unset]), [unset])).toEqual(['db']);
    expect(waivedBy(created([unset]), [set])).toEqual([]);
  });
});

describe('made before it said how each fails', () => {
  const earlier = (facts: Partial<Finding>) => {
    const { baseline } = created([failing(facts)]);
    const findings = baseline.baseline.findings.map((entry) => {
      const old = { ...entry };
      delete old.message;
      if (Object.keys(old.actual ?? {}).length === 0) delete old.actual;
      if (old.details?.length === 0) delete old.details;
      return old;
    });
    return { ...baseline, baseline: { ...baseline.baseline, findings } };
  };

  test('what it says nothing of it does not cover, and says so', () => {
    const old = earlier({ actual: {}, details: [] });
    const { waivers } = applyWaivers([failing()], waiversOf(old), NOON);
    expect(waivers).toMatchObject([
      {
        state: 'void',
        note: 'It does not say how what it names fails, so nobody can have accepted this failure: message, actual or details must say it.',
      },
    ]);
    const { added, removed } = created([failing()], old);
    expect([subjectsOf(added), subjectsOf(removed)]).toEqual([['db'], []]);
  });

  test('what it enumerates it covers as ever', () => {
    expect(waivedBy({ baseline: earlier({}) }, [failing()])).toEqual(['db']);
  });
});

test('what nobody declared is covered by name alone, or not at all', () => {
  const undeclared = failing({
    check: 'sg/undeclared-groups',
    subject: 'securityGroups',
    actual: { undeclared: 1 },
    details: ['Not declared: a.'],
  });
  const change = created([undeclared]);
  expect(waivedBy(change, [undeclared])).toEqual(['securityGroups']);
  expect(waivedBy(change, [{ ...undeclared, details: ['Not declared: b.'] }])).toEqual([]);
  const many = created([{ ...undeclared, details: ['Not declared: a.', 'And 2 more.'] }]);
  expect(many.baseline.baseline.findings).toEqual([]);
  expect(subjectsOf(many.uncovered)).toEqual(['securityGroups']);
});

describe('created anew', () => {
  const first = created([failing({ subject: 'a' }), failing({ subject: 'b' })]).baseline;

  test('it tells what it would cover besides, and what is mended', () => {
    const { added, removed, baseline } = created(
      [
        failing({ subject: 'a' }),
        failing({ subject: 'b', status: 'pass' }),
        failing({ subject: 'c' }),
      ],
      first,
    );
    expect(subjectsOf(added)).toEqual(['c']);
    expect(subjectsOf(removed)).toEqual(['b']);
    expect(subjectsOf(baseline.baseline.findings)).toEqual(['a', 'c']);
  });

  test('from a run with the baseline it is the same', () => {
    const { findings } = applyWaivers(
      [failing({ subject: 'a' }), failing({ subject: 'b' })],
      waiversOf(first),
      NOON,
    );
    const { added, removed, baseline } = created(findings, first);
    expect({ added, removed }).toEqual({ added: [], removed: [] });
    expect(baseline).toEqual(first);
  });

  test.each<[string, readonly Finding[]]>([
    ['could not decide', [failing({ subject: 'b', status: 'error' })]],
    ['did not look at', [failing({ check: 'ecs/logging', status: 'pass' })]],
    ['looked at in another region', [failing({ region: 'eu-west-1', status: 'pass' })]],
  ])('it keeps what the run %s', (_, findings) => {
    const others = findings.some(({ status }) => status === 'error')
      ? [failing({ subject: 'a' }), ...findings]
      : findings;
    const { removed, baseline } = created(others, first);
    expect(removed).toEqual([]);
    expect(subjectsOf(baseline.baseline.findings)).toEqual(['a', 'b']);
  });

  test('a failure that has got longer is one that was not covered', () => {
    const longer = failing({ subject: 'a', details: ['Not declared: b.'] });
    expect(subjectsOf(created([longer, failing({ subject: 'b' })], first).added)).toEqual(['a']);
  });
});

describe('its file', () => {
  const { baseline } = created([failing()]);
  const parse = (text: string, today = '2026-11-29') => {
    const parsed = parseBaseline({ file: 'b.yaml', text }, { today });
    return parsed.ok
      ? parsed.value
      : formatProblems(parsed.problems, text.split('\n')).split('\n')[0];
  };

  test('comes back as it was written', () => {
    expect(parse(baselineText(baseline))).toEqual(baseline);
  });

  test.each<[string, [string, string], string]>([
    [
      'a subject that is written over another',
      ['subject: db', 'subject: orders'],
      'b.yaml:10:12  error  baseline.findings[0].key: is not the key of the finding that stands beside it',
    ],
    [
      'an end too far ahead',
      ['2027-02-28', '2028-01-01'],
      'b.yaml:8:12  error  baseline.expires: may be at most 180 days ahead, which is 2027-05-28',
    ],
    ['no owner', ['  owner: "@ops"\n', ''], 'b.yaml:3:1  error  "owner" is missing in baseline'],
  ])('%s is refused', (_, [from, to], head) => {
    expect(parse(baselineText(baseline).replace(from, to))).toBe(head);
  });
});
