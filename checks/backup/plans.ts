import type { BackupPlan } from '../../collectors/aws/backup/plans.ts';
import type { Subject } from '../../core/check.ts';
import type { BackupSpec } from '../../core/spec/sections/backup.ts';
import type { Spec } from '../../core/spec/spec.ts';

export type DeclaredPlan = NonNullable<BackupSpec['plans']>[string];

export interface PlanSubject extends Subject {
  readonly declared: DeclaredPlan;
}

export interface VaultSubject extends Subject {
  /** The longest that a plan keeps something in the vault. */
  readonly retentionDays: number;
}

/** Every declared backup plan, by its name. */
export function declaredPlans({ backup }: Spec): readonly PlanSubject[] {
  return Object.entries(backup?.plans ?? {}).map(([name, declared]) => ({
    name,
    path: ['backup', 'plans', name],
    declared,
  }));
}

/** Every vault that a declared plan writes to, once. */
export function planVaults(spec: Spec): readonly VaultSubject[] {
  const byVault = Map.groupBy(declaredPlans(spec), ({ declared }) => declared.vault);
  return [...byVault].map(([name, plans]) => ({
    name,
    path: [...(plans[0]?.path ?? []), 'vault'],
    retentionDays: Math.max(...plans.map(({ declared }) => declared.retentionDays)),
  }));
}

/** The plan of a name; names are not unique in AWS Backup. */
export function planNamed(
  plans: readonly BackupPlan[] | null,
  name: string,
): BackupPlan | 'several' | null {
  const [found, ...others] = (plans ?? []).filter((plan) => plan.name === name);
  if (found === undefined) return null;
  return others.length > 0 ? 'several' : found;
}

export const NO_PLANS = 'The spec declares no backup plan.';
export const ABSENT_PLAN = 'The backup plan does not exist.';
export const SEVERAL_PLANS = 'Several backup plans have the declared name.';
export const ABSENT_VAULT = 'The backup vault does not exist.';

const HOUR_MS = 60 * 60_000;
/** How long after its time AWS Backup may start a job, unless the plan says otherwise. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html */
const START_WINDOW_HOURS = 8;

/** The greatest age of the newest recovery point of a plan that works, in milliseconds. */
export function maxPointAgeMs({ intervalHours }: DeclaredPlan): number {
  return (intervalHours + START_WINDOW_HOURS) * HOUR_MS;
}
