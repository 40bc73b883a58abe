import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { countsInWords } from './status-table.ts';
import { renderTerminal, type TerminalOptions } from './terminal.ts';
import { hostileReport } from './testing/hostile.ts';
import { finding, reportOf } from './testing/reports.ts';

const OPTIONS: TerminalOptions = {
  width: 80,
  color: false,
  ascii: false,
  verbosity: 'normal',
  specText: null,
  reports: [],
  rerun: null,
  exitCode: 0,
};

function drawn(report: Report, options: Partial<TerminalOptions> = {}): string {
  return renderTerminal(report, { ...OPTIONS, ...options });
}

const failing = (facts: Partial<Finding> = {}) =>
  finding({
    status: 'fail',
    message: 'The number of running tasks is not the declared one.',
    expected: { runningCount: 4 },
    actual: { runningCount: 2, pendingCount: 0 },
    spec: { path: '/clusters/main/services/api', line: 2, column: 3 },
    ...facts,
  });

test('a GO is short', () => {
  const report = reportOf([finding(), finding({ subject: 'main/worker' })]);
  expect(drawn(report, { reports: [{ format: 'run', path: '.landfall/runs/1' }] })).toBe(
    [
      'smoke  The deployment stands · demo · 123456789012 eu-west-1 · spec.yaml ·',
      '       2026-11-23T08:00:00Z · caller not seen',
      '',
      '  domain  total  pass  fail  err  unsettled  waived  n/a  verdict',
      '  ecs         2     2     0    0          0       0    0  ✔ GO',
      '',
      '  declared, not verified: 2 of 3 statements (--verbose lists them)',
      '',
      '✔ GO  2 pass · fail-on high · 12.4 s · exit 0',
      '  run       .landfall/runs/1',
      '',
    ].join('\n'),
  );
});

test('a failure shows what, where in the spec, expected and actual, and what to do', () => {
  expect(
    drawn(reportOf([failing()]), { verbosity: 'quiet', specText: 'a:\n  b:\n', exitCode: 1 }),
  ).toBe(
    [
      '✖ FAIL  high ecs/steady › main/api',
      '         The number of running tasks is not the declared one.',
      '  rule   ECS service is steady',
      '  spec   spec.yaml:2:3',
      '           1 │ a:',
      '         ▶ 2 │   b:',
      '  diff   runningCount  - expected 4',
      '                       + actual   2',
      '         pendingCount    actual   0',
      '  fix    landfall explain ecs/steady',
      '',
      '✖ NO-GO  1 fail · fail-on high · 12.4 s · exit 1',
      '',
    ].join('\n'),
  );
});

test('an error names the call, the code and the permission to grant', () => {
  const report = reportOf(
    [
      finding({
        status: 'error',
        message: 'AWS denied ecs:DescribeServices.',
        calls: ['ecs:DescribeServices#1'],
        causes: [
          {
            kind: 'denied',
            operation: 'ecs:DescribeServices',
            code: 'AccessDeniedException',
            message: 'The role is not authorized.',
            action: 'ecs:DescribeServices',
            calls: ['ecs:DescribeServices#1'],
          },
        ],
      }),
    ],
    {
      missingActions: ['ecs:DescribeServices'],
      calls: [
        {
          id: 'ecs:DescribeServices#1',
          operation: 'ecs:DescribeServices',
          region: 'eu-west-1',
          parameters: '{}',
          startedAt: '2026-11-23T08:00:07.004Z',
          durationMs: 4,
          attempts: 1,
          pages: 1,
          outcome: 'failed',
          code: 'AccessDeniedException',
          requestId: 'r-1',
        },
      ],
    },
  );
  const text = drawn(report, { exitCode: 3 });
  expect(text).toContain(
    [
      '▲ ERROR  high ecs/steady › main/api',
      '         AWS denied ecs:DescribeServices.',
      '  rule   ECS service is steady',
      '  cause  The role is not authorized.',
      '  call   ecs:DescribeServices AccessDeniedException 08:00:07Z, request r-1',
      '  grant  ecs:DescribeServices',
      '',
    ].join('\n'),
  );
  expect(text).toContain(
    '  missing permissions (the whole policy: landfall policy --suite smoke)\n    ecs:DescribeServices\n',
  );
  expect(text).toContain('▲ NOT PROVEN  1 error · fail-on high · 12.4 s · exit 3\n');
});

test('failures that say the same are one block that names every subject', () => {
  const subjects = Array.from({ length: 15 }, (_, index) => `main/s${index}`);
  const text = drawn(reportOf(subjects.map((subject) => failing({ subject }))));
  expect(text.match(/✖ FAIL/g)).toHaveLength(1);
  expect(text).toContain('  also   on 14 more subjects: ');
  for (const subject of subjects) expect(text).toContain(subject);
});

test('the worst stands next to the verdict', () => {
  const text = drawn(
    reportOf([
      failing({ check: 'a/critical', severity: 'critical' }),
      finding({ check: 'a/error', status: 'error' }),
      failing({ check: 'a/low', severity: 'low' }),
    ]),
  );
  const places = ['a/error', 'a/low', 'a/critical', 'NO-GO'].map((word) => text.indexOf(word));
  expect(places).toEqual(places.toSorted((left, right) => left - right));
  expect(places).not.toContain(-1);
});

describe('verbosity', () => {
  const report = reportOf([
    finding({ check: 'a/passes', actual: { count: 2 } }),
    finding({ check: 'a/none', status: 'not-applicable', message: 'The spec declares none.' }),
    finding({ check: 'a/unknown', status: 'unknown', message: 'AWS does not say.' }),
    failing({ check: 'a/fails' }),
    failing({
      check: 'a/waived',
      waiver: { id: 'M-1', reason: 'Later.', owner: 'dba', expires: '2026-12-31' },
    }),
  ]);

  test.each<[TerminalOptions['verbosity'], readonly string[], readonly string[]]>([
    ['quiet', ['a/fails'], ['a/passes', 'a/none', 'a/unknown', 'a/waived', 'domain', '/team']],
    [
      'normal',
      ['a/fails', 'a/unknown', 'a/waived', 'M-1: Later. (dba, until 2026-12-31)', 'domain'],
      ['a/passes', 'a/none', '/team'],
    ],
    [
      'verbose',
      [
        'a/fails',
        'a/unknown',
        'a/waived',
        'a/passes',
        'count 2',
        'The spec declares none.',
        '/team',
      ],
      [],
    ],
  ])('%s', (verbosity, present, absent) => {
    const text = drawn(report, { verbosity });
    for (const word of present) expect(text).toContain(word);
    for (const word of absent) expect(text).not.toContain(word);
    expect(text).toContain('✖ NO-GO  1 fail, 1 unknown, 1 waived, 1 not applicable, 1 pass');
  });
});

test('a run that stopped says why, last of all before the verdict', () => {
  const stopped = 'The credentials are of another account.';
  const report = reportOf([finding({ status: 'not-checked', message: stopped })], { stopped });
  expect(drawn(report, { verbosity: 'quiet', exitCode: 2 })).toBe(
    [
      '  stopped  The credentials are of another account.',
      '▲ NOT PROVEN  1 not checked · fail-on high · 12.4 s · exit 2',
      '',
    ].join('\n'),
  );
});

test('a domain in which nothing applies is not called a GO', () => {
  const report = reportOf([finding({ status: 'not-applicable', message: 'There is none.' })]);
  const text = drawn(report);
  expect(text).toContain('– nothing applies');
  expect(text).not.toMatch(/✔ GO/);
});

test('a narrow page has the domains in words', () => {
  const text = drawn(reportOf([finding(), failing({ subject: 'b' })]), { width: 40 });
  expect(text).toContain('  ecs ✖ NO-GO\n    1 fail, 1 pass\n');
});

test('ASCII has its own signs, and words for every status', () => {
  const text = drawn(reportOf([failing()]), { ascii: true });
  expect(text).toContain('x FAIL  high ecs/steady > main/api');
  expect(text).toContain('x NO-GO  1 fail | fail-on high');
});

test.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY, 1e6])(
  'a width of %d is survived',
  (width) => {
    expect(drawn(reportOf([failing()]), { width })).toContain('NO-GO');
  },
);

test('a long run is timed in minutes', () => {
  const report = reportOf([finding()]);
  const run = { ...report.run, finishedAt: '2026-11-23T08:03:05.900Z' };
  expect(drawn({ ...report, run })).toContain('3 min 5 s');
});

test('whatever is not a pass is told, even where it is not shown', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const quiet = drawn(report, { verbosity: 'quiet', width: 10_000 });
      const { counts } = report;
      expect(/^✖ FAIL/m.test(quiet)).toBe(counts.fail > 0);
      const last = quiet.trimEnd().split('\n').at(-1);
      expect(last).toContain(countsInWords(counts));
      expect(last).toContain(report.verdict);
    }),
  );
});

test('a run that did not look at AWS says so', () => {
  const report = { ...reportOf([finding({})]), endpoint: 'http://127.0.0.1:4566' };
  expect(drawn(report).replaceAll(/\s+/g, ' ')).toContain('not AWS but http://127.0.0.1:4566');
  expect(drawn(reportOf([finding({})]))).not.toContain('not AWS');
});
