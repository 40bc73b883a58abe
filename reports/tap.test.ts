import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Parser, type FinalResults, type Result } from 'tap-parser';
import type { Report } from '../core/report.ts';
import { OUTCOMES, outcomeOf } from './status-table.ts';
import { tapPieces } from './tap.ts';
import { hostileReport } from './testing/hostile.ts';
import { EVERY_FINDING, finding, reportOf, WAIVER } from './testing/reports.ts';

interface Read {
  readonly points: readonly Result[];
  readonly results: FinalResults;
  /** Lines that are no TAP. */
  readonly extra: readonly string[];
}

function read(report: Report): Read {
  const points: Result[] = [];
  const extra: string[] = [];
  const results: FinalResults[] = [];
  const parser = new Parser({ strict: true }, (final) => results.push(final));
  parser.on('assert', (point: Result) => points.push(point));
  parser.on('extra', (line: string) => extra.push(line));
  parser.end([...tapPieces(report)].join(''));
  const [final] = results;
  if (final === undefined) throw new Error('the parser has not come to an end');
  return { points, results: final, extra };
}

test('every status is a point as the table says, and the verdict is the last', () => {
  const { points, results } = read(reportOf(EVERY_FINDING));
  const kinds = points.map(({ ok, todo, skip }) =>
    skip !== false ? 'skip' : todo !== false ? 'todo' : ok ? 'ok' : 'not ok',
  );
  expect(kinds).toEqual([...EVERY_FINDING.map((it) => OUTCOMES[outcomeOf(it)].tap), 'not ok']);
  expect(results).toMatchObject({ ok: false, count: EVERY_FINDING.length + 1 });
});

describe('a stream is ok as the verdict is', () => {
  test.each<[string, readonly Parameters<typeof finding>[0][], boolean]>([
    ['a pass', [{}], true],
    ['a waived failure beside it', [{}, { subject: 'b', status: 'fail', waiver: WAIVER }], true],
    ['a failure', [{}, { subject: 'b', status: 'fail' }], false],
    ['something undecided', [{}, { subject: 'b', status: 'unknown' }], false],
    ['nothing that applies', [{ status: 'not-applicable' }], false],
    ['nothing', [], false],
  ])('%s', (_, findings, ok) => {
    const { results } = read(reportOf(findings.map((facts) => finding(facts))));
    expect(results.ok).toBe(ok);
  });
});

test('the diagnostics are YAML with what is expected and what is there', () => {
  const { points } = read(
    reportOf([
      finding({
        status: 'fail',
        message: 'It is wrong.',
        expected: { count: 2 },
        actual: { count: 1 },
        spec: { path: '/clusters/main', line: 12, column: 3 },
      }),
    ]),
  );
  expect(points[0]?.diag).toMatchObject({
    status: 'fail',
    message: 'It is wrong.',
    at: { fileName: 'spec.yaml', lineNumber: 12 },
    expected: { count: 2 },
    actual: { count: 1 },
  });
});

test('a subject that looks like a directive is none', () => {
  const { points, results } = read(
    reportOf([finding({ subject: 'x # SKIP', status: 'fail', message: 'It is wrong.' })]),
  );
  expect(points[0]).toMatchObject({ ok: false, skip: false, todo: false });
  expect(points[0]?.name).toBe('ecs/steady x # SKIP [123456789012/eu-west-1]');
  expect(results.ok).toBe(false);
});

test('whatever the names, it is strict TAP with a point a finding', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const { points, results, extra } = read(report);
      expect(extra).toEqual([]);
      expect(points).toHaveLength(report.findings.length + 1);
      expect(results.plan.end).toBe(points.length);
      for (const [at, it] of report.findings.entries()) {
        expect(points[at]?.ok).toBe(['ok', 'skip'].includes(OUTCOMES[outcomeOf(it)].tap));
      }
    }),
  );
});
