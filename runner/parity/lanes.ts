import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from '../../collectors/postgres/parity/query.ts';
import { SIDES, type Side } from '../../core/postgres.ts';
import { openConnection, type Connection, type Reading, type ReadSettings } from './connection.ts';
import type { ParityOptions } from './options.ts';

/** A connection to each server. What is asked of both is asked at the same time. */
export interface Lane {
  read<Value>(side: Side, settings: ReadSettings, work: Reading<Value>): Promise<Value>;
  both<Value>(
    settings: ReadSettings,
    work: (side: Side, ask: Ask) => Promise<Value>,
  ): Promise<readonly [Value, Value]>;
}

/** As many lanes as connections are allowed; whoever wants one waits for it. */
export interface Lanes {
  use<Value>(work: (lane: Lane) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

type OpenLane = Lane & { close(): Promise<void> };

export function openLanes({
  connect,
  limits,
  signal,
}: Pick<ParityOptions, 'connect' | 'limits' | 'signal'>): Lanes {
  const lanes = Array.from({ length: limits.connections }, () =>
    laneOf({
      source: openConnection('source', connect, signal),
      target: openConnection('target', connect, signal),
    }),
  );
  const free = [...lanes];
  const waiting: ((lane: OpenLane) => void)[] = [];
  const take = () => {
    const lane = free.pop();
    if (lane !== undefined) return Promise.resolve(lane);
    return new Promise<OpenLane>((resolve) => waiting.push(resolve));
  };
  const give = (lane: OpenLane) => {
    const next = waiting.shift();
    if (next === undefined) free.push(lane);
    else next(lane);
  };
  return {
    use: async (work) => {
      const lane = await take();
      const startMs = performance.now();
      try {
        return await work(lane);
      } finally {
        const restMs = (performance.now() - startMs) * (1 / limits.duty - 1);
        if (restMs > 0 && !signal.aborted) {
          await sleep(restMs, undefined, { signal }).catch(() => undefined);
        }
        give(lane);
      }
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

function laneOf(connections: Readonly<Record<Side, Connection>>): OpenLane {
  return {
    read: (side, settings, work) => connections[side].read(settings, work),
    both: async (settings, work) => {
      const [source, target] = await Promise.allSettled(
        SIDES.map((side) => connections[side].read(settings, (ask) => work(side, ask))),
      );
      return [answerOf(source), answerOf(target)];
    },
    close: async () => {
      await Promise.all(SIDES.map((side) => connections[side].close()));
    },
  };
}

function answerOf<Value>(settled: PromiseSettledResult<Value> | undefined): Value {
  if (settled?.status === 'fulfilled') return settled.value;
  throw settled?.reason;
}
