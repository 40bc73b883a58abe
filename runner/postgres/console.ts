import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import type { Answer, CallRecord, Cause } from '../../core/aws.ts';
import type { ConsoleCommand, PoolerReader } from '../../core/pooler.ts';
import { limiter } from '../aws/limiter.ts';
import { classifyPostgres, type PostgresFailure } from './classify.ts';
import { connect } from './connect.ts';
import type { PostgresOptions } from './reader.ts';
import { connectionSettings, serverOf, urlVariable, type ConnectionSettings } from './settings.ts';

/** The one way to the console of the pooler, and the record of what went through it. */
export interface ConsoleGate {
  /** A reader that refuses commands other than these. */
  readerFor(commands: readonly ConsoleCommand[]): PoolerReader;
  ledger(): readonly CallRecord[];
  close(): Promise<void>;
}

/** The console answers from memory; it has no timeout of its own. */
const MAX_COMMAND_MS = 10_000;

/** @throws {UsageError} for a connection that the environment or the spec describes wrongly. */
export function createConsoleGate(options: PostgresOptions): ConsoleGate {
  const settings = connectionSettings('pooler', options.migration, options.environment);
  const records: CallRecord[] = [];
  const memo = new Map<string, Promise<Answer<readonly unknown[]>>>();
  const line = openLine(settings, options);

  const perform = async (command: ConsoleCommand, id: string) => {
    if (settings === null) return undeclared();
    const startedAt = new Date();
    const answer = await answerOf(command, id, settings, line, options);
    const record: CallRecord = {
      id,
      operation: operationOf(command),
      region: options.region,
      parameters: JSON.stringify({ server: serverOf(settings) }),
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      attempts: 1,
      pages: 1,
      outcome: answer.state,
      code: answer.state === 'failed' ? answer.cause.code : null,
      requestId: null,
    };
    records.push(record);
    options.onCall?.(record);
    return answer;
  };

  return {
    readerFor: (commands) => ({
      read: (command) => {
        if (!commands.some((declared) => declared.command === command.command)) {
          throw new Error(`The collector has not declared the command ${command.command}.`);
        }
        const id = callIdOf(command);
        const known = memo.get(id) ?? perform(command, id);
        memo.set(id, known);
        return known as Promise<Answer<never>>;
      },
    }),
    ledger: () => records.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    close: () => line.close(),
  };
}

/** A connection that is opened by the first command, and again after one that failed. One at a time is enough. */
function openLine(settings: ConnectionSettings | null, options: PostgresOptions) {
  const limit = limiter(1);
  let client: pg.Client | null = null;
  const hangUp = async () => {
    const open = client;
    client = null;
    await open?.end().catch(() => undefined);
  };
  return {
    send: (text: string): Promise<readonly unknown[]> =>
      limit(async () => {
        if (settings === null) throw new Error('no connection is declared');
        try {
          client ??= await connect(settings, options, options.environment);
          const remainingMs = Math.max(1, options.deadlineMs - Date.now());
          // Without parameters the driver uses the simple protocol: the console knows no other.
          const query = { text, query_timeout: Math.min(MAX_COMMAND_MS, remainingMs) };
          return (await client.query<Record<string, unknown>>(query)).rows;
        } catch (error) {
          await hangUp();
          throw error;
        }
      }),
    close: hangUp,
  };
}

async function answerOf(
  command: ConsoleCommand,
  id: string,
  settings: ConnectionSettings,
  line: ReturnType<typeof openLine>,
  options: PostgresOptions,
): Promise<Answer<readonly unknown[]>> {
  const unread = (failure: PostgresFailure) => failed(failure, command, id);
  if (options.signal.aborted) {
    const message = `The run was interrupted before ${command.command} was read.`;
    return unread({ kind: 'aborted', code: null, message });
  }
  if (Date.now() >= options.deadlineMs) {
    return unread({ kind: 'deadline', code: null, message: 'The time of the run was over.' });
  }
  let rows;
  try {
    rows = await line.send(command.command);
  } catch (error) {
    const failure = classifyConsole(error);
    const code = failure.code === null ? '' : ` (${failure.code})`;
    const message = `The pooler (${settings.user} at ${serverOf(settings)}) did not answer: ${failure.message}${code}.`;
    return unread({ ...failure, message });
  }
  const { success, data, error } = z.array(command.row).safeParse(rows);
  if (success) return { state: 'answered', value: data, calls: [id], failures: [] };
  const message = `The pooler answered ${command.command} in another shape than expected. ${z.prettifyError(error)}`;
  return unread({ kind: 'malformed-response', code: null, message });
}

/** pgBouncer has one SQLSTATE for all that it refuses: a user that it does not know, or that may not use its console. */
function classifyConsole(error: unknown): PostgresFailure {
  const failure = classifyPostgres(error);
  if (failure.code !== '08P01') return failure;
  const isUsers = /not allowed|no such user/.test(failure.message);
  return { ...failure, kind: isUsers ? 'credentials' : 'rejected' };
}

function failed(
  { kind, code, message }: PostgresFailure,
  command: ConsoleCommand,
  id: string,
): Answer<never> {
  const cause: Cause = {
    kind,
    operation: operationOf(command),
    code,
    message,
    action: kind === 'denied' ? 'stats_users' : null,
    calls: [id],
  };
  return { state: 'failed', cause };
}

function undeclared(): Answer<never> {
  const message = `Nobody looked at the pooler: the spec declares no connection to its console (migration.connections.pooler), and ${urlVariable('pooler')} is not set.`;
  return {
    state: 'failed',
    cause: { kind: 'not-asked', operation: null, code: null, message, action: null, calls: [] },
  };
}

/** Such as `pgbouncer:show-pools`. */
function operationOf({ command }: ConsoleCommand): string {
  return `pgbouncer:${command.toLowerCase().replaceAll(' ', '-')}`;
}

function callIdOf(command: ConsoleCommand): string {
  const digest = createHash('sha256').update(command.command).digest('hex').slice(0, 10);
  return `${operationOf(command)}#${digest}`;
}
