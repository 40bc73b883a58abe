import type { Facts, Json } from './json.ts';
import { isList } from './json.ts';
import type { StatementId } from './statements.ts';

/**
 * A figure that a statement of the plan has. Checks hold a deployment against what its spec declares, so that a finding is
 * about the plan's figure only where the spec declares the same.
 */
export interface Figure {
  /** The check that compares it. */
  readonly check: string;
  /** Its name among the facts that the check expects, in whatever part of them. */
  readonly fact: string;
  /** In the unit of the fact, both ends included. */
  readonly from: number;
  readonly to: number;
  /** That it is of all together, and not of each. */
  readonly isTotal?: true;
}

const RANGE = 'autoscaling/target-registered';
const SIZE = 'ecs/task-size';

/** The figures of the statements that have some. */
export const FIGURES: Readonly<Partial<Record<StatementId, readonly Figure[]>>> = {
  'ecs/autoscaling': [
    { check: RANGE, fact: 'minCapacity', from: 2, to: 2 },
    { check: RANGE, fact: 'maxCapacity', from: 10, to: 10 },
  ],
  'ecs/health-checks': [
    { check: 'ecs/health-check', fact: 'intervalSeconds', from: 30, to: 30 },
    { check: 'ecs/health-check', fact: 'retries', from: 3, to: 3 },
  ],
  'aurora/high-availability': [
    { check: 'aurora/multi-az', fact: 'availabilityZones', from: 2, to: 2 },
  ],
  'aurora/backup': [
    { check: 'backup/cluster-retention', fact: 'minRetentionDays', from: 7, to: 7 },
  ],
  'aurora/recovery': [
    { check: 'backup/cluster-restorable', fact: 'maxLagMinutes', from: 5, to: 5 },
    { check: 'backup/restore-in-time', fact: 'rtoMinutes', from: 30, to: 30 },
  ],
  'sizing/tasks': [
    { check: SIZE, fact: 'cpuUnits', from: 512, to: 4096 },
    { check: SIZE, fact: 'memoryMiB', from: 1024, to: 8192 },
  ],
  'sizing/task-range': [
    { check: RANGE, fact: 'minCapacity', from: 2, to: 2 },
    { check: RANGE, fact: 'maxCapacity', from: 10, to: 10 },
  ],
  // GB, as AWS counts them.
  'sizing/storage': [
    { check: 'aurora/storage', fact: 'storageGiBAtMost', from: 100, to: 100, isTotal: true },
    { check: 'dynamodb/storage', fact: 'storageGiBAtMost', from: 25, to: 25, isTotal: true },
  ],
};

/** How what was declared differs from a figure, as a sentence; null when all of it is the figure. */
export function differenceFrom(
  { fact, from, to, isTotal }: Figure,
  declared: readonly Facts[],
): string | null {
  const stated = from === to ? `${from}` : `${from} to ${to}`;
  const values = declared.map((facts) => valuesOf(facts, fact));
  if (values.length === 0 || values.some((some) => some.length === 0)) {
    return `The plan states ${stated} for ${fact}, and the spec does not declare it everywhere.`;
  }
  const stands = isTotal === true ? [totalOf(values.flat())] : values.flat();
  const others = stands.filter((value) => !isWithin(value, from, to));
  const [other] = others;
  if (other === undefined) return null;
  return `The plan states ${stated} for ${fact}, and the spec declares ${JSON.stringify(other)}.`;
}

/** Null when one of them is no number. */
function totalOf(values: readonly Json[]): number | null {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length < values.length ? null : numbers.reduce((sum, value) => sum + value, 0);
}

function isWithin(value: Json, from: number, to: number): boolean {
  return typeof value === 'number' && from <= value && value <= to;
}

/** Every value of the name, however deep. */
function valuesOf(facts: Json, name: string): readonly Json[] {
  if (facts === null || typeof facts !== 'object') return [];
  if (isList(facts)) return facts.flatMap((member) => valuesOf(member, name));
  return Object.entries(facts).flatMap(([key, value]) =>
    key === name ? [value] : valuesOf(value, name),
  );
}
