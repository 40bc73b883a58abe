import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Status, type Finding } from '../core/finding.ts';
import { findingKey } from '../core/finding-key.ts';
import type { Change, History } from '../core/history/history.ts';
import type { Report } from '../core/report.ts';
import { ocsfPieces } from './ocsf.ts';
import { hostileReport } from './testing/hostile.ts';
import { OcsfComplianceFinding } from './testing/ocsf.ts';
import { finding, reportOf } from './testing/reports.ts';

const EARLIER = '2026-11-20T08:00:00.000Z';
const WAIVER = { id: 'M-1', reason: 'Later.', owner: '@dba', expires: '2026-12-31' };

const failing = finding({
  status: 'fail',
  message: 'The service is not steady.',
  expected: { desired: 2, rollout: 'COMPLETED' },
  actual: { desired: 1, rollout: 'COMPLETED' },
  calls: ['ecs:DescribeServices#1f9a03c4'],
  resource: {
    type: 'AWS::ECS::Service',
    arn: 'arn:aws:ecs:eu-west-1:123456789012:service/main/api',
  },
});

function historyOf(changes: readonly Change[], facts: Partial<History> = {}): History {
  const { counts, verdict } = reportOf([]);
  const since = { id: '0', finishedAt: EARLIER, verdict, counts, specDigest: '00' };
  return {
    since,
    changes: [...changes],
    still: 0,
    specChanges: [],
    flapping: [],
    failingSince: {},
    runs: [since],
    ...facts,
  };
}

function changeOf(made: Finding, facts: Pick<Change, 'kind' | 'before' | 'after'>): Change {
  const { check, subject, severity } = made;
  return { key: findingKey(made), check, subject, severity, specChanged: false, ...facts };
}

function eventsOf(report: Report): OcsfComplianceFinding[] {
  return [...ocsfPieces(report)]
    .join('')
    .split('\n')
    .slice(0, -1)
    .map((line) => OcsfComplianceFinding.parse(JSON.parse(line)));
}

function eventOf(report: Report): OcsfComplianceFinding {
  const [event] = eventsOf(report);
  if (event === undefined) throw new Error('There is no event.');
  return event;
}

test('an event a finding, whatever the findings hold', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      // Its changes are all of kind "new", so no closed object is among the events.
      expect(eventsOf(report)).toHaveLength(report.findings.length);
    }),
  );
});

test.each([
  ['pass', finding(), [1, 'Pass', 4, 'Resolved']],
  ['fail', failing, [3, 'Fail', 1, 'New']],
  ['waived', { ...failing, waiver: WAIVER }, [3, 'Fail', 3, 'Suppressed']],
  ['error', finding({ status: 'error' }), [2, 'Warning', 1, 'New']],
  ['unknown', finding({ status: 'unknown' }), [2, 'Warning', 1, 'New']],
  ['unsettled', finding({ status: 'unsettled' }), [2, 'Warning', 1, 'New']],
  ['not checked', finding({ status: 'not-checked' }), [2, 'Warning', 1, 'New']],
  [
    'not applicable',
    finding({ status: 'not-applicable' }),
    [99, 'not applicable', 99, 'not applicable'],
  ],
])('%s', (word, made, expected) => {
  const { compliance, status_id, status } = eventOf(reportOf([made]));
  expect([compliance.status_id, compliance.status, status_id, status]).toEqual(expected);
  expect(compliance.status_code).toBe(word);
});

test('only a pass is a Pass', () => {
  for (const status of Status.options) {
    const { compliance } = eventOf(reportOf([finding({ status })]));
    expect(compliance.status_id === 1).toBe(status === 'pass');
  }
});

test('a failure has expected beside actual, and says of each fact whether it holds', () => {
  const { evidences, compliance } = eventOf(reportOf([failing]));
  expect(evidences).toEqual([
    {
      data: {
        expected: failing.expected,
        actual: failing.actual,
        calls: ['ecs:DescribeServices#1f9a03c4'],
        spec: null,
      },
    },
  ]);
  expect(compliance.assessments).toEqual([
    { name: 'desired', meets_criteria: false },
    { name: 'rollout', meets_criteria: true },
  ]);
});

test('what was not seen has neither evidence nor an assessment', () => {
  const event = eventOf(reportOf([finding({ status: 'error', message: 'AWS denied it.' })]));
  expect(event).not.toHaveProperty('evidences');
  expect(event.compliance.assessments).toEqual([]);
  expect(event.compliance.status_details).toEqual(['AWS denied it.']);
});

test('times are milliseconds', () => {
  const { time, finding_info } = eventOf(reportOf([failing]));
  expect(time).toBe(1_795_420_812_400);
  expect(finding_info.last_seen_time).toBe(1_795_420_800_000);
});

describe('an earlier run', () => {
  const key = findingKey(failing);

  test('tells since when it has failed', () => {
    const history = historyOf([], { failingSince: { [key]: EARLIER } });
    expect(eventOf(reportOf([failing], { history })).finding_info.first_seen_time).toBe(
      Date.parse(EARLIER),
    );
  });

  test('is of no account for what passes', () => {
    const history = historyOf([], { failingSince: { [key]: EARLIER } });
    const { finding_info } = eventOf(reportOf([finding()], { history }));
    expect(finding_info).not.toHaveProperty('first_seen_time');
  });

  test.each([
    ['Create', 'none', failing, null],
    [
      'Create',
      'one in which it passed',
      failing,
      historyOf([changeOf(failing, { kind: 'new', before: 'pass', after: 'fail' })]),
    ],
    [
      'Create',
      'one without it',
      failing,
      historyOf([changeOf(failing, { kind: 'new', before: null, after: 'fail' })]),
    ],
    ['Update', 'one in which it failed', failing, historyOf([])],
    [
      'Update',
      'one in which it was waived',
      failing,
      historyOf([changeOf(failing, { kind: 'changed', before: 'waived', after: 'fail' })]),
    ],
    [
      'Close',
      'one in which it failed and now passes',
      finding(),
      historyOf([changeOf(finding(), { kind: 'fixed', before: 'fail', after: 'pass' })]),
    ],
  ] as const)('%s after %s', (activity, _before, made, history) => {
    expect(eventOf(reportOf([made], { history })).activity_name).toBe(activity);
  });

  test('closes an object that has no finding any more because its whole entry holds', () => {
    const entry = finding({ subject: 'app_db' });
    const object = { ...failing, subject: 'app_db › public.agents' };
    const history = historyOf([changeOf(object, { kind: 'fixed', before: 'fail', after: 'pass' })]);
    const opened = eventOf(reportOf([object]));
    const [, closed] = eventsOf(reportOf([entry], { history }));
    expect(closed).toMatchObject({
      activity_name: 'Close',
      status: 'Resolved',
      finding_info: { uid: opened.finding_info.uid },
    });
  });

  test('closes nothing that is not judged any more', () => {
    const history = historyOf([changeOf(failing, { kind: 'gone', before: 'fail', after: null })]);
    const other = finding({ subject: 'main/other' });
    expect(eventsOf(reportOf([other], { history })).map((event) => event.activity_name)).toEqual([
      'Update',
    ]);
  });
});

test('the same finding of two environments of one account has two uids', () => {
  const uidIn = (environment: string | null) => {
    const report = reportOf([failing]);
    const spec = { ...report.run.spec, environment };
    return eventOf({ ...report, run: { ...report.run, spec } }).finding_info.uid;
  };
  expect(uidIn('staging')).not.toBe(uidIn('production'));
  expect(uidIn('production')).toBe(uidIn('production'));
});

test('a run that did not look at AWS says so', () => {
  const endpoint = 'http://127.0.0.1:4566';
  expect(eventOf(reportOf([failing], { endpoint })).metadata.labels).toContain(
    'not AWS: http://127.0.0.1:4566',
  );
});

type Event = Record<string, unknown> &
  Record<'metadata' | 'cloud' | 'finding_info' | 'compliance', Record<string, unknown>>;

// The schema of the tests is worth what it refuses.
test.each<[string, (event: Event) => unknown]>([
  ['seconds', (event) => (event['time'] = Number(event['time']) / 1000)],
  [
    'seconds of the first sight',
    ({ finding_info }) => (finding_info['first_seen_time'] = 1_795_420_812),
  ],
  ['a type of another activity', (event) => (event['type_uid'] = 200_303)],
  ['a class without its category', (event) => delete event['category_uid']],
  ['an unknown activity', (event) => (event['activity_id'] = 4)],
  ['a caption of another id', (event) => (event['severity'] = 'Low')],
  ['an id of another caption', ({ compliance }) => (compliance['status_id'] = 1)],
  ['a result that there is not', ({ compliance }) => (compliance['status_id'] = 4)],
  ['a finding without uid', ({ finding_info }) => delete finding_info['uid']],
  ['a cloud without provider', ({ cloud }) => delete cloud['provider']],
  ['no compliance', (event) => delete (event as Partial<Event>).compliance],
  ['evidence without content', (event) => (event['evidences'] = [{ name: 'x' }])],
  [
    'a resource without name and uid',
    (event) => (event['resources'] = [{ type: 'x', region: 'y' }]),
  ],
  [
    'an assessment without an answer',
    ({ compliance }) => (compliance['assessments'] = [{ name: 'x' }]),
  ],
  ['remediation without words', (event) => (event['remediation'] = { references: [] })],
  [
    'a product without name',
    ({ metadata }) => (metadata['product'] = { vendor_name: 'x', version: '1' }),
  ],
  ['another version', ({ metadata }) => (metadata['version'] = '1.5.0')],
  ['an attribute that OCSF does not have', (event) => (event['landfall'] = true)],
])('the schema refuses %s', (_what, mutate) => {
  const event = structuredClone(eventOf(reportOf([failing]))) as unknown as Event;
  expect(OcsfComplianceFinding.safeParse(event).success).toBe(true);
  mutate(event);
  expect(OcsfComplianceFinding.safeParse(event).success).toBe(false);
});
