import type { LogGroupItem } from '../../collectors/aws/cloudwatch-logs/log-groups.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { keyArtifact } from '../kms/testing/fixtures.ts';
import check from './retention.ts';

const NAME = '/ecs/orders/worker';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1';
const subject = { name: NAME, path: ['logGroups', NAME], declared: { minRetentionDays: 30 } };
const encrypted = { declared: { minRetentionDays: 30, kmsKeyAlias: 'alias/orders' } };
const group = (facts: Partial<LogGroupItem> = {}) => ({
  groups: {
    [NAME]: { arn: 'arn:group', retentionDays: 30, kmsKeyArn: null, createdAt: null, ...facts },
  },
  keys: { 'alias/orders': keyArtifact({ arn: KEY }) },
});
const absent = { ...group(), groups: { [NAME]: null } };

testCheck(check, subject, {
  pass: [
    { name: 'as long as declared', artifacts: group(), details: [] },
    { name: 'longer', artifacts: group({ retentionDays: 60 }) },
    {
      name: 'for ever, which a minimum allows (S10)',
      artifacts: group({ retentionDays: null }),
      details: ['Events never expire, which is longer than declared and costs.'],
    },
    { name: 'under the declared key', artifacts: group({ kmsKeyArn: KEY }), subject: encrypted },
    { name: 'under a key where none is declared', artifacts: group({ kmsKeyArn: KEY }) },
  ],
  fail: [
    { name: 'absent', artifacts: absent, message: 'The log group does not exist.' },
    {
      name: 'a day too short',
      artifacts: group({ retentionDays: 29 }),
      message: 'Events expire sooner than declared.',
    },
    {
      name: 'too short, and the keys are not seen',
      artifacts: {
        ...group({ retentionDays: 7, kmsKeyArn: KEY }),
        keys: { 'alias/orders': denied('kms:DescribeKey') },
      },
      subject: encrypted,
      message: 'Events expire sooner than declared.',
    },
    {
      name: 'no key where one is declared',
      artifacts: group(),
      subject: encrypted,
      message: 'The log group has no key of its own.',
    },
    {
      name: 'another key',
      artifacts: group({ kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/2' }),
      subject: encrypted,
      message: 'The log group has another key than the declared one.',
    },
    {
      name: 'the declared key does not exist',
      artifacts: { ...group({ kmsKeyArn: KEY }), keys: { 'alias/orders': null } },
      subject: encrypted,
      message: 'The declared key does not exist.',
    },
  ],
  error: [
    {
      name: 'the groups are denied',
      artifacts: { ...group(), groups: { [NAME]: denied('logs:DescribeLogGroups') } },
      message: 'AWS denied logs:DescribeLogGroups.',
    },
    {
      name: 'the keys are denied',
      artifacts: {
        ...group({ kmsKeyArn: KEY }),
        keys: { 'alias/orders': denied('kms:DescribeKey') },
      },
      subject: encrypted,
      message: 'AWS denied kms:DescribeKey.',
    },
  ],
});
