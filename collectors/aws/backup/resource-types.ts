import type { Spec } from '../../../core/spec/spec.ts';

/** Resource types as AWS Backup names them. */
export type BackupResourceType = 'Aurora' | 'DynamoDB';

/** The types of which the spec declares a store. */
export function declaredTypes(spec: Spec): readonly BackupResourceType[] {
  const aurora = Object.keys(spec.aurora ?? {}).length > 0;
  const dynamodb = Object.keys(spec.tables ?? {}).length > 0;
  return [...(aurora ? (['Aurora'] as const) : []), ...(dynamodb ? (['DynamoDB'] as const) : [])];
}

/** The same of a spec that has them backed up by a plan. */
export function plannedTypes(spec: Spec): readonly BackupResourceType[] {
  return Object.keys(spec.backup?.plans ?? {}).length === 0 ? [] : declaredTypes(spec);
}

/** The vaults that declared plans write to, each once. */
export function declaredVaults({ backup }: Spec): readonly string[] {
  return [...new Set(Object.values(backup?.plans ?? {}).map(({ vault }) => vault))].sort();
}
