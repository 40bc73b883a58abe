import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allLogGroups } from '../../collectors/aws/cloudwatch-logs/all-log-groups.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { declaredLogGroups } from './declared.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'logs/undeclared-log-groups',
  title: 'No log group in the scope is undeclared',
  risk: 'What nobody planned keeps what nobody reads for as long as nobody said, and outlives the migration unseen.',
  remediation: 'Declare the log group, or delete it.',
  fix: {
    cli: 'aws logs delete-log-group --log-group-name <group>',
    cdk: 'new logs.LogGroup(this, "<id>", { logGroupName: "<name>" })',
  },
  severity: 'low',
  resourceType: 'AWS::Logs::LogGroup',
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html',
  ],
  controls: [],
  proves: ['security/observability'],
  needs: { groups: allLogGroups, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'logGroups', declaredLogGroups(spec)),

  evaluate(subject, { groups, tagged }) {
    return judgeUndeclared(
      { one: 'A log group', many: 'log groups' },
      subject,
      groups.get(ALL),
      tagged,
    );
  },
});
