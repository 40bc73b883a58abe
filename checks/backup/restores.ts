import type { RestoreJob } from '../../collectors/aws/backup/restore-jobs.ts';
import type { Facts } from '../../core/json.ts';
import { fail, unknown, unsettled, type Judgement } from '../../core/judgement.ts';

/** A restore that succeeded, and when. */
interface GoodRestore {
  readonly createdAt: string | null;
  /** Epoch milliseconds. */
  readonly endedAt: number;
}

/** What AWS Backup knows of the restores of one store. */
export interface Restores {
  /** The jobs of all stores of its kind. */
  readonly all: readonly RestoreJob[];
  readonly own: readonly RestoreJob[];
  readonly good: readonly RestoreJob[];
  /** Of the good ones whose end is known the one that ended last. */
  readonly latest: GoodRestore | null;
}

export function restoresOf(source: string, all: readonly RestoreJob[]): Restores {
  const own = all.filter((job) => job.source === source);
  const good = own.filter(isGood);
  const ended = good.flatMap(({ createdAt, completedAt }) =>
    completedAt === null ? [] : [{ createdAt, endedAt: Date.parse(completedAt) }],
  );
  const [latest = null] = ended.sort((a, b) => b.endedAt - a.endedAt);
  return { all, own, good, latest };
}

/** Whether no other restore may have been the store's last: one of which AWS leaves out what it was made of, how it ended or when. */
export function isLatestCertain({ all, own, latest }: Restores): boolean {
  return [...own, ...all.filter(({ source }) => source === null)]
    .filter((job) => isGood(job) || job.status === null)
    .every(
      ({ completedAt }) =>
        completedAt !== null && latest !== null && Date.parse(completedAt) <= latest.endedAt,
    );
}

/** Of restores none of which is known to be good enough: `message` says what the latest one, if there is any, lacks. */
export function withoutGoodEnough(
  restores: Restores,
  message: string,
  expected: Facts,
  actual: Facts,
  resource: { readonly resource: string },
): Judgement {
  const { all, own, latest } = restores;
  if (all.some((job) => job.source === null && (isGood(job) || isMoving(job)))) {
    return unknown('AWS Backup leaves out what a restore was made of.');
  }
  if (own.some((job) => isUntold(job))) {
    return unknown('AWS Backup leaves out how, or when, a restore ended.');
  }
  if (own.some(isMoving)) {
    return unsettled('A restore of the store is under way.', expected, actual, resource);
  }
  if (own.length === 0) {
    return fail('AWS Backup knows of no restore of the store.', expected, actual, resource);
  }
  if (latest === null) {
    return fail('No restore of the store has succeeded.', expected, actual, resource);
  }
  return fail(message, expected, actual, resource);
}

/** Restored, and not found wanting: without a validation AWS's own word is all there is. */
function isGood({ status, validation }: RestoreJob): boolean {
  return status === 'COMPLETED' && (validation === null || validation === 'SUCCESSFUL');
}

/** A job that may have succeeded, or did, and nobody knows when. */
function isUntold(job: RestoreJob): boolean {
  return job.status === null || (isGood(job) && job.completedAt === null);
}

function isMoving({ status, validation }: RestoreJob): boolean {
  return (
    status === 'PENDING' ||
    status === 'RUNNING' ||
    (status === 'COMPLETED' && validation === 'VALIDATING')
  );
}
