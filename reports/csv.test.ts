import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Report } from '../core/report.ts';
import { csvPieces } from './csv.ts';
import { OUTCOMES, outcomeOf } from './status-table.ts';
import { hostileReport, hostileText } from './testing/hostile.ts';
import { EVERY_FINDING, finding, reportOf } from './testing/reports.ts';

/** A reader that demands as many cells in every row as there are names, and quotes where they belong. */
function rowsOf(report: Report): readonly Record<string, string>[] {
  return parse([...csvPieces(report)].join(''), { columns: true });
}

test('every finding is a row, whatever its status', () => {
  const rows = rowsOf(reportOf(EVERY_FINDING));
  expect(rows.map(({ subject, severity, status }) => [subject, severity, status])).toEqual(
    EVERY_FINDING.map((it) => [it.subject, it.severity, OUTCOMES[outcomeOf(it)].word]),
  );
});

test('a row has the evidence, the line of the spec and who accepted it', () => {
  const waiver = { id: 'M-1', reason: 'Later, "soon".', owner: 'dba', expires: '2026-12-31' };
  const [row] = rowsOf(
    reportOf([
      finding({
        status: 'fail',
        message: 'It is wrong.',
        expected: { count: 2 },
        actual: { count: 1 },
        spec: { path: '/clusters/main', line: 12, column: 3 },
        waiver,
      }),
    ]),
  );
  expect(row).toMatchObject({
    message: 'It is wrong.',
    expected: '{"count":2}',
    actual: '{"count":1}',
    spec_file: 'spec.yaml',
    spec_line: '12',
    waiver: 'M-1',
    waiver_owner: 'dba',
    waiver_expires: '2026-12-31',
    waiver_reason: 'Later, "soon".',
  });
});

test('without findings there are names alone', () => {
  expect(rowsOf(reportOf([]))).toEqual([]);
  expect([...csvPieces(reportOf([]))].join('')).toMatch(/^run,[a-z_,]+,key,endpoint\n$/);
});

test.each(['=cmd()', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '"=1"'])(
  'a cell is no formula: %j',
  (text) => {
    const [row] = rowsOf(reportOf([finding({ subject: text })]));
    expect(row?.['subject']).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
    expect(row?.['subject']).toContain(text.trim());
  },
);

test('whatever the names, each finding is one row of which no cell is a formula', () => {
  fc.assert(
    fc.property(hostileReport, hostileText, (report, text) => {
      const findings = report.findings.map((it) => ({ ...it, subject: `=${text}` }));
      const rows = rowsOf({ ...report, findings });
      expect(rows).toHaveLength(findings.length);
      const formulas = rows
        .flatMap((row) => Object.values(row))
        .filter((it) => /^\s*[=+\-@]/.test(it));
      expect(formulas).toEqual([]);
    }),
  );
});
