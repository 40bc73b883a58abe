import type { Subject } from '../../core/check.ts';
import type { TableSpec } from '../../core/spec/sections/data-stores.ts';
import type { Spec } from '../../core/spec/spec.ts';

export interface TableSubject extends Subject {
  readonly declared: TableSpec;
}

/** Every declared table, by its name as its collectors key it. */
export function declaredTables(spec: Spec): readonly TableSubject[] {
  return Object.entries(spec.tables ?? {}).map(([name, declared]) => ({
    name,
    path: ['tables', name],
    declared,
  }));
}

export const NO_TABLES = 'The spec declares no DynamoDB table.';
export const ABSENT = 'The table does not exist.';
