import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allPlans } from '../../collectors/aws/backup/all-plans.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'backup/undeclared-plans',
  title: 'No backup plan in the scope is undeclared',
  risk: 'What nobody planned copies the data to vaults that nobody judged, and outlives the migration unseen.',
  remediation: 'Declare the plan, or delete it.',
  fix: {
    cli: 'aws backup delete-backup-plan --backup-plan-id <plan>',
    cdk: 'new backup.BackupPlan(this, "<id>", { backupPlanName: "<name>" })',
  },
  severity: 'low',
  resourceType: 'AWS::Backup::BackupPlan',
  references: ['https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupPlans.html'],
  controls: [],
  proves: ['aurora/backup'],
  needs: { plans: allPlans, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'backup.plans', Object.keys(spec.backup?.plans ?? {})),

  evaluate(subject, { plans, tagged }) {
    return judgeUndeclared(
      { one: 'A backup plan', many: 'backup plans' },
      subject,
      plans.get(ALL),
      tagged,
    );
  },
});
