import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import draft4 from 'ajv-draft-04';
import fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { findingKey } from '../core/finding-key.ts';
import type { Report } from '../core/report.ts';
import { RESULTS_SHOWN, sarifPieces } from './sarif.ts';
import { OUTCOMES, outcomeOf, SEVERITIES } from './status-table.ts';
import { hostileReport } from './testing/hostile.ts';
import { EVERY_FINDING, finding, reportOf, WAIVER } from './testing/reports.ts';

const SCHEMA = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
// The schema is of draft 4, and one of its patterns is no regular expression of Unicode.
const valid = new draft4.default({
  strict: false,
  unicodeRegExp: false,
  validateFormats: false,
}).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

function read(report: Report): Run {
  const log = JSON.parse([...sarifPieces(report)].join('')) as Log;
  expect(valid(log) ? [] : valid.errors).toEqual([]);
  const [run, ...others] = log.runs;
  expect(others).toEqual([]);
  if (run === undefined) throw new Error('the log has no run');
  return run;
}

function resultsOf(report: Report): readonly Result[] {
  return read(report).results ?? [];
}

const FAILURE = finding({
  status: 'fail',
  message: 'It is wrong.',
  expected: { count: 2 },
  actual: { count: 1 },
  resource: { type: 'AWS::ECS::Service', arn: 'arn:aws:ecs:eu-west-1:123456789012:service/api' },
  spec: { path: '/clusters/main', line: 12, column: 3 },
});

function texts({ invocations }: Run): readonly (string | undefined)[] {
  const [invocation] = invocations ?? [];
  return invocation?.toolExecutionNotifications?.map(({ message }) => message.text) ?? [];
}

test('the validator refuses what is none', () => {
  const log = JSON.parse(
    [...sarifPieces(reportOf([FAILURE]))].join('').replace('"error"', '"bad"'),
  ) as Log;
  expect(valid(log)).toBe(false);
});

test('a failure stands at the line of the spec', () => {
  const report = reportOf([FAILURE], { excerpt: { 12: '  main: {}' } });
  const run = { ...report.run, spec: { ...report.run.spec, file: './specs/our prod.yaml' } };
  const [result] = resultsOf({ ...report, run });
  expect(result).toEqual({
    ruleId: 'ecs/steady',
    ruleIndex: 0,
    kind: 'fail',
    level: 'error',
    message: { text: 'ecs/steady main/api: It is wrong.\n- count: 2\n+ count: 1' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'specs/our%20prod.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12, startColumn: 3, snippet: { text: '  main: {}' } },
        },
        logicalLocations: [
          {
            fullyQualifiedName: 'arn:aws:ecs:eu-west-1:123456789012:service/api',
            kind: 'resource',
          },
        ],
      },
    ],
    partialFingerprints: { 'landfallFindingKey/v1': findingKey(FAILURE) },
    suppressions: [],
    properties: {
      severity: 'high',
      status: 'fail',
      subject: 'main/api',
      account: '123456789012',
      region: 'eu-west-1',
      resourceType: 'AWS::ECS::Service',
    },
  });
});

test.each([
  ['specs/a.yaml', { uri: 'specs/a.yaml', uriBaseId: '%SRCROOT%' }],
  ['../a.yaml', { uri: '../a.yaml', uriBaseId: '%SRCROOT%' }],
  ['/srv/a b.yaml', { uri: 'file:///srv/a%20b.yaml' }],
  ['C:\\specs\\a.yaml', { uri: 'file:///C%3A/specs/a.yaml' }],
])('the path %s is a URI', (file, location) => {
  const report = reportOf([FAILURE]);
  const run = { ...report.run, spec: { ...report.run.spec, file } };
  const [result] = resultsOf({ ...report, run });
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual(location);
});

test('what is about no line of the spec is about its file', () => {
  const [result] = resultsOf(reportOf([finding({ status: 'fail', message: 'It is wrong.' })]));
  expect(result?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'spec.yaml', uriBaseId: '%SRCROOT%' },
    region: { startLine: 1, startColumn: 1 },
  });
});

test('every status is a result as the table says', () => {
  for (const it of EVERY_FINDING) {
    const { sarif } = OUTCOMES[outcomeOf(it)];
    const level = sarif === 'fail' ? SEVERITIES[it.severity].sarif : 'none';
    const expected = sarif === null ? [] : [{ kind: sarif, level }];
    const results = resultsOf(reportOf([it]));
    expect(results.map((result) => ({ kind: result.kind, level: result.level }))).toEqual(expected);
  }
});

test('a waived failure is suppressed, and nothing else', () => {
  const results = EVERY_FINDING.flatMap((it) =>
    resultsOf(reportOf([it])).map(({ suppressions }) => ({ it, suppressions })),
  );
  const justification = 'M-1, until 2026-12-31, dba: Later.';
  expect(results.map(({ suppressions }) => suppressions)).toEqual(
    results.map(({ it }) =>
      outcomeOf(it) === 'waived' ? [{ kind: 'external', status: 'accepted', justification }] : [],
    ),
  );
});

describe('what the tool could not see', () => {
  const denied = finding({
    status: 'error',
    message: 'AWS denied it.',
    causes: [
      {
        kind: 'denied',
        operation: 'ecs:DescribeServices',
        code: 'AccessDeniedException',
        message: 'Not authorized.',
        action: 'ecs:DescribeServices',
        calls: [],
      },
    ],
  });

  test('is told once a reason, with the permission to grant, and the execution has not succeeded', () => {
    const run = read(reportOf([denied, { ...denied, subject: 'main/worker' }]));
    expect(run.invocations?.[0]?.executionSuccessful).toBe(false);
    expect(texts(run)).toEqual([
      'NOT PROVEN: 2 error',
      'error: ecs/steady main/api: AWS denied it.\ncause: Not authorized.\ngrant: ecs:DescribeServices\nalso on: main/worker',
    ]);
  });

  test('keeps the alert of what failed before: it is an open result of the same fingerprint', () => {
    const [before] = resultsOf(reportOf([FAILURE]));
    const [after] = resultsOf(reportOf([{ ...FAILURE, status: 'error' }]));
    expect([after?.kind, after?.level]).toEqual(['open', 'none']);
    expect(after?.partialFingerprints).toEqual(before?.partialFingerprints);
  });

  test.each<[string, Report, boolean]>([
    ['a go', reportOf([finding()]), true],
    ['a no-go', reportOf([FAILURE]), true],
    ['nothing judged', reportOf([]), false],
    ['stopped', reportOf([FAILURE], { stopped: 'Interrupted.' }), false],
  ])('%s', (_, report, successful) => {
    expect(read(report).invocations?.[0]?.executionSuccessful).toBe(successful);
  });
});

test('a log of a deployment never closes the alerts of another', () => {
  const report = reportOf([], { account: '210987654321' });
  const run = { ...report.run, spec: { ...report.run.spec, environment: 'eu/prod' } };
  expect(read({ ...report, run }).automationDetails?.id).toBe(
    `landfall/smoke/demo/eu_prod/210987654321/eu-west-1/${run.id}`,
  );
});

test('only rules about security have a security severity', () => {
  const facts = { risk: 'A risk.', remediation: 'Mend it.', fix: { cli: 'aws ecs x' } };
  const references = ['https://docs.aws.amazon.com/x'];
  const run = read(
    reportOf([FAILURE, { ...FAILURE, check: 'sg/closed', domain: 'sg', severity: 'critical' }], {
      checks: {
        'ecs/steady': { ...facts, references, controls: [] },
        'sg/closed': { ...facts, references: [], controls: ['CIS AWS 5.0.0 5.3'] },
      },
    }),
  );
  expect(run.tool.driver.rules).toEqual([
    {
      id: 'sg/closed',
      shortDescription: { text: 'ECS service is steady' },
      fullDescription: { text: 'A risk.' },
      help: { text: 'Mend it.\ncli: aws ecs x\ncontrols: CIS AWS 5.0.0 5.3' },
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['sg', 'security'], 'security-severity': '9.5' },
    },
    {
      id: 'ecs/steady',
      shortDescription: { text: 'ECS service is steady' },
      fullDescription: { text: 'A risk.' },
      help: { text: 'Mend it.\ncli: aws ecs x' },
      helpUri: 'https://docs.aws.amazon.com/x',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['ecs'] },
    },
  ]);
});

describe('beside an earlier run', () => {
  const since = {
    id: '01KATZ9XJ0D4R8V0C2Q3Y5W7N8',
    finishedAt: '2026-11-22T08:00:00.000Z',
    verdict: 'GO',
    counts: reportOf([]).counts,
    specDigest: '00',
  } as const;
  const change = (kind: 'new' | 'changed') => ({
    key: findingKey(FAILURE),
    kind,
    check: FAILURE.check,
    subject: FAILURE.subject,
    severity: FAILURE.severity,
    before: 'pass' as const,
    after: 'fail' as const,
    specChanged: false,
  });

  test.each([
    ['new', [change('new')]],
    ['updated', [change('changed')]],
    ['unchanged', []],
  ])('a result is %s', (state, changes) => {
    const history = {
      since,
      changes,
      still: 0,
      specChanges: [],
      flapping: [],
      failingSince: {},
      runs: [since],
    };
    expect(resultsOf(reportOf([FAILURE], { history }))[0]?.baselineState).toBe(state);
  });

  test('without one there is no word for it', () => {
    expect(resultsOf(reportOf([FAILURE]))[0]).not.toHaveProperty('baselineState');
  });
});

test('more results than GitHub keeps are cut to the worst of them, and the log says so', () => {
  const many = (count: number, facts: Parameters<typeof finding>[0]) =>
    Array.from({ length: count }, (_, at) => finding({ ...FAILURE, subject: `${at}`, ...facts }));
  const run = read(
    reportOf([
      ...many(25_000, { severity: 'low' }),
      ...many(100, { severity: 'critical', check: 'ecs/worst' }),
      ...many(900, { severity: 'critical', check: 'ecs/waived', waiver: WAIVER }),
    ]),
  );
  expect(run.results).toHaveLength(RESULTS_SHOWN);
  const byRule = Map.groupBy(run.results ?? [], ({ ruleId }) => ruleId);
  expect([...byRule].map(([rule, { length }]) => [rule, length])).toEqual([
    ['ecs/worst', 100],
    ['ecs/steady', 4900],
  ]);
  expect(run.tool.driver.rules?.map(({ id }) => id)).toEqual(['ecs/worst', 'ecs/steady']);
  expect(texts(run)[1]).toBe(
    "21000 results are left out of this log, the least severe of 26000: GitHub keeps 5000. All of them are in the run's document.",
  );
});

test('no text makes a link', () => {
  const [result] = resultsOf(
    reportOf([
      { ...FAILURE, message: '[here](https://evil.example)', actual: null, expected: null },
    ]),
  );
  expect(result?.message.text).toBe('ecs/steady main/api: [here] (https://evil.example)');
});

test('whatever the names, it is valid with a result a finding that is no pass', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const { results, tool } = read(report);
      const told = report.findings.filter((it) => OUTCOMES[outcomeOf(it)].sarif !== null);
      expect(results).toHaveLength(told.length);
      for (const { ruleId, ruleIndex } of results ?? []) {
        expect(tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
      }
    }),
  );
});
