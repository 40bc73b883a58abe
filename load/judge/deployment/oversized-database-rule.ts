import { CONNECTION_SHARE, connectionsAt } from '../../../core/aurora-connections.ts';
import { rounded } from '../words.ts';
import { hasPeak } from './at-peak.ts';
import { HEADROOM } from './cpu-rule.ts';
import { demandedSpans } from './demanded-minutes.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import { minutesWithin } from './metric-minutes.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { spanOfScenario } from './sent-scenario.ts';

/** Less than this share of the greatest capacity is little. */
const LITTLE = 0.5;
const STEP_ACU = 0.5;
/** The least that Aurora takes for the greatest capacity. */
const LEAST_ACU = 1;

/** O1 of a cluster, with the greatest capacity that would do. */
export interface OversizedCapacity {
  readonly ruling: ResourceRuling;
  readonly maxAcu: number | null;
}

/** O1: the cluster used half of its greatest capacity at some time, at the peak or before it. */
export function oversizedDatabaseRuling(database: LoadedDatabase): OversizedCapacity {
  const { name, levels, record, capacity, scenarios, connectionLimit } = database;
  const demanded = demandedSpans(levels);
  const ruling = rulingBy('O1', demanded.span);
  const decided = (
    verdict: 'INCONCLUSIVE' | 'HOLDS',
    reason: string,
    evidence: ResourceRuling['evidence'] = {},
  ): OversizedCapacity => ({ ruling: ruling(verdict, reason, evidence), maxAcu: null });
  if (demanded.kind === 'unseen') return decided('INCONCLUSIVE', demanded.reason);
  if (!hasPeak(levels)) {
    return decided('INCONCLUSIVE', 'No level of the peak was sent.');
  }
  let most = 0;
  let connections = 0;
  for (const scenario of scenarios) {
    const span = spanOfScenario(scenario);
    if (span === null || scenario.kind === 'smoke') continue;
    const acu = minutesWithin(record.acu, `the capacity of ${name}`, span);
    if (acu.kind === 'unseen') return decided('INCONCLUSIVE', acu.reason);
    const open = minutesWithin(record.connections, `the number of connections of ${name}`, span);
    if (open.kind === 'unseen') return decided('INCONCLUSIVE', open.reason);
    most = Math.max(most, ...acu.values.map(({ value }) => value));
    connections = Math.max(connections, ...open.values.map(({ value }) => value));
  }
  const { minAcu, maxAcu } = capacity;
  const evidence = { mostAcu: most, maxAcu };
  const found = `${name} used up to ${rounded(most)} of its ${maxAcu} ACU`;
  const enough = enoughAcu(most * (1 + HEADROOM), minAcu);
  if (most >= LITTLE * maxAcu || enough >= maxAcu) {
    return decided('HOLDS', `${found}.`, evidence);
  }
  const takes = connectionsAt({ minAcu, maxAcu: enough }).least;
  if (!connectionLimit.isDeclared && connections > CONNECTION_SHARE * takes) {
    return decided(
      'HOLDS',
      `${found}, but with ${enough} ACU it would take ${takes} connections, and had ${rounded(connections)}.`,
      evidence,
    );
  }
  return {
    ruling: ruling('OVERSIZED', `${found}: ${enough} would do, with a fifth more.`, {
      ...evidence,
      enoughAcu: enough,
    }),
    maxAcu: enough,
  };
}

function enoughAcu(needed: number, minAcu: number): number {
  return Math.max(LEAST_ACU, minAcu, Math.ceil(needed / STEP_ACU) * STEP_ACU);
}
