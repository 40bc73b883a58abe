import { expect, test } from '@jest/globals';
import { fulfilled, notScaled, scaled } from './scaling-activities.ts';

const CAUSE = {
  id: 'one',
  resource: 'service/main/api',
  alarm: 'TargetTracking-service/main/api-AlarmHigh-1',
  policyName: 'cpu',
  atSeconds: 1000,
};
const COMMON = {
  ActivityId: 'one',
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
  ResourceId: 'service/main/api',
  Cause:
    'monitor alarm TargetTracking-service/main/api-AlarmHigh-1 in state ALARM triggered policy cpu',
  StartTime: 1000,
};

test('a step is under way until as many tasks run', () => {
  const activity = scaled(CAUSE, 3);
  expect(activity).toEqual({
    ...COMMON,
    Description: 'Setting desired count to 3.',
    StatusCode: 'InProgress',
    StatusMessage:
      'Successfully set desired count to 3. Waiting for change to be fulfilled by ecs.',
  });
  expect(fulfilled(activity, 1060)).toEqual({
    ...activity,
    StatusCode: 'Successful',
    StatusMessage: 'Successfully set desired count to 3. Change successfully fulfilled by ecs.',
    EndTime: 1060,
  });
});

test('what cannot be scaled says why, and sets nothing', () => {
  expect(notScaled(CAUSE, 6)).toEqual({
    ...COMMON,
    Description: 'Attempting to scale due to alarm triggered',
    StatusCode: 'Failed',
    NotScaledReasons: [{ Code: 'AlreadyAtMaxCapacity', MaxCapacity: 6 }],
  });
});
