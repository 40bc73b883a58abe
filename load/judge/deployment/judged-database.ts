import { atPeakToo } from './at-peak.ts';
import { capacityRuling } from './capacity-rule.ts';
import { connectionsRuling } from './connections-rule.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { oversizedDatabaseRuling } from './oversized-database-rule.ts';
import { relyingOn } from './reliance.ts';
import type { JudgedResource, ResourceRule, ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

const DATABASE_RULES: readonly ResourceRule[] = ['A1', 'D1', 'D2', 'O1'];

export interface JudgedDatabase {
  readonly resource: JudgedResource;
  /** The greatest capacity that would do instead; null when nothing says so. */
  readonly maxAcu: number | null;
}

/**
 * All that is ruled of a cluster by what AWS reported.
 * @param times what must hold for its times to be those of the load
 */
export function judgedDatabase(
  database: LoadedDatabase,
  clock: ResourceRuling,
  times: readonly ResourceRuling[],
): JudgedDatabase {
  const { ruling, maxAcu } = oversizedDatabaseRuling(database);
  const oversized = relyingOn(ruling, times);
  return {
    resource: {
      ...named(database.name),
      rulings: [
        clock,
        relyingOn(atPeakToo(capacityRuling(database), database.levels), times),
        relyingOn(atPeakToo(connectionsRuling(database), database.levels), times),
        oversized,
      ],
    },
    maxAcu: oversized.verdict === 'OVERSIZED' ? maxAcu : null,
  };
}

/** A cluster of which nothing can be said, and why. */
export function undecidedDatabase(name: string, reason: string): JudgedDatabase {
  return {
    resource: {
      ...named(name),
      rulings: DATABASE_RULES.map((rule) => rulingBy(rule, null)('INCONCLUSIVE', reason)),
    },
    maxAcu: null,
  };
}

function named(name: string): Omit<JudgedResource, 'rulings'> {
  return { kind: 'database', name, resource: `aurora ${name}` };
}
