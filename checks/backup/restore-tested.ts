import { restoreJobs, type BackupResourceType } from '../../collectors/aws/backup/restore-jobs.ts';
import { defineCheck, type JudgeContext, type Subject } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { BackupSpec } from '../../core/spec/sections/backup.ts';
import type { Spec } from '../../core/spec/spec.ts';

const DAY_MS = 24 * 60 * 60_000;

interface StoreSubject extends Subject {
  readonly type: BackupResourceType;
  readonly id: string;
  readonly objectives: BackupSpec;
}

/** A backup that nobody has restored is a hope. No other tool looks at when the last restore succeeded. */
export default defineCheck({
  id: 'backup/restore-tested',
  title: 'A restore of the store has succeeded within the declared time',
  risk: 'The backups turn out to be unusable on the day that they are needed.',
  remediation:
    'Run a restore, or create an AWS Backup restore testing plan that does so on a schedule.',
  severity: 'high',
  resourceType: 'AWS::Backup::RestoreTestingPlan',
  references: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListRestoreJobs.html',
  ],
  needs: { jobs: restoreJobs },
  none: 'The spec declares no store, or no objectives for backups.',
  subjects: declaredStores,

  evaluate({ type, id, objectives }, { jobs }, context) {
    const { restoreTestMaxAgeDays } = objectives;
    const expected = { maxAgeDays: restoreTestMaxAgeDays };
    const arn = arnOf(type, id, context);
    const resource = { resource: arn };
    const all = jobs.get(type);
    if (all === null) return unknown('AWS Backup does not list restore jobs of this kind.');

    const own = all.filter(({ source }) => source === arn);
    const good = own.filter(
      ({ status, validation }) =>
        status === 'COMPLETED' && (validation === null || validation === 'SUCCESSFUL'),
    );
    const times = good.flatMap(({ completedAt }) =>
      completedAt === null ? [] : [Date.parse(completedAt)],
    );
    const latest = times.length === 0 ? null : Math.max(...times);
    const actual = {
      restores: own.length,
      successful: good.length,
      latest: latest === null ? null : new Date(latest).toISOString(),
    };
    if (latest !== null && context.takenAt - latest <= restoreTestMaxAgeDays * DAY_MS) {
      return pass(expected, actual, resource);
    }
    if (
      own.some(({ status }) => status === null) ||
      good.some(({ completedAt }) => completedAt === null)
    ) {
      return unknown('AWS Backup leaves out how, or when, a restore ended.');
    }
    if (own.length === 0) {
      return fail('The store has never been restored.', expected, actual, resource);
    }
    if (latest === null) {
      return fail('No restore of the store has succeeded.', expected, actual, resource);
    }
    return fail('The last successful restore is too long ago.', expected, actual, resource);
  },
});

function declaredStores(spec: Spec): readonly StoreSubject[] {
  const { backup } = spec;
  if (backup === undefined) return [];
  return [
    ...Object.keys(spec.aurora ?? {}).map((id) => store('Aurora', id, ['aurora', id], backup)),
    ...Object.keys(spec.tables ?? {}).map((id) => store('DynamoDB', id, ['tables', id], backup)),
  ];
}

function store(
  type: BackupResourceType,
  id: string,
  path: readonly string[],
  objectives: BackupSpec,
): StoreSubject {
  return { name: `${type} ${id}`, path, type, id, objectives };
}

function arnOf(
  type: BackupResourceType,
  id: string,
  { partition, region, account }: JudgeContext,
): string {
  switch (type) {
    case 'Aurora':
      return `arn:${partition}:rds:${region}:${account}:cluster:${id.toLowerCase()}`;
    case 'DynamoDB':
      return `arn:${partition}:dynamodb:${region}:${account}:table/${id}`;
  }
}
