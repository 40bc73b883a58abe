import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Status, type Finding } from '../finding.ts';
import { Severity } from '../spec/sections/gates.ts';
import { domainVerdict, suiteVerdict } from '../verdict.ts';
import { applyWaivers } from './apply.ts';
import { ARN, failing, waiving } from './testing/findings.ts';
import { isNearExpiry, isStale, type WaiverState } from './use.ts';
import type { DeclaredWaiver } from './waiver.ts';

const NOON = '2026-11-29T12:00:00.000Z';
const OTHERWISE = 'What it names deviates otherwise than was accepted.';
const OPEN = 'What it names could not be decided: it may yet be needed.';

function applied(
  waiver: Partial<DeclaredWaiver>,
  finding: Partial<Finding> = {},
  takenAt = NOON,
): { state: WaiverState | null; note: string | null; waived: boolean } {
  const { findings, waivers } = applyWaivers([failing(finding)], [waiving(waiver)], takenAt);
  const [use] = waivers;
  expect(use?.findings ?? 0).toBe(findings[0]?.waiver === null ? 0 : 1);
  return {
    state: use?.state ?? null,
    note: use?.note ?? null,
    waived: findings[0]?.waiver !== null,
  };
}

test('a failure that is waived stays a failure, and says who answers for it and until when', () => {
  const before = failing();
  const { findings, waivers } = applyWaivers([before], [waiving({ approvedBy: '@sec' })], NOON);
  expect(findings).toEqual([
    {
      ...before,
      waiver: {
        id: 'W-1',
        reason: 'The bastion goes with MIG-412.',
        owner: '@dba',
        expires: '2026-12-31',
      },
    },
  ]);
  expect(waivers).toEqual([
    {
      id: 'W-1',
      check: 'sg/ingress-exact',
      subject: 'db',
      resource: null,
      account: null,
      region: null,
      reason: 'The bastion goes with MIG-412.',
      owner: '@dba',
      approvedBy: '@sec',
      expires: '2026-12-31',
      state: 'applied',
      daysLeft: 32,
      findings: 1,
      note: null,
    },
  ]);
});

describe('around midnight, UTC', () => {
  test.each<[string, string, WaiverState, number]>([
    ['the last millisecond of its last day', '2026-12-31T23:59:59.999Z', 'applied', 0],
    ['the first of the day after', '2027-01-01T00:00:00.000Z', 'expired', -1],
    ['the first of its last day', '2026-12-31T00:00:00.000Z', 'applied', 0],
    [
      'a time of another zone that is its last day in UTC',
      '2027-01-01T00:30:00+02:00',
      'applied',
      0,
    ],
    [
      'a time of another zone that is the day after in UTC',
      '2026-12-31T23:30:00-01:00',
      'expired',
      -1,
    ],
    ['fifteen days before', '2026-12-16T23:59:59.999Z', 'applied', 15],
    ['fourteen days before', '2026-12-17T00:00:00.000Z', 'applied', 14],
  ])('%s', (_, takenAt, state, daysLeft) => {
    const { findings, waivers } = applyWaivers([failing()], [waiving()], takenAt);
    expect(waivers).toMatchObject([{ state, daysLeft }]);
    expect(findings[0]?.waiver === null).toBe(state === 'expired');
  });

  test('it is near its end from the fourteenth day before on', () => {
    const near = (daysLeft: number, state: WaiverState = 'applied') =>
      isNearExpiry({ daysLeft, state });
    expect([15, 14, 0].map((days) => near(days))).toEqual([false, true, true]);
    expect(near(3, 'unused')).toBe(false);
  });
});

describe('what it reaches', () => {
  test.each<[string, Partial<DeclaredWaiver>, Partial<Finding>, WaiverState]>([
    ['the subject', {}, {}, 'applied'],
    ['no subject that begins with it', {}, { subject: 'db-2' }, 'unused'],
    ['no subject that ends with it', {}, { subject: 'old-db' }, 'unused'],
    ['no object of the subject', {}, { subject: 'db › public.agents' }, 'unused'],
    ['an object by its name', { match: { subject: 'db › a' } }, { subject: 'db › a' }, 'applied'],
    ['no subject of other letters', { match: { subject: 'DB' } }, {}, 'unused'],
    ['a dot is a dot', { match: { subject: 'd.b' } }, { subject: 'dxb' }, 'unused'],
    ['a star is a star', { match: { subject: 'd*' } }, {}, 'unused'],
    ['which a name may have', { match: { subject: '*.a.org' } }, { subject: '*.a.org' }, 'applied'],
    ['the ARN', { match: { resource: ARN } }, {}, 'applied'],
    ['no ARN that begins with it', { match: { resource: ARN.slice(0, -1) } }, {}, 'unused'],
    [
      'nothing without an ARN',
      { match: { resource: ARN } },
      { resource: { type: 'x', arn: null } },
      'unused',
    ],
    ['its account', { match: { subject: 'db', account: '123456789012' } }, {}, 'applied'],
    ['its region', { match: { subject: 'db', region: 'us-east-1' } }, {}, 'applied'],
    ['a pattern', { match: { subject: 'd*' }, allowGlob: true }, {}, 'applied'],
    ['a pattern of checks', { check: 'sg/*', allowGlob: true }, {}, 'applied'],
    ['a pattern is anchored', { match: { subject: 'd*x' }, allowGlob: true }, {}, 'unused'],
    ['a pattern of ARNs', { match: { resource: 'arn:*sg-1' }, allowGlob: true }, {}, 'applied'],
    ['what fails as badly', { maxSeverity: 'high' }, {}, 'applied'],
    ['what fails less badly', { maxSeverity: 'critical' }, {}, 'applied'],
    ['nothing that passes', {}, { status: 'pass' }, 'unused'],
  ])('%s', (_, waiver, finding, state) => {
    expect(applied(waiver, finding)).toEqual({ state, note: null, waived: state === 'applied' });
  });

  test.each<[string, DeclaredWaiver['match']]>([
    ['account', { subject: 'db', account: '210987654321' }],
    ['region', { subject: 'db', region: 'eu-west-1' }],
  ])('another %s is none of the run', (_, match) => {
    expect(applied({ match })).toEqual({ state: null, note: null, waived: false });
  });

  test('a check that the run does not have is none of the run', () => {
    expect(applied({ check: 'ecs/logging' }).state).toBeNull();
    expect(applied({ check: 'ecs/*', allowGlob: true }).state).toBeNull();
  });

  test('that the account is the right one is waived by nothing', () => {
    const wrong: Partial<Finding> = { check: 'account/identity' };
    expect(applied({ check: 'account/identity' }, wrong).waived).toBe(false);
    expect(applied({ check: 'account/*', allowGlob: true }, wrong).waived).toBe(false);
  });
});

describe('a waiver is void', () => {
  test.each<[string, Partial<DeclaredWaiver>, Partial<Finding>, string]>([
    [
      'when the severity has risen',
      { maxSeverity: 'medium' },
      {},
      'What it names fails worse than medium, up to which it was accepted.',
    ],
    ['when a pinned fact is another', { actual: { count: 2 } }, {}, OTHERWISE],
    ['when a pinned fact is gone', { actual: { other: 1 } }, {}, OTHERWISE],
    ['when a pinned fact is only inherited', { actual: { toString: null } }, {}, OTHERWISE],
    [
      'when a pinned list has got longer',
      { actual: { ingress: ['a'] } },
      { actual: { ingress: ['a', 'b'] } },
      OTHERWISE,
    ],
    ['when a number is a text', { actual: { count: '1' } }, {}, OTHERWISE],
    ['when there are no facts', { actual: { count: 1 } }, { actual: null }, OTHERWISE],
    [
      'when it fails by another sentence',
      { message: 'The security group does not exist.' },
      {},
      OTHERWISE,
    ],
    [
      'when something is there where nothing was',
      { actual: {} },
      { actual: { policy: 'admin' } },
      OTHERWISE,
    ],
    ['when there are details where none were', { details: [] }, { details: ['a'] }, OTHERWISE],
    ['when a detail is new', { details: ['a'] }, { details: ['a', 'b'] }, OTHERWISE],
    ['when there are no details', { details: ['a'] }, { details: [] }, OTHERWISE],
    [
      'without details of what nobody declared',
      { check: 'sg/undeclared-groups', actual: { undeclared: 1 } },
      { check: 'sg/undeclared-groups', actual: { undeclared: 1 } },
      'It is about what the spec does not name, so details must say what is accepted.',
    ],
    [
      'as a pattern that reaches what nobody declared',
      { check: 'sg/*', allowGlob: true },
      { check: 'sg/undeclared-groups' },
      'It is about what the spec does not name, so details must say what is accepted.',
    ],
    [
      'where not all is named that nobody declared',
      { check: 'sg/undeclared-groups', details: ['a', 'And 2 more.'] },
      { check: 'sg/undeclared-groups', details: ['a', 'And 2 more.'] },
      'More is undeclared than the finding names, so nobody can have accepted it.',
    ],
  ])('%s', (_, waiver, finding, note) => {
    expect(applied(waiver, finding)).toEqual({ state: 'void', note, waived: false });
  });

  test.each<[string, Partial<DeclaredWaiver>, Partial<Finding>]>([
    ['pinned facts are as they were', { actual: { count: 1 } }, {}],
    [
      'keys come in another order',
      { actual: { rule: { a: 1, b: 2 } } },
      { actual: { rule: { b: 2, a: 1 } } },
    ],
    ['nothing is there still', { actual: {} }, { actual: {} }],
    ['there are no details still', { details: [] }, { details: [] }],
    ['a detail is gone', { details: ['a', 'b'] }, { details: ['b'] }],
    [
      'what nobody declared is named',
      { check: 'sg/undeclared-groups', details: ['a'] },
      { check: 'sg/undeclared-groups', details: ['a'] },
    ],
  ])('and holds when %s', (_, waiver, finding) => {
    expect(applied(waiver, finding)).toEqual({ state: 'applied', note: null, waived: true });
  });
});

describe('a waiver that does not say how what it names fails', () => {
  const unsaid = waiving();
  delete unsaid.message;

  test('holds for no failure, and says so', () => {
    const { findings, waivers } = applyWaivers([failing()], [unsaid], NOON);
    expect(findings[0]?.waiver).toBeNull();
    expect(waivers).toMatchObject([
      {
        state: 'void',
        note: 'It does not say how what it names fails, so nobody can have accepted this failure: message, actual or details must say it.',
      },
    ]);
  });

  test('holds for whatever a pattern is meant to reach', () => {
    const pattern = { ...unsaid, match: { subject: 'd*' }, allowGlob: true };
    const { waivers } = applyWaivers([failing()], [pattern], NOON);
    expect(waivers).toMatchObject([{ state: 'applied', note: null }]);
  });
});

describe('what could not be decided', () => {
  test.each(Status.options.filter((status) => status !== 'fail'))(
    '%s is never waived',
    (status) => {
      const { waived } = applied({}, { status });
      expect(waived).toBe(false);
    },
  );

  test.each<[string, Partial<DeclaredWaiver>, Partial<Finding>]>([
    ['its subject', {}, { status: 'error' }],
    [
      'the entry that it is an object of',
      { match: { subject: 'db › a › b' } },
      { status: 'unknown' },
    ],
    [
      'its check, when it names an ARN',
      { match: { resource: ARN } },
      { subject: 'x', status: 'error' },
    ],
    [
      'one of its checks',
      { check: 'sg/*', allowGlob: true },
      { subject: 'x', status: 'unsettled' },
    ],
    ['what was left out of the run', {}, { status: 'not-checked' }],
  ])('keeps a waiver of %s from being called unneeded', (_, waiver, finding) => {
    const { state, note } = applied(waiver, finding);
    expect({ state, note }).toEqual({ state: 'unused', note: OPEN });
    expect(isStale({ state: 'unused', note })).toBe(false);
  });

  test('of another subject it does not matter', () => {
    expect(applied({}, { subject: 'other', status: 'error' })).toEqual({
      state: 'unused',
      note: null,
      waived: false,
    });
  });
});

test('expired, what it names fails again, and it says so', () => {
  const past = { expires: '2026-11-28' };
  expect(applied(past)).toEqual({
    state: 'expired',
    note: 'What it names fails again.',
    waived: false,
  });
  expect(applied(past, { status: 'pass' }).note).toBeNull();
});

test('of several waivers the one that ends last stands in the finding, in any order', () => {
  const two = [waiving({ id: 'A' }), waiving({ id: 'B', expires: '2027-01-31' })];
  for (const waivers of [two, two.toReversed()]) {
    const { findings } = applyWaivers([failing()], waivers, NOON);
    expect(findings[0]?.waiver?.id).toBe('B');
  }
});

test('a pattern that holds for a part of what it names says why not for the rest', () => {
  const { findings, waivers } = applyWaivers(
    [failing({ subject: 'a-1' }), failing({ subject: 'a-2', severity: 'critical' })],
    [waiving({ match: { subject: 'a-*' }, allowGlob: true, maxSeverity: 'high' })],
    NOON,
  );
  expect(findings.map(({ waiver }) => waiver !== null)).toEqual([true, false]);
  expect(waivers).toMatchObject([
    {
      state: 'applied',
      findings: 1,
      note: 'What it names fails worse than high, up to which it was accepted.',
    },
  ]);
});

const word = fc.constantFrom('a', 'b', 'a › b', 'a-b', '*', 'a*', 'ab', 'arn:a', 'arn:b');
const check = fc.constantFrom('sg/a', 'sg/b', 'ecs/a', 'sg/undeclared-a', 'account/identity');
const findings = fc.array(
  fc
    .record({
      check,
      subject: word,
      status: fc.constantFrom(...Status.options),
      severity: fc.constantFrom(...Severity.options),
      arn: fc.option(word),
    })
    .map(({ arn, ...facts }) => failing({ ...facts, resource: { type: 'x', arn } })),
  { minLength: 1, maxLength: 12 },
);
const match = fc.oneof(
  fc.record({ subject: word }),
  fc.record({ resource: word }),
  fc.record({ subject: word, account: fc.constantFrom('123456789012', '210987654321') }),
  fc.record({ subject: word, region: fc.constantFrom('us-east-1', 'eu-west-1') }),
);
const waivers = (allowGlob: boolean) =>
  fc.array(
    fc
      .record({
        check: allowGlob ? fc.oneof(check, fc.constantFrom('sg/*', '*/a')) : check,
        match,
        expires: fc.constantFrom('2026-11-28', '2026-11-29', '2027-01-01'),
        maxSeverity: fc.constantFrom(...Severity.options),
      })
      .map((facts) => waiving({ ...facts, allowGlob })),
    { maxLength: 6 },
  );

test('a waiver never reaches what it does not name', () => {
  fc.assert(
    fc.property(findings, waivers(false), (some, declared) => {
      const after = applyWaivers(some, declared, NOON).findings;
      after.forEach((finding) => {
        if (finding.waiver === null) return;
        const by = declared.filter(
          ({ check: name, match: { subject, resource, account, region }, expires }) =>
            name === finding.check &&
            (subject === undefined || subject === finding.subject) &&
            (resource === undefined || resource === finding.resource.arn) &&
            (account === undefined || account === finding.account) &&
            (region === undefined || region === finding.region) &&
            expires >= '2026-11-29',
        );
        expect(by.length).toBeGreaterThan(0);
        expect(finding.status).toBe('fail');
        expect(finding.check).not.toBe('account/identity');
      });
    }),
    { numRuns: 300 },
  );
});

test('nothing but the waiver of a finding is changed, whatever the waivers are', () => {
  fc.assert(
    fc.property(findings, waivers(true), (some, declared) => {
      const after = applyWaivers(some, declared, NOON).findings;
      expect(after.map((finding) => ({ ...finding, waiver: null }))).toEqual(some);
    }),
  );
});

test('nothing undecided becomes a go by waivers', () => {
  const verdictOf = (some: readonly Finding[]) =>
    suiteVerdict(some, [domainVerdict('sg', some, { failOn: 'low' })]);
  fc.assert(
    fc.property(findings, waivers(true), (some, declared) => {
      const verdict = verdictOf(applyWaivers(some, declared, NOON).findings);
      const undecided = some.some(({ status }) =>
        ['unknown', 'error', 'unsettled', 'not-checked'].includes(status),
      );
      const failed = some.some(({ status }) => status === 'fail');
      // What fails is a GO by no waiver: it is conditional at best.
      expect(undecided && verdict !== 'NO-GO' && verdict !== 'NOT PROVEN').toBe(false);
      expect(failed && verdict === 'GO').toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('a thousand waivers of a hundred thousand findings are looked up, not searched', () => {
  let reads = 0;
  const many = Array.from({ length: 100_000 }, (_, index) => {
    const finding = failing({ subject: `db-${index}` });
    return new Proxy(finding, {
      get: (target, key, receiver): unknown => {
        if (key === 'subject') reads += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  });
  const declared = Array.from({ length: 1_000 }, (_, index) =>
    waiving({ id: `W-${index}`, match: { subject: `db-${index}` } }),
  );
  const { waivers: uses } = applyWaivers(many, declared, NOON);
  expect(uses.every(({ state }) => state === 'applied')).toBe(true);
  expect(reads).toBeLessThan(5 * many.length);
});
