import type { AuroraClusterSpec } from './spec/sections/aurora.ts';

const MOST = 5_000;
/** With less than 1 ACU at the least, no formula gives more. */
const MOST_OF_SMALL = 2_000;
/** AWS publishes the numbers of some capacities; between them the memory of an ACU is only nearly the same. */
const TOLERANCE = 0.03;

/** Of the connections that a server takes, more than this share is too near to refusing one. */
export const CONNECTION_SHARE = 0.9;

/** How many connections a server takes, at least and at most: the same number where it is declared. */
export interface ConnectionLimit {
  readonly least: number;
  readonly most: number;
  readonly isDeclared: boolean;
}

/**
 * How many connections an Aurora PostgreSQL cluster of this range of capacity takes by default, at least and at most:
 * `LEAST({DBInstanceClassMemory/9531392}, 5000)` of the greatest capacity. AWS's table of 189 at 1 ACU, 823 at 4, 1669 at 8
 * and 3360 at 16 lies on the line 211.4 x ACU - 22.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html#aurora-serverless-v2.max-connections
 */
export function connectionsAt({
  minAcu,
  maxAcu,
}: {
  readonly minAcu: number;
  readonly maxAcu: number;
}): { readonly least: number; readonly most: number } {
  const cap = minAcu < 1 ? MOST_OF_SMALL : MOST;
  const told = Math.min(cap, 211.4 * maxAcu - 22);
  return { least: Math.floor(told * (1 - TOLERANCE)), most: Math.ceil(told * (1 + TOLERANCE)) };
}

/** What is declared, or else what AWS makes of the capacity. */
export function connectionLimitOf({
  maxConnections,
  capacity,
}: Pick<AuroraClusterSpec, 'maxConnections' | 'capacity'>): ConnectionLimit {
  return maxConnections === undefined
    ? { ...connectionsAt(capacity), isDeclared: false }
    : { least: maxConnections, most: maxConnections, isDeclared: true };
}
