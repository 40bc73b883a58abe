import type { BackupResourceType } from '../../collectors/aws/backup/resource-types.ts';
import type { JudgeContext, Subject } from '../../core/check.ts';
import type { BackupSpec } from '../../core/spec/sections/backup.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface StoreSubject extends Subject {
  readonly type: BackupResourceType;
  readonly id: string;
  readonly objectives: BackupSpec | undefined;
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
    }));
  return [...stores('aurora', 'Aurora'), ...stores('tables', 'DynamoDB')];
}

/** The same; not judged where no plan of AWS Backup is declared. */
export function plannedStores(spec: Spec): readonly StoreSubject[] {
  const isPlanned = Object.keys(spec.backup?.plans ?? {}).length > 0;
  return declaredStores(spec).map((subject) =>
    isPlanned ? subject : { ...subject, notApplicable: 'The spec declares no backup plan.' },
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
