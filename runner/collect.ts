import type { CallRecord } from '../core/aws.ts';
import type { CollectContext, Collector } from '../core/collector.ts';
import type { ArtifactRecord } from '../core/snapshot.ts';
import type { Spec } from '../core/spec/spec.ts';
import { redact } from '../core/redact.ts';
import type { Gate } from './aws/gate.ts';
import type { LoadTestGate } from './load/load-test-gate.ts';
import { messageOf } from './message-of.ts';
import type { ConsoleGate } from './postgres/console.ts';
import type { PostgresGate } from './postgres/reader.ts';

/** The ways to what is looked at. */
export interface Gates {
  readonly aws: Gate;
  readonly postgres: PostgresGate;
  readonly pooler: ConsoleGate;
  readonly loadTest: LoadTestGate;
}

export interface CollectEvents {
  readonly onCollected?: (collector: Collector, record: ArtifactRecord) => void;
}

/**
 * Runs collectors side by side. None can stop another, and none can be lost: what throws is a failed artifact. Answers are
 * kept as long as a collector is at work that may ask for them as well.
 */
export async function collectAll(
  collectors: readonly Collector[],
  gates: Gates,
  spec: Spec,
  place: Pick<CollectContext, 'region' | 'takenAt'>,
  events: CollectEvents = {},
): Promise<Record<string, ArtifactRecord>> {
  const atWork = new Set(collectors);
  const entries = await Promise.all(
    collectors.map(async (collector): Promise<[string, ArtifactRecord]> => {
      const record = await collectOne(collector, gates, spec, place);
      atWork.delete(collector);
      forgetAnswers(collector, atWork, gates.aws);
      events.onCollected?.(collector, record);
      return [collector.id, record];
    }),
  );
  return Object.fromEntries(
    entries.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
  );
}

/** Lets go of the answers that a collector asked for and none of the others may ask for. */
function forgetAnswers({ operations }: Collector, others: ReadonlySet<Collector>, aws: Gate): void {
  const wanted = [...others].flatMap((other) => other.operations);
  for (const operation of operations) {
    const { service, name } = operation;
    if (!wanted.some((other) => other.service === service && other.name === name)) {
      aws.forget(operation);
    }
  }
}

async function collectOne(
  collector: Collector,
  gates: Gates,
  spec: Spec,
  place: Pick<CollectContext, 'region' | 'takenAt'>,
): Promise<ArtifactRecord> {
  try {
    const aws = gates.aws.readerFor(collector.operations);
    const postgres = gates.postgres.readerFor(collector.statements ?? []);
    const pooler = gates.pooler.readerFor(collector.consoleCommands ?? []);
    const loadTest = gates.loadTest.readerFor(collector);
    const items = await collector.collect({ aws, postgres, pooler, loadTest, spec, ...place });
    return redact({ state: 'collected', items } as ArtifactRecord);
  } catch (error) {
    const message = messageOf(error);
    return redact({
      state: 'failed',
      cause: {
        kind: 'bug',
        operation: null,
        code: null,
        message: `The collector ${collector.id} failed. ${message}`,
        action: null,
        calls: [],
      },
    });
  }
}

/** The ledger as stored: nothing in it looks like a secret. */
export function storedCalls({ aws, postgres, pooler, loadTest }: Gates): CallRecord[] {
  return redact([
    ...[...aws.ledger(), ...postgres.ledger()],
    ...[...pooler.ledger(), ...loadTest.ledger()],
  ]);
}
