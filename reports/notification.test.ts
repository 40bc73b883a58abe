import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findingKey } from '../core/finding-key.ts';
import type { Finding } from '../core/finding.ts';
import type { Change, History } from '../core/history/history.ts';
import type { Verdict } from '../core/verdict.ts';
import type { WaiverUse } from '../core/waivers/use.ts';
import { missedRunOf, notificationOf } from './notification.ts';
import { eventDetail, plainMessage, slackMessage } from './notification-text.ts';
import { hostileReport, OBEYED } from './testing/hostile.ts';
import { finding, reportOf } from './testing/reports.ts';

const WAIVER = { id: 'M-1', reason: 'Later.', owner: '@dba', expires: '2026-12-31' };
const failing = (facts: Partial<Finding> = {}) =>
  finding({ status: 'fail', message: 'It is not steady.', ...facts });

function historyOf(verdict: Verdict, changes: readonly Change[] = []): History {
  const finishedAt = '2026-11-22T08:00:00.000Z';
  const since = { id: '0', finishedAt, verdict, counts: reportOf([]).counts, specDigest: '00' };
  const none = { still: 0, specChanges: [], flapping: [], failingSince: {}, runs: [since] };
  return { since, changes: [...changes], ...none };
}

function changeOf(made: Finding, kind: Change['kind'], after: Change['after']): Change {
  const { check, subject, severity } = made;
  const key = findingKey(made);
  return { key, kind, check, subject, severity, before: 'pass', after, specChanged: false };
}

function waiver(daysLeft: number, state: WaiverUse['state'] = 'applied'): WaiverUse {
  return {
    id: 'M-1',
    check: 'ecs/steady',
    subject: 'main/api',
    resource: null,
    account: null,
    region: null,
    reason: 'Later.',
    owner: '@dba',
    approvedBy: null,
    expires: '2026-11-26',
    state,
    daysLeft,
    findings: 1,
    note: null,
  };
}

describe('there is nothing to tell', () => {
  test.each([
    ['of a first run that is GO', reportOf([finding()])],
    ['when the verdict is the same', reportOf([finding()], { history: historyOf('GO') })],
    ['when what failed still fails', reportOf([failing()], { history: historyOf('NO-GO') })],
    [
      'of a new failure that is waived',
      reportOf([finding(), failing({ subject: 'b', waiver: WAIVER })], {
        history: historyOf('CONDITIONAL GO', [
          changeOf(failing({ subject: 'b' }), 'new', 'waived'),
        ]),
      }),
    ],
    [
      'of a waiver that ends in 10 days, and was told of at 14',
      reportOf([finding()], { history: historyOf('GO'), waivers: [waiver(10)] }),
    ],
    [
      'of a waiver that ends in 30 days',
      reportOf([finding()], { history: historyOf('GO'), waivers: [waiver(30)] }),
    ],
    [
      'of a waiver that had expired before the run before',
      reportOf([finding()], { history: historyOf('GO'), waivers: [waiver(-3, 'expired')] }),
    ],
    [
      'of a waiver that nothing needs',
      reportOf([finding()], { history: historyOf('GO'), waivers: [waiver(3, 'unused')] }),
    ],
  ])('%s', (_what, report) => {
    expect(notificationOf(report, null)).toBeNull();
  });
});

test('another verdict, with counts, the three worst new failures and the link', () => {
  const findings = [
    failing({ subject: 'a', severity: 'low' }),
    failing({ subject: 'b', severity: 'critical' }),
    failing({ subject: 'c' }),
    failing({ subject: 'd', severity: 'medium' }),
    failing({ subject: 'e' }),
  ];
  const changes = findings.slice(0, 4).map((made) => changeOf(made, 'new', 'fail'));
  const report = reportOf(findings, { history: historyOf('GO', changes) });
  expect(notificationOf(report, 'https://ci.example/1')).toEqual({
    kind: 'run',
    title: '✖ NO-GO (was GO): smoke of demo',
    lines: [
      '5 fail · 123456789012 eu-west-1 · 2026-11-23T08:00:12Z',
      '4 new failures:',
      '- fail critical ecs/steady › b: It is not steady.',
      '- fail high ecs/steady › c: It is not steady.',
      '- fail medium ecs/steady › d: It is not steady.',
      '- and 1 more new failures',
    ],
    link: 'https://ci.example/1',
  });
});

test('a new failure with the same verdict', () => {
  const report = reportOf([failing()], {
    history: historyOf('NO-GO', [changeOf(failing(), 'new', 'fail')]),
  });
  expect(notificationOf(report, null)?.title).toBe('✖ NO-GO: smoke of demo');
});

test('a failure whose waiver holds no longer is new', () => {
  const change = { ...changeOf(failing(), 'changed', 'fail'), before: 'waived' } as const;
  const report = reportOf([failing()], { history: historyOf('NO-GO', [change]) });
  expect(notificationOf(report, null)?.lines).toContain('1 new failure:');
});

test('a run that can prove less than the one before', () => {
  const report = reportOf([finding({ status: 'error', message: 'AWS denied it.' })], {
    history: historyOf('GO'),
    stopped: 'The credentials expired.',
    endpoint: 'http://127.0.0.1:4566',
  });
  expect(notificationOf(report, null)).toMatchObject({
    title: '▲ NOT PROVEN (was GO): smoke of demo',
    lines: [
      '1 error · 123456789012 eu-west-1 · 2026-11-23T08:00:12Z',
      'The run was stopped: The credentials expired.',
      'It looked at http://127.0.0.1:4566, not at AWS.',
      '- error high ecs/steady › main/api: AWS denied it.',
    ],
  });
});

test('a first run that is not GO', () => {
  expect(notificationOf(reportOf([failing()]), null)?.title).toBe('✖ NO-GO: smoke of demo');
});

test('a good end', () => {
  const report = reportOf([finding()], { history: historyOf('NO-GO') });
  expect(notificationOf(report, null)?.title).toBe('✔ GO (was NO-GO): smoke of demo');
});

test.each([
  [14, 'applied', 'ends in 14 days, on 2026-11-26'],
  [3, 'applied', 'ends in 3 days, on 2026-11-26'],
  [0, 'applied', 'ends today'],
  [-1, 'expired', 'has expired on 2026-11-26'],
] as const)('a waiver with %d days left (%s)', (daysLeft, state, words) => {
  const waivers = [waiver(daysLeft, state)];
  const report = reportOf([finding()], { history: historyOf('GO'), waivers });
  expect(notificationOf(report, null)?.lines.at(-1)).toBe(
    `- waiver M-1 of @dba ${words}: ecs/steady › main/api`,
  );
});

describe('a run that does not come', () => {
  const last = reportOf([finding()]);
  const after = (age: number) => ({
    nowMs: Date.parse(last.run.finishedAt) + age * 3_600_000,
    withinMs: 26 * 3_600_000,
    suite: 'compliance',
  });

  test('is told with when the last one was', () => {
    expect(missedRunOf(last, after(27), 'https://ci.example')).toEqual({
      kind: 'missed',
      title: '✖ No run of compliance of demo for 27 h',
      lines: [
        'The last one, of smoke, ended 2026-11-23T08:00:12Z with GO.',
        'One is expected every 26 h at least.',
      ],
      link: 'https://ci.example',
    });
  });

  test('is not missed before its time', () => {
    expect(missedRunOf(last, after(26), null)).toBeNull();
  });

  test('is missed when there never was one', () => {
    expect(missedRunOf(null, after(0), null)?.title).toBe('✖ No run of compliance is stored');
  });
});

const all = (report: Parameters<typeof notificationOf>[0]) => {
  const notification = notificationOf(report, 'https://ci.example/1?a=1&b=2');
  return notification === null
    ? null
    : {
        slack: slackMessage(notification),
        ...plainMessage(notification),
        detail: eventDetail(notification),
      };
};

test('nothing in a message is a mention, a link or markup, whatever the run holds', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const made = all(report) ?? { slack: '{"text":""}', subject: '', text: '', detail: '{}' };
      for (const pattern of Object.values(OBEYED)) {
        for (const text of Object.values(made)) expect(text).not.toMatch(pattern);
      }
      expect(made.subject).toMatch(/^[\x20-\x7e]{0,99}$/);
      const { text } = JSON.parse(made.slack) as { text: string };
      const ours = text.replace('<https://ci.example/1?a=1&amp;b=2|the report>', '');
      expect(ours).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)|@(?!\u200b)|https?:/);
      expect(() => JSON.parse(made.detail) as unknown).not.toThrow();
    }),
  );
});

test('a channel is not called', () => {
  const made = all(reportOf([failing({ message: '<!channel> & <https://x.example|y>' })]));
  expect(made?.slack).toContain('&lt;!channel&gt; &amp; &lt;https');
});

test('a subject is short, of ASCII, and says the verdict', () => {
  const made = all(reportOf([failing()], { deployment: 'Größe'.repeat(40) }));
  expect(made?.subject).toMatch(/^Landfall: NO-GO: smoke of Gr\\u\{f6\}.*\.\.\.$/);
  expect(made?.subject).toHaveLength(99);
});
