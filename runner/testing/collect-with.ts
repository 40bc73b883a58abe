// Runs one collector through the real gate, over SDK clients that aws-sdk-client-mock answers for. Only tests import it.
import type { Collector } from '../../core/collector.ts';
import type { Observation } from '../../core/observation.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { createClients } from '../aws/clients.ts';
import { createGate } from '../aws/gate.ts';
import { noDatabases, noPooler } from './no-databases.ts';
import { noLoadTest } from './no-load-test.ts';

/** When the evidence of a test is taken, unless the collector is told otherwise. */
export const TAKEN_AT = Date.parse('2026-11-23T12:00:00.000Z');

export interface Collected<Item> {
  readonly items: Readonly<Record<string, Observation<Item>>>;
  /** The operations sent, each once, in order: compare them with those declared. */
  readonly operations: readonly string[];
}

/** `spec` needs the sections that the collector reads, and no others. */
export async function collectWith<Item>(
  collector: Collector<Item>,
  spec: Partial<Spec>,
): Promise<Collected<Item>> {
  const region = 'us-east-1';
  const clients = createClients(
    { region, endpoint: null, requestTimeoutMs: 1_000, sockets: 8 },
    collector.operations,
  );
  const gate = createGate({
    clients,
    region,
    signal: new AbortController().signal,
    deadlineMs: Date.now() + 10_000,
    attemptTimeoutMs: 1_000,
    rateShare: 1,
    concurrency: { total: 8, perService: 8 },
  });
  const aws = gate.readerFor(collector.operations);
  const postgres = noDatabases.readerFor([]);
  const pooler = noPooler.readerFor([]);
  const loadTest = noLoadTest.readerFor(collector);
  const place = { spec: spec as Spec, region, takenAt: TAKEN_AT };
  const items = await collector.collect({ aws, postgres, pooler, loadTest, ...place });
  clients.close();
  const sent = gate.ledger().map(({ operation }) => operation);
  return { items, operations: [...new Set(sent)].sort() };
}
