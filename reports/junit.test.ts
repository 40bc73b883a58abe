import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, type TestCase, type TestSuites } from 'junit2json';
import { parse as readJunit } from 'test-results-parser';
import type { Report } from '../core/report.ts';
import type { Verdict } from '../core/verdict.ts';
import { junitPieces } from './junit.ts';
import { hostileReport } from './testing/hostile.ts';
import { finding, reportOf } from './testing/reports.ts';

const WAIVER = { id: 'M-1', reason: 'Later.', owner: 'dba', expires: '2026-12-31' };

const rendered = (report: Report) => [...junitPieces(report)].join('');

async function parsed(report: Report): Promise<TestSuites> {
  return (await parse(rendered(report), {})) as TestSuites;
}

async function casesOf(report: Report): Promise<readonly TestCase[]> {
  return (await parsed(report)).testsuite?.flatMap(({ testcase }) => testcase ?? []) ?? [];
}

async function onlyCase(facts: Parameters<typeof finding>[0]): Promise<TestCase | undefined> {
  return (await casesOf(reportOf([finding(facts)])))[0];
}

test('counts are those of what is in it', async () => {
  const report = reportOf([
    finding(),
    finding({ subject: 'b', status: 'fail', message: 'It is wrong.' }),
    finding({ subject: 'c', status: 'error', message: 'AWS denied it.' }),
    finding({ subject: 'd', status: 'unknown', message: 'AWS does not say.' }),
    finding({ subject: 'e', status: 'unsettled', message: 'It moves.' }),
    finding({ subject: 'f', status: 'not-checked', message: 'The filters leave it out.' }),
    finding({ subject: 'g', status: 'not-applicable', message: 'There is none.' }),
    finding({ subject: 'h', status: 'fail', message: 'It is wrong.', waiver: WAIVER }),
  ]);
  const { testsuite, ...all } = await parsed(report);
  expect(all).toMatchObject({ tests: '9', failures: '2', errors: '4', time: '12.400' });
  expect(
    testsuite?.map(({ name, tests, failures, errors, skipped }) => ({
      name,
      tests,
      failures,
      errors,
      skipped,
    })),
  ).toEqual([
    { name: 'ecs', tests: '8', failures: '1', errors: '4', skipped: '2' },
    { name: 'verdict', tests: '1', failures: '1', errors: '0', skipped: '0' },
  ]);
});

test('a second reader of JUnit counts the same', async () => {
  const report = reportOf([
    finding(),
    finding({ subject: 'b', status: 'fail', message: 'It is wrong.' }),
    finding({ subject: 'c', status: 'error', message: 'AWS denied it.' }),
    finding({ subject: 'd', status: 'not-applicable', message: 'There is none.' }),
    finding({ subject: 'e', status: 'fail', message: 'It is wrong.', waiver: WAIVER }),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'landfall-junit-'));
  const file = join(folder, 'junit.xml');
  await writeFile(file, rendered(report));
  const { status, total, passed, failed, errors, skipped } = readJunit({
    type: 'junit',
    files: [file],
  });
  await rm(folder, { recursive: true });
  // The verdict is a case too, and this reader leaves skipped ones out of the total.
  expect({ status, total, passed, failed, errors, skipped }).toEqual({
    status: 'FAIL',
    total: 4,
    passed: 1,
    failed: 2,
    errors: 1,
    skipped: 2,
  });
});

test('a pass is bare, and tells what it rests on', async () => {
  const testCase = await onlyCase({ expected: { count: 2 }, actual: { count: 2 } });
  expect(testCase).toEqual({
    classname: 'ecs.steady',
    name: 'ecs/steady main/api [123456789012/eu-west-1]',
    time: '0',
    'system-out': ['high: ECS service is steady\n= count: 2'],
  });
});

test('a failure has its text in the element, and the line of the spec', async () => {
  const testCase = await onlyCase({
    status: 'fail',
    severity: 'critical',
    message: 'It is wrong.',
    expected: { count: 2 },
    actual: { count: 1 },
    details: ['One task stopped.'],
    spec: { path: '/clusters/main', line: 12, column: 3 },
  });
  expect(testCase).toMatchObject({
    file: 'spec.yaml',
    line: '12',
    failure: [
      {
        message: 'It is wrong.',
        type: 'critical',
        inner:
          'critical: ECS service is steady\nmessage: It is wrong.\n- count: 2\n+ count: 1\n* One task stopped.',
      },
    ],
  });
});

test('an error names the call, the code and the permission', async () => {
  const testCase = await onlyCase({
    status: 'error',
    message: 'AWS denied it.',
    causes: [
      {
        kind: 'denied',
        operation: 'ecs:A',
        code: 'AccessDeniedException',
        message: 'Not authorized.',
        action: 'ecs:A',
        calls: [],
      },
    ],
  });
  expect(testCase?.error?.[0]?.inner).toBe(
    'high: ECS service is steady\nmessage: AWS denied it.\ncause: Not authorized.\ncall: ecs:A AccessDeniedException\ngrant: ecs:A',
  );
});

test('what is waived is skipped, with who answers for it and until when', async () => {
  const testCase = await onlyCase({ status: 'fail', message: 'It is wrong.', waiver: WAIVER });
  expect(testCase?.skipped?.[0]?.message).toBe(
    'waived until 2026-12-31 by dba: Later. (It is wrong.)',
  );
});

describe('the verdict is a case, so that nothing unproven is green', () => {
  test.each<[Verdict, Parameters<typeof finding>[0][], 'failure' | 'error' | null]>([
    ['GO', [{}], null],
    ['CONDITIONAL GO', [{}, { subject: 'b', status: 'fail', severity: 'low' }], null],
    ['NO-GO', [{ status: 'fail' }], 'failure'],
    ['NOT PROVEN', [{ status: 'not-applicable' }], 'error'],
    ['NOT PROVEN', [], 'error'],
  ])('%s (%#)', async (verdict, findings, element) => {
    const report = reportOf(findings.map((facts) => finding(facts)));
    expect(report.verdict).toBe(verdict);
    const last = (await casesOf(report)).at(-1);
    expect(last?.classname).toBe('verdict');
    expect(last?.failure !== undefined).toBe(element === 'failure');
    expect(last?.error !== undefined).toBe(element === 'error');
  });

  test('it says why the run stopped', async () => {
    const report = reportOf([], { stopped: 'The account is another one.' });
    expect((await casesOf(report)).at(-1)?.error?.[0]?.message).toBe(
      'NOT PROVEN: nothing was judged; stopped: The account is another one.',
    );
  });
});

test.each(['&A;', '&amp;', '&lt;b&gt;', '&#1;', '&', 'a && b;'])(
  'what looks like an entity is text: %s',
  async (text) => {
    const testCase = await onlyCase({ status: 'fail', message: text });
    expect(testCase?.failure?.[0]).toMatchObject({
      message: text,
      inner: `high: ECS service is steady\nmessage: ${text}`,
    });
  },
);

test('whatever the names, it is XML 1.0 with one name a case', async () => {
  await fc.assert(
    fc.asyncProperty(hostileReport, async (report) => {
      const cases = await casesOf(report);
      expect(cases).toHaveLength(report.findings.length + 1);
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
      // https://www.w3.org/TR/xml/#charsets
      expect(rendered(report)).toMatch(/^[\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
    }),
  );
});
