import type { z } from 'zod';
import type { AwsReader, IamAction, Operation } from './aws.ts';
import type { LoadTestReader } from './load-test.ts';
import type { Observation } from './observation.ts';
import type { ConsoleCommand, PoolerReader } from './pooler.ts';
import type { PostgresReader, Statement } from './postgres.ts';
import type { Spec } from './spec/spec.ts';

/** What a collector may use. All of it reads; nothing can change the deployment. */
export interface CollectContext {
  /** Refuses every operation that the collector has not declared. */
  readonly aws: AwsReader;
  /** Refuses every statement that the collector has not declared. */
  readonly postgres: PostgresReader;
  /** Refuses every command that the collector has not declared. */
  readonly pooler: PoolerReader;
  /** Refuses a collector that has not declared that it reads it. */
  readonly loadTest: LoadTestReader;
  readonly spec: Spec;
  /** The region that the run's clients are set to. */
  readonly region: string;
  /** When collecting began, in epoch milliseconds: the only clock of a collector. */
  readonly takenAt: number;
}

/**
 * Fetches one artifact: for each key that the spec asks about, what is known of it, as plain JSON of the shape `item`.
 * It keeps only the facts used, judges nothing and defaults nothing.
 */
export interface Collector<Item = unknown> {
  /** Equal to the file's path under `collectors/`, such as `aws/ecs/services`. */
  readonly id: string;
  /** What the artifact holds, in one line. */
  readonly title: string;
  /** Every operation that `collect` may send. The allow-list and the IAM policy are the union of these. */
  readonly operations: readonly Operation[];
  /** Every SQL statement that `collect` may send; none when left out. */
  readonly statements?: readonly Statement[];
  /** Every command that `collect` may send to the pooler's console; none when left out. */
  readonly consoleCommands?: readonly ConsoleCommand[];
  /** Whether `collect` reads the load test; it does not when left out. */
  readonly readsLoadTest?: true;
  /** The shape of one item. It allows or refuses, and changes nothing: checks read the item as it is stored. */
  readonly item: z.ZodType<Item>;
  /** The keys that will be asked for, known before any call. */
  keys(spec: Spec): readonly string[];
  /** Observes every key. A key that is left out counts as not asked. */
  collect(context: CollectContext): Promise<Readonly<Record<string, Observation<Item>>>>;
}

export function defineCollector<Item>(collector: Collector<Item>): Collector<Item> {
  return Object.freeze(collector);
}

/** The IAM actions that a collector needs, in order. */
export function actionsOf(collector: Collector): readonly IamAction[] {
  const actions = collector.operations.flatMap(({ action }) => (action === null ? [] : [action]));
  return [...new Set(actions)].sort();
}

/** What a role of PostgreSQL must have for collectors, in order. */
export function privilegesOf(collectors: readonly Collector[]): readonly string[] {
  const statements = collectors.flatMap(({ statements: own }) => own ?? []);
  const privileges = statements.flatMap(({ privilege }) => (privilege === null ? [] : [privilege]));
  return [...new Set(privileges)].sort();
}
