import { backupPlans } from '../../collectors/aws/backup/plans.ts';
import { regionSettings } from '../../collectors/aws/backup/region-settings.ts';
import { resourceTags } from '../../collectors/aws/resource-groups-tagging-api/resource-tags.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { asksForTags, membershipOf } from './membership.ts';
import { arnOf, NO_STORES, plannedStores } from './stores.ts';

export default defineCheck({
  id: 'backup/plan-coverage',
  title: 'A backup plan selects the store, and the region backs up its type',
  risk: 'Nobody backs up the store, while everybody believes that the plan does.',
  remediation:
    'Add the store to a selection of the plan by its ARN, and opt its type in for the region.',
  fix: {
    cli: 'aws backup create-backup-selection --backup-plan-id <plan> --backup-selection file://<selection>.json && aws backup update-region-settings --resource-type-opt-in-preference Aurora=true',
    cdk: 'plan.addSelection("<id>", { resources: [backup.BackupResource.fromArn("<arn>")] })',
  },
  severity: 'high',
  resourceType: 'AWS::Backup::BackupSelection',
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/service-opt-in.html',
  ],
  controls: ['Security Hub 2026-08 RDS.26', 'Security Hub 2026-08 DynamoDB.4'],
  proves: ['aurora/backup'],
  needs: { plans: backupPlans, settings: regionSettings, tags: resourceTags },
  none: NO_STORES,
  subjects: plannedStores,

  evaluate({ type, id }, artifacts, context) {
    const arn = arnOf(type, id, context);
    const expected = { selected: true, optedIn: true };
    const resource = { resource: arn };
    const plans = artifacts.plans.get('all') ?? [];
    const optedIn = artifacts.settings.get(type)?.optedIn ?? null;
    const selections = plans.flatMap((plan) =>
      plan.selections.map((selection) => ({ plan: plan.name, selection })),
    );
    const needsTags = selections.some(({ selection }) => asksForTags(selection));
    // Tags are asked for only where they matter: what is not needed and not seen would cost the pass.
    const tags = needsTags ? (artifacts.tags.get(arn) ?? {}) : {};
    const store = { arn, tags, optedIn, needsOptIn: type === 'Aurora' };
    const judged = selections.map(({ plan, selection }) => ({
      plan,
      selection: selection.name,
      membership: membershipOf(selection, store),
    }));
    const selecting = judged.filter(({ membership }) => membership === 'selected');
    const actual = {
      optedIn,
      selections: judged.length,
      selectedBy: selecting.map(({ plan, selection }) => `${plan}/${selection}`),
    };
    if (selecting.length > 0) return pass(expected, actual, resource);
    if (judged.some(({ membership }) => membership === 'undecided')) {
      return unknown('AWS Backup does not say whether the region backs up stores of this kind.');
    }
    if (judged.some(({ membership }) => membership === 'opted out')) {
      return fail('The region does not back up stores of this kind.', expected, actual, resource);
    }
    return fail('No backup plan selects the store.', expected, actual, resource);
  },
});
