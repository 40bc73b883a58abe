import { restoreJobs } from '../../collectors/aws/backup/restore-jobs.ts';
import { defineCheck } from '../../core/check.ts';
import { pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { isLatestCertain, restoresOf, withoutGoodEnough } from './restores.ts';
import { arnOf, declaredStores, NO_STORES } from './stores.ts';

const MINUTE_MS = 60_000;
const NO_OBJECTIVE = 'The spec declares no recovery time objective.';

/** The part of a recovery that AWS Backup has on its record: from the start of the job, waiting included, to its end. */
export default defineCheck({
  id: 'backup/restore-in-time',
  title: 'The last successful restore of the store took no longer than the recovery time objective',
  risk: 'After a loss the store is away for longer than the business was told.',
  remediation:
    'Find out what the restore waited for, make the store smaller or recover it in another way, and restore it again.',
  fix: {
    cli: 'aws backup start-restore-job --recovery-point-arn <arn> --iam-role-arn <role-arn> --metadata file://<metadata>.json',
    cdk: 'new backup.CfnRestoreTestingPlan(this, "<id>", { restoreTestingPlanName: "<name>", scheduleExpression: "cron(0 5 ? * SUN *)", recoveryPointSelection })',
  },
  severity: 'high',
  resourceType: 'AWS::Backup::RestoreTestingPlan',
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreJobsListMember.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html',
  ],
  controls: [],
  proves: ['aurora/recovery'],
  needs: { jobs: restoreJobs },
  none: NO_STORES,
  subjects: timedStores,

  evaluate({ type, id, objectives }, { jobs }, context) {
    if (objectives === undefined) return unknown(NO_OBJECTIVE);
    const { rtoMinutes } = objectives;
    const expected = { rtoMinutes };
    const arn = arnOf(type, id, context);
    const resource = { resource: arn };
    const all = jobs.get(type);
    if (all === null) return unknown('AWS Backup does not list restore jobs of this kind.');

    const restores = restoresOf(arn, all);
    const { own, good, latest } = restores;
    const startedAt = latest?.createdAt ?? null;
    const tookMs =
      latest === null || startedAt === null ? null : latest.endedAt - Date.parse(startedAt);
    const actual = {
      restores: own.length,
      successful: good.length,
      startedAt,
      endedAt: latest === null ? null : new Date(latest.endedAt).toISOString(),
      tookMinutes: tookMs === null ? null : tookMs / MINUTE_MS,
    };
    if (latest !== null && (tookMs === null || tookMs < 0)) {
      return unknown('AWS Backup does not say when the last successful restore began.');
    }
    if (tookMs === null || tookMs > rtoMinutes * MINUTE_MS) {
      const message = 'The last successful restore took longer than the recovery time objective.';
      return withoutGoodEnough(restores, message, expected, actual, resource);
    }
    if (!isLatestCertain(restores)) {
      return unknown('AWS Backup leaves out which restore of the store was the last.');
    }
    return pass(expected, actual, resource);
  },
});

function timedStores(spec: Spec) {
  return declaredStores(spec).map((subject) =>
    spec.backup === undefined ? { ...subject, notApplicable: NO_OBJECTIVE } : subject,
  );
}
