import type { BackupResourceType } from '../../collectors/aws/backup/resource-types.ts';
import type { JudgeContext, Subject } from '../../core/check.ts';
import type { BackupSpec } from '../../core/spec/sections/backup.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { DeclaredPlan } from './plans.ts';

export interface StoreSubject extends Subject {
  readonly type: BackupResourceType;
  readonly id: string;
  readonly objectives: BackupSpec | undefined;
  /** The declared plans that back it up, by their names. */
  readonly plans: Readonly<Record<string, DeclaredPlan>>;
}

export const NO_STORES = 'The spec declares no data store.';

/** Every declared data store. */
export function declaredStores(spec: Spec): readonly StoreSubject[] {
  const stores = (section: 'aurora' | 'tables', type: BackupResourceType) =>
    Object.keys(spec[section] ?? {}).map((id) => ({
      name: `${type} ${id}`,
      path: [section, id],
      type,
      id,
      objectives: spec.backup,
      plans: plansFor(section, id, spec.backup),
    }));
  return [...stores('aurora', 'Aurora'), ...stores('tables', 'DynamoDB')];
}

/** The same; not judged where no plan of AWS Backup is declared that backs it up. */
export function plannedStores(spec: Spec): readonly StoreSubject[] {
  return declaredStores(spec).map((subject) => {
    if (Object.keys(subject.plans).length > 0) return subject;
    const any = Object.keys(spec.backup?.plans ?? {}).length > 0;
    return {
      ...subject,
      notApplicable: any
        ? 'No declared backup plan is for the store.'
        : 'The spec declares no backup plan.',
    };
  });
}

function plansFor(
  section: 'aurora' | 'tables',
  id: string,
  backup: BackupSpec | undefined,
): StoreSubject['plans'] {
  return Object.fromEntries(
    Object.entries(backup?.plans ?? {}).filter(
      ([, plan]) =>
        (plan.aurora === undefined && plan.tables === undefined) ||
        plan[section]?.includes(id) === true,
    ),
  );
}

export function arnOf(
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
