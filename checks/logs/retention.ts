import { logGroups } from '../../collectors/aws/cloudwatch-logs/log-groups.ts';
import { kmsKeys } from '../../collectors/aws/kms/keys.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';

export default defineCheck({
  id: 'logs/retention',
  title: 'The log group keeps events for as long as declared, under the declared key',
  risk: 'What would explain an incident is gone before anybody looks, or is read with another key.',
  remediation:
    'Put a retention policy of the declared days or more, and associate the declared key.',
  fix: {
    cli: 'aws logs put-retention-policy --log-group-name <group> --retention-in-days <days>',
    cdk: 'new logs.LogGroup(this, "<id>", { retention: logs.RetentionDays.<days>, encryptionKey: key })',
  },
  severity: 'medium',
  resourceType: 'AWS::Logs::LogGroup',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16',
  ],
  controls: ['Security Hub 2026-08 CloudWatch.16'],
  proves: ['ecs/logging', 'security/observability'],
  needs: { groups: logGroups, keys: kmsKeys },
  none: 'The spec declares no log group.',
  subjects: (spec) =>
    Object.entries(spec.logGroups ?? {}).map(([name, declared]) => ({
      name,
      path: ['logGroups', name],
      declared,
    })),

  evaluate({ name, declared }, { groups, keys }) {
    const { minRetentionDays, kmsKeyAlias } = declared;
    const expected = { minRetentionDays, ...(kmsKeyAlias === undefined ? {} : { kmsKeyAlias }) };
    const group = groups.get(name);
    if (group === null) return fail('The log group does not exist.', expected, {});

    const { retentionDays, kmsKeyArn } = group;
    const actual = { retentionDays: retentionDays ?? 'never expires', kmsKeyArn };
    const resource = group.arn === null ? {} : { resource: group.arn };
    // Without a retention AWS keeps events for ever, which is no less than any minimum.
    if (retentionDays !== null && retentionDays < minRetentionDays) {
      return fail('Events expire sooner than declared.', expected, actual, resource);
    }
    if (kmsKeyAlias !== undefined) {
      if (kmsKeyArn === null) {
        return fail('The log group has no key of its own.', expected, actual, resource);
      }
      const key = keys.get(kmsKeyAlias);
      if (key === null) return fail('The declared key does not exist.', expected, actual, resource);
      if (key.arn !== kmsKeyArn) {
        return fail(
          'The log group has another key than the declared one.',
          expected,
          actual,
          resource,
        );
      }
    }
    const details =
      retentionDays === null
        ? ['Events never expire, which is longer than declared and costs.']
        : [];
    return pass(expected, actual, { ...resource, details });
  },
});
