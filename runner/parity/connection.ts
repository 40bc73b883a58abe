import type pg from 'pg';
import type { Ask, Describe, TextRows } from '../../collectors/postgres/parity/query.ts';
import { marked } from '../../collectors/postgres/statement-mark.ts';
import type { Side } from '../../core/postgres.ts';
import { causeOf } from '../postgres/connect.ts';
import { readOnly } from '../postgres/read-only.ts';
import { describe } from './describe.ts';

const LOCK_TIMEOUT_MS = 2_000;
/** How much longer than the server a connection is waited for that has gone silent. */
const SILENCE_MS = 10_000;

/** Values stay the text that the server sends: nothing is rounded, and nothing is parsed in vain. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

export interface ReadSettings {
  readonly statementTimeoutMs: number;
  readonly settings?: Readonly<Record<string, string>>;
}

/** What is read in one transaction. */
export type Reading<Value> = (ask: Ask, describe: Describe) => Promise<Value>;

/** One connection to one side, made when it is first needed and anew after any error. */
export interface Connection {
  /** Runs `work` in a read-only transaction that sees one instant. */
  read<Value>(settings: ReadSettings, work: Reading<Value>): Promise<Value>;
  close(): Promise<void>;
}

export function openConnection(
  side: Side,
  connect: (side: Side) => Promise<pg.Client>,
  signal: AbortSignal,
): Connection {
  let client: pg.Client | null = null;

  const drop = async (isBusy: boolean) => {
    const dropped = client;
    client = null;
    if (dropped === null) return;
    if (isBusy) await cancel(dropped).catch(() => undefined);
    await dropped.end().catch(() => undefined);
  };

  /** The server does not notice that nobody waits for an answer any more. */
  const cancel = async (busy: pg.Client) => {
    const { processID } = busy as unknown as { processID: unknown };
    const other = await connect(side);
    try {
      await other.query('SELECT pg_cancel_backend($1)', [processID]);
    } finally {
      await other.end();
    }
  };

  return {
    read: async (settings, work) => {
      signal.throwIfAborted();
      const { statementTimeoutMs } = settings;
      client ??= await connect(side);
      const connected = client;
      const limits = { ...settings, lockTimeoutMs: LOCK_TIMEOUT_MS };
      const guard = guardOf(signal, statementTimeoutMs + SILENCE_MS);
      const ask: Ask = async ({ text, values }) => {
        const question = {
          text: marked(text),
          values: [...values],
          rowMode: 'array' as const,
          types: AS_TEXT,
          // One statement, however the text goes on: the simple protocol takes several.
          queryMode: 'extended',
        };
        guard.restart();
        const { rows } = await connected.query<(string | null)[]>(question);
        return rows satisfies TextRows;
      };
      const describeOn: Describe = (text) => {
        guard.restart();
        return describe(connected, text);
      };
      try {
        return await Promise.race([
          guard.ended,
          readOnly(connected, limits, () => work(ask, describeOn)),
        ]);
      } catch (error) {
        await drop(guard.isEnded());
        throw causeOf(connected, error);
      } finally {
        guard.stop();
      }
    },
    close: () => drop(false),
  };
}

/** Rejects when the run is interrupted or nothing is heard for too long. */
function guardOf(signal: AbortSignal, silenceMs: number) {
  let isEnded = false;
  let timer: NodeJS.Timeout | null = null;
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (error: Error) => {
    isEnded = true;
    reject(error);
  };
  const onAbort = () => {
    end(signal.reason as Error);
  };
  // Nobody may be waiting any more.
  ended.catch(() => undefined);
  signal.addEventListener('abort', onAbort, { once: true });
  const stop = () => {
    signal.removeEventListener('abort', onAbort);
    if (timer !== null) clearTimeout(timer);
  };
  const restart = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      end(Object.assign(new Error('The server has gone silent.'), { code: 'ETIMEDOUT' }));
    }, silenceMs);
  };
  return { ended, stop, restart, isEnded: () => isEnded };
}
