import { denied, testCheck } from '../../core/testing/test-check.ts';
import { scaledSubject } from './testing/fixtures.ts';
import check from './recent-activity.ts';

// The tests judge as of noon on 23 November 2026.
const activity = (
  status: string | null,
  notScaled: string[] = [],
  startedAt: string | null = '2026-11-23T06:00:00.000Z',
) => {
  return {
    status,
    message: 'The role may not.',
    description: 'Setting desired count to 3.',
    cause: 'An alarm went off.',
    startedAt,
    notScaled,
  };
};
const having = (...activities: ReturnType<typeof activity>[]) => ({
  activities: { 'main/worker': { isWhole: true, activities } },
});
/** AWS has more than these, which are the newest. */
const cut = (...activities: ReturnType<typeof activity>[]) => ({
  activities: { 'main/worker': { isWhole: false, activities } },
});
const OFTEN = 'The service has scaled more often than was read.';
const OLD = '2026-11-20T06:00:00.000Z';

testCheck(
  check,
  { ...scaledSubject() },
  {
    pass: [
      {
        name: 'no need to scale, which AWS tells as failed',
        artifacts: having(activity('Failed', ['AlreadyAtMinCapacity'])),
      },
      { name: 'none', artifacts: having() },
      {
        name: 'successful ones',
        artifacts: having(activity('Successful'), activity('InProgress')),
      },
      { name: 'one that failed three days ago', artifacts: having(activity('Failed', [], OLD)) },
      {
        name: 'no need to scale',
        artifacts: having(activity('Successful', ['AlreadyAtDesiredCapacity'])),
      },
      {
        name: 'as many as a page may have, and no more',
        artifacts: having(...Array.from({ length: 50 }, () => activity('Successful'))),
      },
      {
        name: 'a cut list that reaches back further than a day',
        artifacts: cut(activity('Successful'), activity('Successful', [], OLD)),
      },
    ],
    fail: [
      {
        name: 'one that failed',
        artifacts: having(activity('Successful'), activity('Failed')),
        message: 'A scaling of the service failed.',
        details: ['2026-11-23T06:00:00.000Z: The role may not.'],
      },
      {
        name: 'one that was not fulfilled',
        artifacts: having(activity('Unfulfilled')),
        message: 'A scaling of the service failed.',
      },
      {
        name: 'at the greatest number of tasks',
        artifacts: having(activity('Successful', ['AlreadyAtMaxCapacity'])),
        message: 'The service was to scale, and could not.',
        details: ['AlreadyAtMaxCapacity'],
      },
    ],
    unknown: [
      {
        name: 'a short page, and AWS has more',
        artifacts: cut(activity('Successful')),
        message: OFTEN,
      },
      { name: 'an empty page, and AWS has more', artifacts: cut(), message: OFTEN },
      {
        name: 'no list',
        artifacts: { activities: { 'main/worker': null } },
        message: 'AWS gave no list of the scaling activities.',
      },
      {
        name: 'one without a state',
        artifacts: having(activity(null)),
        message: 'AWS leaves out when, or how, a scaling went.',
      },
      {
        name: 'one without a time',
        artifacts: having(activity('Successful', [], null)),
        message: 'AWS leaves out when, or how, a scaling went.',
      },
    ],
    error: [
      {
        name: 'denied',
        artifacts: {
          activities: {
            'main/worker': denied('application-autoscaling:DescribeScalingActivities'),
          },
        },
        message: 'AWS denied application-autoscaling:DescribeScalingActivities.',
      },
    ],
  },
);
