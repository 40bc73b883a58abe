import { copyJobs } from '../../collectors/aws/backup/copy-jobs.ts';
import { backupPlans } from '../../collectors/aws/backup/plans.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import {
  ABSENT_PLAN,
  declaredPlans,
  maxPointAgeMs,
  NO_PLANS,
  planNamed,
  SEVERAL_PLANS,
  type PlanSubject,
} from './plans.ts';
import { arnOf, declaredStores, type StoreSubject } from './stores.ts';

const HOUR_MS = 60 * 60_000;

interface CopyingPlan extends PlanSubject {
  readonly stores: readonly StoreSubject[];
}

export default defineCheck({
  id: 'backup/cross-region-copy',
  title: 'The backup plan copies to the declared region, and the last copy of every store arrived',
  risk: 'When the region is lost, so are its backups.',
  remediation:
    'Add a copy action to the rule with a vault of the other region, and mend what the copy job reports.',
  fix: {
    cli: 'aws backup update-backup-plan --backup-plan-id <plan> --backup-plan file://<plan>.json',
    cdk: 'plan.addRule(new backup.BackupPlanRule({ copyActions: [{ destinationBackupVault }] }))',
  },
  severity: 'high',
  resourceType: 'AWS::Backup::BackupPlan',
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListCopyJobs.html',
  ],
  controls: [],
  proves: ['aurora/backup'],
  needs: { plans: backupPlans, jobs: copyJobs },
  none: NO_PLANS,
  subjects: copyingPlans,

  evaluate({ name, declared, stores }, artifacts, context) {
    const region = declared.copyToRegion ?? '';
    const maxAgeMs = maxPointAgeMs(declared);
    const expected = { copyToRegion: region, maxAgeHours: maxAgeMs / HOUR_MS };
    const plan = planNamed(artifacts.plans.get('all'), name);
    if (plan === null) return fail(ABSENT_PLAN, expected, {});
    if (plan === 'several') return unknown(SEVERAL_PLANS);
    const resource = { resource: plan.arn };
    const regions = plan.rules.flatMap(({ copies }) => copies.map(regionOf));
    if (!regions.includes(region)) {
      return fail(
        'The plan does not copy to the declared region.',
        expected,
        { regions },
        resource,
      );
    }
    const copies = stores.map(({ name: store, type, id }) => {
      const own = (artifacts.jobs.get(type) ?? []).filter(
        ({ source, destinationVault }) =>
          source === arnOf(type, id, context) && regionOf(destinationVault ?? '') === region,
      );
      const ended = own.filter(({ state }) => state === 'COMPLETED');
      const times = ended.flatMap(({ completedAt }) =>
        completedAt === null ? [] : [Date.parse(completedAt)],
      );
      const latest = times.length === 0 ? null : Math.max(...times);
      const isRecent = latest !== null && context.takenAt - latest <= maxAgeMs;
      const isUntold = own.some(({ state }) => state === null) || times.length < ended.length;
      return { store, latest, isRecent, isUntold };
    });
    const late = copies.filter(({ isRecent }) => !isRecent);
    const actual = {
      regions,
      copies: copies.map(({ store, latest }) => ({
        store,
        latest: latest === null ? null : new Date(latest).toISOString(),
      })),
    };
    if (late.some(({ isUntold }) => !isUntold)) {
      return fail('A store has no recent copy in the declared region.', expected, actual, {
        ...resource,
        details: late.map(({ store }) => `No recent copy: ${store}.`),
      });
    }
    return late.length > 0
      ? unknown('AWS Backup leaves out how, or when, a copy ended.')
      : pass(expected, actual, resource);
  },
});

function regionOf(vaultArn: string): string {
  return vaultArn.split(':')[3] ?? '';
}

function copyingPlans(spec: Spec): readonly CopyingPlan[] {
  const all = declaredStores(spec);
  return declaredPlans(spec).map((subject) => {
    const stores = all.filter(({ plans }) => Object.hasOwn(plans, subject.name));
    return subject.declared.copyToRegion === undefined
      ? { ...subject, stores, notApplicable: 'The spec declares no copy in another region.' }
      : { ...subject, stores };
  });
}
