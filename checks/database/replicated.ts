import type { MigrationSpec } from '../../core/spec/sections/migration.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { movedDatabase, type MovedDatabase } from './subjects.ts';

export interface ReplicatedDatabase extends MovedDatabase {
  readonly replication: MigrationSpec['replication'];
}

/** The database that moves; judged when its changes are replicated. */
export function replicatedDatabase(spec: Spec): readonly ReplicatedDatabase[] {
  return movedDatabase(spec).map((subject) => {
    const { replication } = subject.declared;
    const reason = reasonAgainst(replication);
    return {
      ...subject,
      path: ['migration', 'replication'],
      replication,
      ...(reason !== null && { notApplicable: reason }),
    };
  });
}

function reasonAgainst(replication: MigrationSpec['replication']): string | null {
  switch (replication) {
    case undefined:
      return 'The spec does not say how changes are replicated.';
    case 'none':
      return 'The spec says that no changes are replicated.';
    case 'logical':
    case 'dms':
      return null;
  }
}
