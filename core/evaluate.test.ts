import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Cause } from './aws.ts';
import { defineCheck, type Artifact } from './check.ts';
import { defineCollector } from './collector.ts';
import { evaluate } from './evaluate.ts';
import { openEvidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import {
  deviations,
  fail,
  pass,
  unknown,
  unsettled,
  type Deviations,
  type Judgement,
} from './judgement.ts';
import { plan } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import type { Spec } from './spec/spec.ts';
import { defineSuite } from './suite.ts';

const things = defineCollector({
  id: 'test/things',
  title: 'Things',
  operations: [],
  item: z.strictObject({ size: z.int() }),
  keys: () => ['a', 'b'],
  collect: () => Promise.resolve({}),
});

const spec = {
  deployment: 'd',
  aurora: { a: { port: 5432 }, b: { port: 5433 } },
} as unknown as Spec;

type Evaluate = (
  subject: { name: string; port: number },
  thing: Artifact<{ size: number }>,
) => Judgement | Deviations;

/** A suite of one check over two subjects, judged on the given artifact. */
function judge(
  judgeOne: Evaluate,
  artifacts: Snapshot['artifacts'],
  stopped: string | null = null,
) {
  const check = defineCheck({
    id: 'test/check',
    title: 'A thing has a size',
    risk: 'r',
    remediation: 'm',
    fix: { cli: 'aws <service> <command>', cdk: 'new <Construct>()' },
    controls: [],
    proves: [],
    severity: 'high',
    resourceType: 'AWS::Test::Thing',
    references: ['https://docs.aws.amazon.com/'],
    needs: { things },
    none: 'The spec declares no thing.',
    subjects: (declared) =>
      Object.entries(declared.aurora ?? {}).map(([name, declaredThing]) => ({
        name,
        path: ['aurora', name],
        declaredThing,
      })),
    evaluate: ({ name, declaredThing }, artifact) =>
      judgeOne(
        {
          name,
          get port() {
            return declaredThing.port;
          },
        },
        artifact.things,
      ),
  });
  const suite = defineSuite({ id: 't', title: 't', when: 't', checks: [check] });
  const snapshot: Snapshot = {
    formatVersion: 1,
    specDigest: 'x',
    suite: 't',
    account: '123456789012',
    region: 'us-east-1',
    partition: 'aws',
    endpoint: null,
    takenAt: '2026-11-23T12:00:00.000Z',
    stopped,
    artifacts,
    calls: [],
  };
  return evaluate(plan(suite, spec), openEvidence(snapshot), () => ({ line: 7, column: 3 }));
}

const statusesOf = (findings: readonly Finding[]) => findings.map(({ status }) => status);
const sized: Evaluate = ({ name, port }, artifact) => {
  const thing = artifact.get(name);
  if (thing === null) return fail('The thing does not exist.', { port }, {});
  return pass({ port }, { size: thing.size });
};
const seen = (items: Record<string, unknown>): Snapshot['artifacts'] => ({
  'test/things': {
    state: 'collected',
    items: Object.fromEntries(
      Object.entries(items).map(([key, value]) => [
        key,
        { state: 'present' as const, value, calls: [`call-${key}`] },
      ]),
    ),
  },
});
const cause: Cause = {
  kind: 'denied',
  operation: 'test:Describe',
  code: 'AccessDenied',
  message: 'AWS denied test:Describe.',
  action: 'test:Describe',
  calls: ['call-x'],
};

describe('absent, unseen and wrong are three things', () => {
  test('present', () => {
    expect(statusesOf(judge(sized, seen({ a: { size: 1 }, b: { size: 2 } })))).toEqual([
      'pass',
      'pass',
    ]);
  });

  test('absent fails', () => {
    const items = { a: { state: 'absent' as const, calls: ['call-a'] } };
    const [finding] = judge(sized, { 'test/things': { state: 'collected', items } });
    expect(finding).toMatchObject({
      status: 'fail',
      message: 'The thing does not exist.',
      calls: ['call-a'],
    });
  });

  test('L3: not asked is unknown, and every planned row is there', () => {
    expect(statusesOf(judge(sized, {}))).toEqual(['unknown', 'unknown']);
    expect(statusesOf(judge(sized, seen({ a: { size: 1 } })))).toEqual(['pass', 'unknown']);
  });

  test('unseen is an error with the call, the code and the permission', () => {
    const items = { a: { state: 'unseen' as const, cause } };
    const [finding] = judge(sized, { 'test/things': { state: 'collected', items } });
    expect(finding).toMatchObject({
      status: 'error',
      message: 'AWS denied test:Describe.',
      causes: [cause],
      calls: ['call-x'],
    });
  });

  test('a collector that failed is an error of every row that needs it', () => {
    expect(statusesOf(judge(sized, { 'test/things': { state: 'failed', cause } }))).toEqual([
      'error',
      'error',
    ]);
  });

  test('an item of another shape is an error, not evidence', () => {
    const [finding] = judge(sized, seen({ a: { size: 'big' } }));
    expect(finding).toMatchObject({ status: 'error', causes: [{ kind: 'malformed-response' }] });
  });
});

describe('no pass without evidence', () => {
  test('L2: a check that reads nothing cannot pass', () => {
    expect(statusesOf(judge(() => pass({}, {}), seen({ a: { size: 1 } })))).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test('a check that overlooks an unseen part cannot pass', () => {
    const careless: Evaluate = ({ name }, artifact) => {
      artifact.look('b');
      return pass({}, { size: artifact.get(name)?.size ?? 0 });
    };
    expect(statusesOf(judge(careless, seen({ a: { size: 1 } })))).toEqual(['error', 'unknown']);
  });

  test('L4: an exception in a check is an error of its rows', () => {
    const broken: Evaluate = () => {
      throw new TypeError('x is undefined');
    };
    const findings = judge(broken, seen({ a: { size: 1 } }));
    expect(findings[0]).toMatchObject({
      status: 'error',
      message: 'The check could not judge what was collected. TypeError: x is undefined',
      causes: [{ kind: 'bug' }],
    });
    expect(findings).toHaveLength(2);
  });

  test('a known failure outranks an unseen part', () => {
    const eager: Evaluate = (_, artifact) => {
      artifact.look('b');
      return fail('The thing is wrong.', {}, {});
    };
    expect(statusesOf(judge(eager, seen({ a: { size: 1 } })))).toEqual(['fail', 'fail']);
  });
});

test('a run that was stopped checks nothing of which it saw no artifact', () => {
  const findings = judge(sized, {}, 'The run was interrupted.');
  expect(findings[0]).toMatchObject({ status: 'not-checked', message: 'The run was interrupted.' });
});

test('what a check may say is kept as it says it', () => {
  const words: Evaluate = ({ name }, artifact) => {
    artifact.get(name);
    return name === 'a' ? unsettled('It moves.', {}, {}) : unknown('It is not told.');
  };
  const findings = judge(words, seen({ a: { size: 1 }, b: { size: 1 } }));
  expect(findings.map(({ status, message }) => [status, message])).toEqual([
    ['unsettled', 'It moves.'],
    ['unknown', 'It is not told.'],
  ]);
});

test('each object that deviates has a finding of its own, on the same evidence', () => {
  const findings = judge(
    ({ name }, thing) => {
      const { size } = thing.get('a') ?? { size: 0 };
      return name === 'b'
        ? pass({}, { size })
        : deviations([
            { object: 'x', judgement: fail('X is too small.', { size: 9 }, { size }) },
            { object: 'y', judgement: unknown('Nobody knows y.') },
          ]);
    },
    seen({ a: { size: 1 }, b: { size: 2 } }),
  );
  expect(findings.map(({ subject, status, message }) => [subject, status, message])).toEqual([
    ['a › x', 'fail', 'X is too small.'],
    ['a › y', 'unknown', 'Nobody knows y.'],
    ['b', 'pass', null],
  ]);
  expect(new Set(findings.map(({ calls }) => calls.join())).size).toBe(1);
});

test('a finding names the place in the spec and the leaves that it compared; an undecided one has compared none', () => {
  const [decided, undecided] = judge(sized, seen({ a: { size: 1 } }));
  expect(decided).toMatchObject({
    spec: { path: '/aurora/a', line: 7, column: 3 },
    reads: ['/aurora/a/port'],
  });
  expect(undecided?.reads).toEqual([]);
});

test('a check cannot change what it reads', () => {
  const meddling: Evaluate = ({ name }, artifact) => {
    const thing = artifact.get(name);
    if (thing !== null) thing.size = 99;
    return pass({}, {});
  };
  expect(judge(meddling, seen({ a: { size: 1 } }))[0]).toMatchObject({
    status: 'error',
    causes: [{ kind: 'bug' }],
  });
});
