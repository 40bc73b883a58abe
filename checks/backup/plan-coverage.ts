import { backupPlans } from '../../collectors/aws/backup/plans.ts';
import { regionSettings } from '../../collectors/aws/backup/region-settings.ts';
import { resourceTags } from '../../collectors/aws/resource-groups-tagging-api/resource-tags.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { asksForTags, membershipOf, type Membership } from './membership.ts';
import { planNamed, SEVERAL_PLANS } from './plans.ts';
import { arnOf, NO_STORES, plannedStores } from './stores.ts';

export default defineCheck({
  id: 'backup/plan-coverage',
  title:
    'Every backup plan that is declared for the store selects it, and the region backs up its type',
  risk: 'Nobody backs up the store, while everybody believes that the plan does.',
  remediation:
    'Add the store to a selection of the plan by its ARN, and opt its type in for the region; declare the stores of a plan that is not for all of them.',
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

  evaluate({ type, id, plans: wanted }, artifacts, context) {
    const arn = arnOf(type, id, context);
    const names = Object.keys(wanted);
    const expected = { selectedBy: names, optedIn: true };
    const resource = { resource: arn };
    const plans = artifacts.plans.get('all');
    const optedIn = artifacts.settings.get(type)?.optedIn ?? null;
    const found = names.map((name) => ({ name, plan: planNamed(plans, name) }));
    const declared = found.flatMap(({ name, plan }) =>
      plan === 'several' ? [] : [{ name, selections: plan?.selections ?? [] }],
    );
    const needsTags = declared.some(({ selections }) => selections.some(asksForTags));
    // Tags are asked for only where they matter: what is not needed and not seen would cost the pass.
    const tags = needsTags ? (artifacts.tags.get(arn) ?? {}) : {};
    const store = { arn, tags, optedIn, needsOptIn: type === 'Aurora' };
    const judged = declared.map(({ name, selections }) => ({
      name,
      membership: bestOf(selections.map((selection) => membershipOf(selection, store))),
    }));
    const having = (as: Membership) =>
      judged.flatMap(({ name, membership }) => (membership === as ? name : []));
    const actual = { optedIn, selectedBy: having('selected') };
    const left = having('not selected');
    if (left.length > 0) {
      return fail(
        'A backup plan that is declared for the store does not select it.',
        expected,
        actual,
        {
          ...resource,
          details: left.map((name) => `Plan ${name} does not select it.`),
        },
      );
    }
    if (having('opted out').length > 0) {
      return fail('The region does not back up stores of this kind.', expected, actual, resource);
    }
    if (declared.length < found.length) return unknown(SEVERAL_PLANS);
    if (having('untagged').length > 0) {
      return unknown(
        'A selection leaves stores out by a tag that the store does not have, and AWS does not say what becomes of those.',
      );
    }
    return having('undecided').length > 0
      ? unknown('AWS Backup does not say whether the region backs up stores of this kind.')
      : pass(expected, actual, resource);
  },
});

const BEST_FIRST: readonly Membership[] = ['selected', 'undecided', 'untagged', 'opted out'];

/** What the selections of a plan come to, of which one is enough. */
function bestOf(memberships: readonly Membership[]): Membership {
  return BEST_FIRST.find((one) => memberships.includes(one)) ?? 'not selected';
}
