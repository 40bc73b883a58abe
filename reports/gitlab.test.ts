import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { Report } from '../core/report.ts';
import { gitlabPieces } from './gitlab.ts';
import { OUTCOMES, outcomeOf } from './status-table.ts';
import { hostileReport } from './testing/hostile.ts';
import { EVERY_FINDING, finding, reportOf, WAIVER } from './testing/reports.ts';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const CodeQuality = z.array(
  z.strictObject({
    description: z.string().min(1),
    check_name: z.string(),
    fingerprint: z.string().min(1),
    severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
    location: z.strictObject({
      path: z.string().regex(/^(?!\.\/)/),
      lines: z.strictObject({ begin: z.int().min(1) }),
    }),
  }),
);

function read(report: Report): z.infer<typeof CodeQuality> {
  return CodeQuality.parse(JSON.parse([...gitlabPieces(report)].join('')));
}

test('what fails and what is undecided is listed, and nothing else', () => {
  const listed = EVERY_FINDING.filter((it) => OUTCOMES[outcomeOf(it)].gitlab);
  expect(read(reportOf(EVERY_FINDING)).map(({ check_name }) => check_name)).toEqual(
    listed.map(({ check }) => check),
  );
  const [undecided] = read(reportOf([finding({ status: 'unknown', severity: 'low' })]));
  expect(undecided).toMatchObject({
    description: 'unknown: ecs/steady main/api: unknown',
    severity: 'minor',
  });
});

test('an issue stands at the line of the spec, in the path of the repository', () => {
  const report = reportOf([
    finding({
      status: 'fail',
      severity: 'critical',
      message: 'It is wrong.',
      spec: { path: '/clusters/main', line: 12, column: 3 },
    }),
  ]);
  const run = { ...report.run, spec: { ...report.run.spec, file: './specs\\prod.yaml' } };
  expect(read({ ...report, run })).toEqual([
    {
      description: 'fail: ecs/steady main/api: It is wrong.',
      check_name: 'ecs/steady',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'blocker',
      location: { path: 'specs/prod.yaml', lines: { begin: 12 } },
    },
  ]);
});

test.each<[string, Report, readonly string[]]>([
  ['a go', reportOf([finding()]), []],
  ['a waived failure', reportOf([finding(), finding({ status: 'fail', waiver: WAIVER })]), []],
  ['no finding', reportOf([]), ['NOT PROVEN: nothing was judged']],
  [
    'nothing that applies',
    reportOf([finding({ status: 'not-applicable' })]),
    ['NOT PROVEN: 1 not applicable'],
  ],
])('an empty list means that all is well: %s', (_, report, descriptions) => {
  expect(read(report).map(({ description }) => description)).toEqual(descriptions);
});

test('whatever the names, it is valid and no two issues are merged', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const issues = read(report);
      const fingerprints = issues.map(({ fingerprint }) => fingerprint);
      expect(new Set(fingerprints).size).toBe(issues.length);
      const listed = report.findings.filter((it) => OUTCOMES[outcomeOf(it)].gitlab);
      expect(issues.length).toBeGreaterThanOrEqual(listed.length);
    }),
  );
});
