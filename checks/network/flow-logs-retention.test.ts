import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './flow-logs-retention.ts';
import { flowLog, networkSubject } from './testing/fixtures.ts';

type Log = ReturnType<typeof flowLog>;
const UNDECLARED = '/vpc/undeclared';
const group = (retentionDays: number | null = 30) => ({
  arn: null,
  retentionDays,
  kmsKeyArn: null,
  createdAt: null,
});
const deployed = (...logs: Log[]) => ({
  logs: { main: { vpc: 'vpc-1', logs } },
  groups: { '/vpc/flow': group() },
  others: { main: [{ name: UNDECLARED, group: group() }] },
});
/** A flow log of the VPC, and how long its declared group keeps it. */
const keeping = (days: number | null) => ({
  ...deployed(flowLog()),
  groups: { '/vpc/flow': group(days) },
});
const another = (facts: Partial<Log> = {}) =>
  flowLog({ id: 'fl-2', logGroup: UNDECLARED, ...facts });
const bucket = { destinationType: 's3', logGroup: null, destination: 'arn:aws:s3:::flow' };
const TOO_SHORT = 'A log group of the flow logs does not keep them for as long as declared.';
const NONE = 'The traffic of the VPC is not logged.';
const ELSEWHERE = 'A flow log is delivered to a place of which it is not read how long it keeps.';
const UNTOLD = 'It is not told where a flow log is delivered, or how long it is kept there.';

testCheck(
  check,
  { ...networkSubject(), logGroups: ['/vpc/flow'] },
  {
    pass: [
      { name: 'as long as declared', artifacts: keeping(30) },
      { name: 'longer', artifacts: keeping(60) },
      { name: 'for ever (S10)', artifacts: keeping(null) },
      { name: 'in a group that nobody declared', artifacts: deployed(another()) },
      { name: 'in both', artifacts: deployed(flowLog(), another()) },
      {
        name: 'the groups that nobody declared are not needed',
        artifacts: { ...keeping(30), others: { main: denied('logs:DescribeLogGroups') } },
      },
      {
        name: 'by the ARN of a group of this account',
        artifacts: deployed(
          flowLog({ destination: 'arn:aws:logs:us-east-1:123456789012:log-group:/vpc/flow:*' }),
        ),
      },
      {
        name: 'one to a bucket is switched off',
        artifacts: deployed(flowLog(), another({ ...bucket, status: 'INACTIVE' })),
      },
    ],
    fail: [
      {
        name: 'no VPC',
        artifacts: { ...deployed(), logs: { main: null }, others: { main: null } },
        message: 'The VPC does not exist.',
      },
      { name: 'no flow log', artifacts: deployed(), message: NONE },
      {
        name: 'none that is active',
        artifacts: deployed(flowLog({ status: 'INACTIVE' })),
        message: NONE,
      },
      {
        name: 'a day too short',
        artifacts: keeping(29),
        message: TOO_SHORT,
        details: ['The log group of fl-1 keeps events for 29 days.'],
      },
      {
        name: 'too short in a group that nobody declared, beside one that is long enough',
        artifacts: {
          ...deployed(flowLog(), another()),
          others: { main: [{ name: UNDECLARED, group: group(7) }] },
        },
        message: TOO_SHORT,
        details: ['The log group of fl-2 keeps events for 7 days.'],
      },
      {
        name: 'the declared group does not exist',
        artifacts: { ...deployed(flowLog()), groups: { '/vpc/flow': null } },
        message: TOO_SHORT,
        details: ['The log group of fl-1 does not exist.'],
      },
      {
        name: 'the group that nobody declared does not exist',
        artifacts: {
          ...deployed(another()),
          others: { main: [{ name: UNDECLARED, group: null }] },
        },
        message: TOO_SHORT,
        details: ['The log group of fl-2 does not exist.'],
      },
      {
        name: 'too short, and others are not seen or go to a bucket',
        artifacts: {
          ...deployed(flowLog(), another(), another({ id: 'fl-3', ...bucket })),
          groups: { '/vpc/flow': group(1) },
          others: { main: denied('logs:DescribeLogGroups') },
        },
        message: TOO_SHORT,
        details: ['The log group of fl-1 keeps events for 1 days.'],
      },
    ],
    unknown: [
      { name: 'to a bucket', artifacts: deployed(flowLog(bucket)), message: ELSEWHERE },
      {
        name: 'to a bucket too',
        artifacts: deployed(flowLog(), another(bucket)),
        message: ELSEWHERE,
      },
      {
        name: 'to a group of that name in another account',
        artifacts: deployed(
          flowLog({ destination: 'arn:aws:logs:us-east-1:999999999999:log-group:/vpc/flow:*' }),
        ),
        message: ELSEWHERE,
      },
      {
        name: 'by a role of another account',
        artifacts: deployed(
          flowLog({ crossAccountRole: 'arn:aws:iam::999999999999:role/deliver' }),
        ),
        message: ELSEWHERE,
      },
      ...(['status', 'destinationType', 'logGroup'] as const).map((fact) => ({
        name: `no ${fact}`,
        artifacts: deployed(flowLog({ [fact]: null })),
        message: UNTOLD,
      })),
      {
        name: 'a group that was not looked up',
        artifacts: { ...deployed(another()), others: { main: [] } },
        message: UNTOLD,
      },
      {
        name: 'the VPC is gone when its groups are looked up',
        artifacts: { ...deployed(another()), others: { main: null } },
        message: UNTOLD,
      },
    ],
    error: [
      {
        name: 'the flow logs are denied',
        artifacts: { ...deployed(), logs: { main: denied('ec2:DescribeFlowLogs') } },
        message: 'AWS denied ec2:DescribeFlowLogs.',
      },
      {
        name: 'the declared groups are denied',
        artifacts: {
          ...deployed(flowLog()),
          groups: { '/vpc/flow': denied('logs:DescribeLogGroups') },
        },
        message: 'AWS denied logs:DescribeLogGroups.',
      },
      {
        name: 'the others are denied',
        artifacts: { ...deployed(another()), others: { main: denied('logs:DescribeLogGroups') } },
        message: 'AWS denied logs:DescribeLogGroups.',
      },
    ],
  },
);
