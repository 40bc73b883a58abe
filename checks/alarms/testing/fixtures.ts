// Alarms for the tables of the checks of this folder.
import type { AlarmQuery, SignalAlarm } from '../../../collectors/aws/cloudwatch/alarms.ts';
import type { AlarmSpec } from '../../../core/spec/sections/operations.ts';

export const CPU: AlarmSpec = {
  namespace: 'AWS/ECS',
  metric: 'CPUUtilization',
  dimensions: { ClusterName: 'main', ServiceName: 'worker' },
  comparison: '>',
  threshold: 80,
};

/** The one metric of an alarm on the CPU of main/worker. */
export const query = (facts: Partial<AlarmQuery> = {}): AlarmQuery => ({
  id: null,
  expression: null,
  metric: {
    namespace: 'AWS/ECS',
    name: 'CPUUtilization',
    dimensions: { ServiceName: 'worker', ClusterName: 'main' },
  },
  statistic: 'Average',
  periodSeconds: 60,
  returnData: true,
  ...facts,
});
/** An alarm that goes off where declared and is quiet. */
export const alarm = (
  queries: readonly AlarmQuery[],
  facts: Partial<SignalAlarm> = {},
): SignalAlarm => ({
  name: 'any-name',
  arn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:any-name',
  actionsEnabled: true,
  alarmActions: [],
  queries: [...queries],
  comparison: 'GreaterThanThreshold',
  threshold: 80,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  state: 'OK',
  stateSince: '2026-11-23T08:00:00.000Z',
  parents: [],
  uncertainParents: [],
  above: [],
  ...facts,
});
