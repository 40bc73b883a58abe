import { expect, test } from '@jest/globals';
import type { FatalEvents } from '../../collectors/aws/cloudwatch-logs/fatal-events.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './error-budget.ts';

// The tests judge as of noon on 23 November 2026.
const CUTOVER = '2026-11-23T06:00:00.000Z';
const KEY = '/app panics';
const subject = {
  name: KEY,
  path: ['logGroups', '/app', 'errorBudget', 'panics'],
  group: '/app',
  pattern: 'panicked',
  atMost: 2,
  cutoverAt: CUTOVER,
};
const having = (fatal: Partial<FatalEvents> = {}) => ({
  fatal: { [KEY]: { count: 0, isWhole: true, streams: [], ...fatal } },
  events: { '/app': { streams: 1, at: '2026-11-23T11:59:00.000Z' } },
  groups: { '/app': group(7) },
});
const group = (
  retentionDays: number | null,
  createdAt: string | null = '2026-10-01T00:00:00.000Z',
) => ({ arn: 'arn:group', retentionDays, kmsKeyArn: null, createdAt });
const latest = (at: string | null) => ({ ...having(), events: { '/app': { streams: 1, at } } });
const ABSENT = 'The log group does not exist.';
const OVER = 'More fatal events were logged than the budget allows.';
const LONG_AGO = { cutoverAt: '2026-11-01T00:00:00.000Z' };
const SILENT = 'The log group is not known to have got any event since the cutover.';

testCheck(check, subject, {
  pass: [
    { name: 'none', artifacts: having(), details: [] },
    { name: 'as many as are allowed', artifacts: having({ count: 2 }) },
    {
      name: 'a group that was created for the cutover',
      artifacts: { ...having(), groups: { '/app': group(7, CUTOVER) } },
    },
    {
      name: 'a cutover long ago, and events never expire',
      artifacts: { ...having(), groups: { '/app': group(null) } },
      subject: LONG_AGO,
    },
  ],
  fail: [
    {
      name: 'no group',
      artifacts: { ...having(), fatal: { [KEY]: null } },
      message: ABSENT,
    },
    {
      name: 'a group that was deleted meanwhile',
      artifacts: { ...having(), groups: { '/app': null } },
      message: ABSENT,
    },
    {
      name: 'a group that is gone when its streams are asked for',
      artifacts: { ...having(), events: { '/app': null } },
      message: ABSENT,
    },
    {
      name: 'one more than is allowed',
      artifacts: having({
        count: 3,
        streams: [
          { name: 'app/1', count: 2 },
          { name: 'app/2', count: 1 },
        ],
      }),
      message: OVER,
      details: ['2 in the stream app/1.', '1 in the stream app/2.'],
    },
    {
      name: 'too many already, and not counted to the end',
      artifacts: having({ count: 3, isWhole: false }),
      message: OVER,
      details: ['The events were not counted to the end: there may be more.'],
    },
    {
      name: 'too many, and nothing else is seen',
      artifacts: {
        fatal: having({ count: 3 }).fatal,
        events: { '/app': denied('logs:DescribeLogStreams') },
        groups: { '/app': denied('logs:DescribeLogGroups') },
      },
      message: OVER,
    },
  ],
  unknown: [
    {
      name: 'few so far, and not counted to the end',
      artifacts: having({ count: 2, isWhole: false }),
      message: 'The log group has more to search than was read: there may be more fatal events.',
    },
    {
      name: 'a cutover before what is kept',
      artifacts: having(),
      subject: LONG_AGO,
      message: 'The first events since the cutover have expired, uncounted.',
    },
    {
      name: 'a group that was made anew since the cutover',
      artifacts: { ...having(), groups: { '/app': group(7, '2026-11-23T06:00:00.001Z') } },
      message: 'The log group was created after the cutover: what an earlier one had is gone.',
    },
    {
      name: 'a group of which AWS does not say when it was created',
      artifacts: { ...having(), groups: { '/app': group(7, null) } },
      message: 'AWS does not say when the log group was created.',
    },
    {
      name: 'no event since the cutover',
      artifacts: latest('2026-11-23T05:00:00Z'),
      message: SILENT,
    },
    { name: 'no event at all', artifacts: latest(null), message: SILENT },
    {
      name: 'a cutover to come',
      artifacts: having(),
      subject: { cutoverAt: '2026-11-23T18:00:00.000Z' },
      message: 'The declared cutover is to come.',
    },
    {
      name: 'no time of the cutover',
      artifacts: having(),
      subject: { cutoverAt: null },
      message: 'The spec declares no time of the cutover.',
    },
  ],
  error: [
    {
      name: 'the events are denied',
      artifacts: { ...having(), fatal: { [KEY]: denied('logs:FilterLogEvents') } },
      message: 'AWS denied logs:FilterLogEvents.',
    },
    {
      name: 'the streams are denied',
      artifacts: { ...having(), events: { '/app': denied('logs:DescribeLogStreams') } },
      message: 'AWS denied logs:DescribeLogStreams.',
    },
    {
      name: 'the retention is denied',
      artifacts: { ...having(), groups: { '/app': denied('logs:DescribeLogGroups') } },
      message: 'AWS denied logs:DescribeLogGroups.',
    },
  ],
});

test.each([
  ['pre-cutover', 'Before the cutover no user makes the application fail.'],
  ['canary', undefined],
])('in the phase %s: %p', (phase, notApplicable) => {
  const spec = {
    phase,
    cutoverAt: CUTOVER,
    logGroups: {
      '/app': { errorBudget: { panics: { pattern: 'panicked', atMost: 2 } } },
      '/quiet': {},
    },
  } as unknown as Spec;
  expect(check.subjects(spec)).toEqual([
    { ...subject, ...(notApplicable !== undefined && { notApplicable }) },
  ]);
});
