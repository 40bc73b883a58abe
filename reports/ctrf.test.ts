import { describe, expect, test } from '@jest/globals';
import { validateStrict, type CTRFReport } from 'ctrf';
import fc from 'fast-check';
import type { Report } from '../core/report.ts';
import { ctrfPieces } from './ctrf.ts';
import { OUTCOMES, outcomeOf } from './status-table.ts';
import { hostileReport } from './testing/hostile.ts';
import { EVERY_FINDING, finding, reportOf } from './testing/reports.ts';

function read(report: Report): CTRFReport {
  const json: unknown = JSON.parse([...ctrfPieces(report)].join(''));
  validateStrict(json);
  return json;
}

test('every status is a test as the table says, and the verdict is the last', () => {
  const { tests, summary } = read(reportOf(EVERY_FINDING)).results;
  const statuses = EVERY_FINDING.map((it) => OUTCOMES[outcomeOf(it)].ctrf);
  expect(tests.map(({ status }) => status)).toEqual([...statuses, 'failed']);
  const counted = Map.groupBy(tests, ({ status }) => status);
  expect(summary).toMatchObject({
    tests: tests.length,
    passed: counted.get('passed')?.length,
    failed: counted.get('failed')?.length,
    skipped: counted.get('skipped')?.length,
    other: counted.get('other')?.length,
    pending: 0,
    start: Date.parse('2026-11-23T08:00:00.000Z'),
    stop: Date.parse('2026-11-23T08:00:12.400Z'),
  });
});

test('a failure has its message, its evidence and the line of the spec', () => {
  const report = reportOf([
    finding({
      status: 'fail',
      message: 'It is wrong.',
      expected: { count: 2 },
      actual: { count: 1 },
      spec: { path: '/clusters/main', line: 12, column: 3 },
    }),
  ]);
  expect(read(report).results.tests[0]).toMatchObject({
    name: 'ecs/steady main/api [123456789012/eu-west-1]',
    rawStatus: 'fail',
    message: 'It is wrong.',
    trace: 'high: ECS service is steady\nmessage: It is wrong.\n- count: 2\n+ count: 1',
    filePath: 'spec.yaml',
    line: 12,
  });
});

describe('without findings', () => {
  test('there is the verdict, which is not passed', () => {
    const { tests, summary } = read(reportOf([])).results;
    expect(tests.map(({ status, rawStatus }) => [status, rawStatus])).toEqual([
      ['other', 'NOT PROVEN'],
    ]);
    expect(summary).toMatchObject({ tests: 1, passed: 0, other: 1 });
  });
});

test('the validator refuses what is none', () => {
  const json = JSON.parse([...ctrfPieces(reportOf([finding()]))].join('')) as CTRFReport;
  const [first] = json.results.tests;
  expect(() => {
    validateStrict({
      ...json,
      results: { ...json.results, tests: [{ ...first, status: 'waived' }] },
    });
  }).toThrow();
});

test('whatever the names, it is valid with a test a finding', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      expect(read(report).results.tests).toHaveLength(report.findings.length + 1);
    }),
  );
});
