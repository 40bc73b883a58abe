import { expect, test } from '@jest/globals';
import type { ScalingActivity } from '../../collectors/aws/application-auto-scaling/scaling-activities.ts';
import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { serviceArtifact } from '../ecs/testing/fixtures.ts';
import check from './scaled-under-load.ts';
import { scaledSubject } from './testing/fixtures.ts';

// The load ran from nine to ten; the tests judge as of noon. The service scales from 2 to 10 tasks.
const at = (time: string, day = 23) => `2026-11-${day}T${time}:00.000Z`;
const tested = { startedAt: at('09:00'), endedAt: at('10:00') };
const underLoad = { riseSeconds: 120, returnMinutes: 30 };
const { scaling, ...service } = scaledSubject();
const subject = {
  ...service,
  scaling: scaling === null ? null : { ...scaling, underLoad },
  tested,
};

const step = (
  time: string,
  desiredCount: number,
  facts: Partial<ScalingActivity> = {},
): ScalingActivity => ({
  status: 'Successful',
  message: null,
  description: `Setting desired count to ${desiredCount}.`,
  cause: 'monitor alarm app-busy in state ALARM triggered policy app-busy',
  startedAt: at(time),
  notScaled: [],
  ...facts,
});
const grew = (time: string, desiredCount: number, facts: Partial<ScalingActivity> = {}) =>
  step(time, desiredCount, { cause: alarm('High'), ...facts });
const shrank = (time: string, desiredCount: number, facts: Partial<ScalingActivity> = {}) =>
  step(time, desiredCount, { cause: alarm('Low'), ...facts });
const alarm = (name: string) =>
  `monitor alarm TargetTracking-service/main/worker-Alarm${name}-1 in state ALARM triggered policy cpu`;
const refused = (time: string, code: string) =>
  step(time, 10, { status: 'Failed', description: 'Attempting to scale.', notScaled: [code] });

/** AWS gives the newest first. */
const having = (oldestFirst: readonly ScalingActivity[], facts: Partial<EcsService> = {}) => ({
  activities: { 'main/worker': { isWhole: true, activities: oldestFirst.toReversed() } },
  services: { 'main/worker': serviceArtifact({ desiredCount: 2, ...facts }) },
});
/** AWS has more than these, which are the newest. */
const cut = (oldestFirst: readonly ScalingActivity[]) => ({
  ...having(oldestFirst),
  activities: { 'main/worker': { isWhole: false, activities: oldestFirst.toReversed() } },
});
const UNTOLD = 'AWS leaves out when a scaling was, why, or to how many tasks.';
const LIMIT = 'The service reached its limit under the load.';
const NO_GROWTH = 'The service did not grow under the load.';
const NO_MORE = 'The service is not known to have had fewer tasks before it grew.';
const STAYED = 'The service did not shrink in time after the load.';
const OFTEN = 'The service has scaled more often since the load than was read.';
const SOON = { tested: { startedAt: at('10:00'), endedAt: at('11:50') } };

testCheck(check, subject, {
  pass: [
    {
      name: 'up in time, and down again',
      artifacts: having([
        shrank('07:00', 2),
        grew('09:01', 4),
        shrank('10:20', 3),
        shrank('10:25', 2),
      ]),
      // By whatever made it grow.
      details: [
        'That load was sent then is what the spec says (load.tested): whether it was, and how much, is not seen here.',
      ],
    },
    {
      name: 'for the first time, by the alarms of target tracking',
      artifacts: having([grew('09:01', 4), shrank('10:20', 2)]),
    },
    {
      name: 'by alarms of other names, from a number that is known',
      artifacts: having([step('07:00', 2), step('09:01', 3), step('10:20', 2)]),
    },
    {
      name: 'down while there is time still',
      artifacts: having([grew('10:01', 4), shrank('11:55', 2)]),
      subject: SOON,
    },
    {
      name: 'later grown again by another load',
      artifacts: having([grew('09:01', 4), shrank('10:20', 2), grew('11:30', 3)], {
        desiredCount: 3,
      }),
    },
    {
      name: 'a range that was set, and a scaling that failed and was done again',
      artifacts: having([
        step('08:00', 0, { description: 'Setting min capacity to 2 and max capacity to 10' }),
        grew('09:01', 4, { status: 'Failed' }),
        grew('09:02', 4),
        shrank('10:20', 2),
      ]),
    },
    {
      name: 'a cut list, the oldest of it from before the load',
      artifacts: cut([shrank('07:00', 2), grew('09:01', 4), shrank('10:20', 2)]),
    },
    {
      name: 'as many as a page may have, all since the load began, and no more',
      artifacts: having([
        grew('09:01', 4),
        ...Array.from({ length: 49 }, () => shrank('10:20', 2)),
      ]),
    },
  ],
  fail: [
    {
      name: 'no service',
      artifacts: { ...having([]), services: { 'main/worker': null } },
      message: 'The service does not exist.',
    },
    { name: 'no activity', artifacts: having([]), message: NO_GROWTH },
    { name: 'shrunk only', artifacts: having([shrank('09:01', 3)]), message: NO_GROWTH },
    {
      name: 'grown by a schedule only',
      artifacts: having([step('09:01', 4, { cause: 'minimum capacity was set to 4' })]),
      message: NO_GROWTH,
    },
    {
      name: 'grown after the load only',
      artifacts: having([grew('10:01', 4), shrank('10:20', 2)]),
      message: NO_GROWTH,
    },
    {
      name: 'grown late',
      artifacts: having([grew('09:03', 4), shrank('10:20', 2)]),
      message: 'The service grew later than declared.',
    },
    {
      name: 'at its limit',
      artifacts: having([grew('09:01', 4), grew('09:10', 10), shrank('10:20', 2)]),
      message: LIMIT,
    },
    {
      name: 'refused at its limit',
      artifacts: having([grew('09:01', 4), refused('09:10', 'AlreadyAtMaxCapacity')]),
      message: LIMIT,
    },
    {
      name: 'at its limit when the load began',
      artifacts: having([
        grew('08:50', 10),
        shrank('09:00', 8, { startedAt: '2026-11-23T09:00:30.000Z' }),
        grew('09:01', 9, { startedAt: '2026-11-23T09:01:30.000Z' }),
        shrank('10:20', 2),
      ]),
      message: LIMIT,
    },
    {
      name: 'at its limit, and cut off',
      artifacts: cut([grew('09:10', 10), shrank('10:20', 2)]),
      message: LIMIT,
    },
    { name: 'never shrunk', artifacts: having([grew('09:01', 4)]), message: STAYED },
    {
      name: 'shrunk in part',
      artifacts: having([shrank('07:00', 2), grew('09:01', 4), shrank('10:20', 3)]),
      message: STAYED,
    },
    {
      name: 'shrunk too late',
      artifacts: having([grew('09:01', 4), shrank('10:31', 2)]),
      message: STAYED,
    },
    {
      name: 'shrunk in a lull, and then no more',
      artifacts: having([
        shrank('07:00', 2),
        grew('09:01', 4),
        shrank('09:30', 2),
        grew('09:40', 3),
      ]),
      message: STAYED,
    },
  ],
  unsettled: [
    {
      name: 'grown, with time to shrink',
      artifacts: having([grew('10:01', 4)]),
      subject: SOON,
      message: 'The service has yet to shrink.',
    },
  ],
  unknown: [
    {
      name: 'a load that has not ended',
      artifacts: having([]),
      subject: { tested: { startedAt: at('11:00'), endedAt: at('13:00') } },
      message: 'The declared load test has not ended.',
    },
    {
      name: 'a load from before what AWS keeps',
      artifacts: having([]),
      subject: {
        tested: { startedAt: '2026-10-01T00:00:00.000Z', endedAt: '2026-10-01T01:00:00.000Z' },
      },
      message: 'AWS no longer keeps what scaled under the load.',
    },
    {
      name: 'a cut list, all of it since the load began',
      artifacts: cut([grew('09:01', 4), shrank('10:20', 2)]),
      message: OFTEN,
    },
    {
      name: 'a cut list, the oldest of it without a time',
      artifacts: cut([grew('09:01', 4, { startedAt: null }), shrank('10:20', 2)]),
      message: OFTEN,
    },
    { name: 'an empty page, and AWS has more', artifacts: cut([]), message: OFTEN },
    {
      name: 'no list',
      artifacts: { ...having([]), activities: { 'main/worker': null } },
      message: 'AWS gave no list of the scaling activities.',
    },
    {
      name: 'a step to nobody knows how many',
      artifacts: having([grew('09:01', 4, { description: 'Scaling.' }), shrank('10:20', 2)]),
      message: UNTOLD,
    },
    {
      name: 'a step without a time',
      artifacts: having([grew('09:01', 4, { startedAt: null }), shrank('10:20', 2)]),
      message: UNTOLD,
    },
    {
      name: 'a step that was not fulfilled',
      artifacts: having([grew('09:01', 4, { status: 'Unfulfilled' }), shrank('10:20', 2)]),
      message: UNTOLD,
    },
    {
      name: 'a step without a cause',
      artifacts: having([grew('09:01', 4, { cause: null }), shrank('10:20', 2)]),
      message: UNTOLD,
    },
    {
      name: 'an alarm of another name, from a number that is not known',
      artifacts: having([step('09:01', 3), step('10:20', 2)]),
      message: UNTOLD,
    },
    {
      name: 'shrunk to a number that may be the one before',
      artifacts: having([grew('09:01', 5), shrank('10:20', 3)], { desiredCount: 3 }),
      message: 'How many tasks the service had before the load is not known.',
    },
    {
      name: 'a number before that no growth can have begun at',
      artifacts: having([grew('07:00', 6), grew('09:01', 5), shrank('10:20', 2)]),
      message: NO_MORE,
    },
    {
      name: 'an alarm that was to make it grow, and did not',
      artifacts: having([
        grew('08:50', 5),
        grew('09:01', 5, { startedAt: '2026-11-23T09:01:30.000Z' }),
        shrank('10:20', 2),
      ]),
      message: NO_MORE,
    },
    {
      name: 'shrunk and grown again since the load began, below what it had before',
      artifacts: having([
        grew('08:50', 6),
        shrank('09:00', 3),
        grew('09:01', 5),
        shrank('10:20', 3),
      ]),
      message: 'How many tasks the service had before the load is not known.',
    },
    {
      name: 'shrunk, and now more by another hand',
      artifacts: having([grew('09:01', 4), shrank('10:20', 2)], { desiredCount: 6 }),
      message: 'The desired number of tasks is not what scaling has made it.',
    },
    {
      name: 'shrunk, and no number now',
      artifacts: having([grew('09:01', 4), shrank('10:20', 2)], { desiredCount: null }),
      message: 'The desired number of tasks is not what scaling has made it.',
    },
    {
      name: 'no load declared',
      artifacts: having([]),
      subject: { tested: null },
      message: 'The spec declares no load under which the service scales.',
    },
  ],
  error: [
    {
      name: 'the activities are denied',
      artifacts: {
        ...having([]),
        activities: { 'main/worker': denied('application-autoscaling:DescribeScalingActivities') },
      },
      message: 'AWS denied application-autoscaling:DescribeScalingActivities.',
    },
    {
      name: 'the service is denied',
      artifacts: { ...having([]), services: { 'main/worker': denied('ecs:DescribeServices') } },
      message: 'AWS denied ecs:DescribeServices.',
    },
  ],
});

test('without any load that was seen it helps to prove nothing of what the size carries', () => {
  expect(check.proves).toEqual(['ecs/autoscaling']);
});

const range = { minTasks: 2, maxTasks: 10, policies: {} };
test.each([
  [{ scaling: { ...range, underLoad } }, tested, undefined],
  [{ scaling: { ...range, underLoad } }, undefined, 'The spec declares no load test.'],
  [{ scaling: range }, tested, 'The spec does not declare that the load makes the service grow.'],
  [{}, tested, 'The spec declares no scaling of the service.'],
])('%j with a load test at %j: %p', (worker, window, notApplicable) => {
  const spec = {
    clusters: { main: { services: { worker } } },
    load: { tested: window },
  } as unknown as Spec;
  expect(check.subjects(spec).map((found) => found.notApplicable)).toEqual([notApplicable]);
});
