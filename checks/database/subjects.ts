import type { Subject } from '../../core/check.ts';
import type { MigrationSpec } from '../../core/spec/sections/migration.ts';
import type { Spec } from '../../core/spec/spec.ts';

export const NO_MIGRATION = 'The spec declares no database that moves.';

export interface MovedDatabase extends Subject {
  readonly declared: MigrationSpec;
}

/** The database that moves: one, or none. */
export function movedDatabase({ migration }: Spec): readonly MovedDatabase[] {
  if (migration === undefined) return [];
  return [{ name: migration.database, path: ['migration', 'database'], declared: migration }];
}
