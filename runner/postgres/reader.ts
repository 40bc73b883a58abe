import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import type { Answer, CallRecord, Cause } from '../../core/aws.ts';
import { marked } from '../../collectors/postgres/statement-mark.ts';
import { SIDES, type PostgresReader, type Side, type Statement } from '../../core/postgres.ts';
import type { MigrationSpec } from '../../core/spec/sections/migration.ts';
import { limiter } from '../aws/limiter.ts';
import { classifyPostgres, type PostgresFailure } from './classify.ts';
import { causeOf, connect } from './connect.ts';
import type { AwsPlace } from './password.ts';
import { readOnly } from './read-only.ts';
import { connectionSettings, serverOf, urlVariable, type ConnectionSettings } from './settings.ts';

export interface PostgresOptions extends AwsPlace {
  readonly migration: MigrationSpec | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** The run's end, in epoch milliseconds. */
  readonly deadlineMs: number;
  readonly statementTimeoutMs: number;
  readonly onCall?: (record: CallRecord) => void;
}

/** The one way to the two databases, and the record of what went through it. */
export interface PostgresGate {
  /** A reader that refuses statements other than these. */
  readerFor(statements: readonly Statement[]): PostgresReader;
  ledger(): readonly CallRecord[];
  close(): Promise<void>;
}

/** How much longer than a statement may take its answer is waited for. */
const SILENCE_MS = 5_000;
const LOCK_TIMEOUT_MS = 2_000;
/** A source that still serves must hardly notice. */
const CONNECTIONS_PER_SIDE = 2;

/** @throws {UsageError} for a connection that the environment or the spec describes wrongly. */
export function createPostgresGate(options: PostgresOptions): PostgresGate {
  const records: CallRecord[] = [];
  const memo = new Map<string, Promise<Answer<readonly unknown[]>>>();
  const sides = Object.fromEntries(SIDES.map((side) => [side, openSide(side, options)])) as Record<
    Side,
    OpenSide
  >;

  const perform = async (side: Side, statement: Statement, id: string) => {
    const startedAt = new Date();
    const answer = await sides[side].read(statement, id);
    const record: CallRecord = {
      id,
      operation: operationOf(statement),
      region: options.region,
      parameters: JSON.stringify({ side, server: sides[side].server }),
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      attempts: sides[side].server === null ? 0 : 1,
      pages: 1,
      outcome: answer.state,
      code: answer.state === 'failed' ? answer.cause.code : null,
      requestId: null,
    };
    if (sides[side].server !== null) {
      records.push(record);
      options.onCall?.(record);
    }
    return answer;
  };

  return {
    readerFor: (statements) => ({
      read: (side, statement) => {
        if (!statements.some(({ id }) => id === statement.id)) {
          throw new Error(`The collector has not declared the statement ${statement.id}.`);
        }
        const id = callIdOf(side, statement);
        const known = memo.get(id) ?? perform(side, statement, id);
        memo.set(id, known);
        return known as Promise<Answer<never>>;
      },
      hostOf: (side) => sides[side].host,
    }),
    ledger: () => records.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    close: async () => {
      await Promise.all(SIDES.map((side) => sides[side].close()));
    },
  };
}

interface OpenSide {
  /** Null when no connection is declared. */
  readonly server: string | null;
  readonly host: string | null;
  read(statement: Statement, id: string): Promise<Answer<readonly unknown[]>>;
  close(): Promise<void>;
}

function openSide(side: Side, options: PostgresOptions): OpenSide {
  const settings = connectionSettings(side, options.migration, options.environment);
  if (settings === null) return undeclared(side);
  const idle: pg.Client[] = [];
  const limit = limiter(CONNECTIONS_PER_SIDE);
  const server = serverOf(settings);

  const read = async (statement: Statement): Promise<readonly unknown[]> => {
    const client =
      idle.pop() ??
      (await connect(
        settings,
        options,
        options.environment,
        options.statementTimeoutMs + SILENCE_MS,
      ));
    try {
      const rows = await readOnly(client, limitsOf(options), async () => {
        const { rows } = await client.query<Record<string, unknown>>(marked(statement.sql));
        return rows;
      });
      idle.push(client);
      return rows;
    } catch (error) {
      // It may be in any state: the next read gets a new one.
      await client.end().catch(() => undefined);
      throw causeOf(client, error);
    }
  };

  return {
    server,
    host: settings.host,
    read: (statement, id) =>
      limit(async () => {
        if (options.signal.aborted) return failed(aborted(statement), statement, id);
        if (Date.now() >= options.deadlineMs) return failed(overdue(), statement, id);
        let rows;
        try {
          rows = await read(statement);
        } catch (error) {
          return failed(told(classifyPostgres(error), side, settings), statement, id);
        }
        const { success, data, error } = z.array(statement.row).safeParse(rows);
        if (success) return { state: 'answered', value: data, calls: [id], failures: [] };
        const message = `The ${side} answered ${statement.id} in another shape than expected. ${z.prettifyError(error)}`;
        return failed({ kind: 'malformed-response', code: null, message }, statement, id);
      }),
    close: async () => {
      await Promise.all(idle.splice(0).map((client) => client.end().catch(() => undefined)));
    },
  };
}

function undeclared(side: Side): OpenSide {
  const message = `Nobody looked into the ${side}: the spec declares no connection to it (migration.connections.${side}), and ${urlVariable(side)} is not set.`;
  return {
    server: null,
    host: null,
    read: () =>
      Promise.resolve({
        state: 'failed',
        cause: { kind: 'not-asked', operation: null, code: null, message, action: null, calls: [] },
      }),
    close: () => Promise.resolve(),
  };
}

function limitsOf({ deadlineMs, statementTimeoutMs }: PostgresOptions) {
  const remainingMs = Math.max(1, deadlineMs - Date.now());
  return {
    statementTimeoutMs: Math.min(statementTimeoutMs, remainingMs),
    lockTimeoutMs: LOCK_TIMEOUT_MS,
  };
}

function aborted({ id }: Statement): PostgresFailure {
  return { kind: 'aborted', code: null, message: `The run was interrupted before ${id} was read.` };
}

function overdue(): PostgresFailure {
  return { kind: 'deadline', code: null, message: 'The time of the run was over.' };
}

function told(failure: PostgresFailure, side: Side, settings: ConnectionSettings): PostgresFailure {
  const { code, message } = failure;
  return {
    ...failure,
    message: `The ${side} (${settings.user} at ${serverOf(settings)}) did not answer: ${message}${code === null ? '' : ` (${code})`}.`,
  };
}

function failed(
  { kind, code, message }: PostgresFailure,
  statement: Statement,
  id: string,
): Answer<never> {
  const cause: Cause = {
    kind,
    operation: operationOf(statement),
    code,
    message,
    action: kind === 'denied' ? statement.privilege : null,
    calls: [id],
  };
  return { state: 'failed', cause };
}

function operationOf({ id }: Statement): string {
  return `postgresql:${id}`;
}

function callIdOf(side: Side, statement: Statement): string {
  const digest = createHash('sha256').update(`${side} ${statement.sql}`).digest('hex').slice(0, 10);
  return `${operationOf(statement)}#${digest}`;
}
