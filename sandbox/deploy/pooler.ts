import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { z } from 'zod';
import type { ConsoleAccess } from '../pgbouncer/pooler.ts';
import { CONSOLE_USERS } from '../pgbouncer/server.ts';
import type { SandboxContext } from './context.ts';
import type { OverlayControl } from './overlay-control.ts';

/** Where the overlay's state has how orders are given to the pooler, for whichever process deploys or breaks. */
const KEY = 'sandbox/pooler';
const Access = z.strictObject({ port: z.int(), password: z.string(), authority: z.string() });

const HOST = '127.0.0.1';

/** Kept when the sandbox starts. */
export async function keepConsole(overlay: OverlayControl, access: ConsoleAccess): Promise<void> {
  await overlay.writeState(KEY, access);
}

/** Gives the pooler the declared pool mode; nothing when the sandbox has no pooler. */
export async function deployPooler(context: SandboxContext): Promise<void> {
  const access = await accessOf(context);
  if (access === null) return;
  await context.make('pooler', 'pgBouncer', () => send(access, modeOf(context)));
}

/**
 * Gives orders on the pooler's console, one after the other.
 * @throws when the sandbox has no pooler, and what pgBouncer says.
 */
export async function runOnConsole(
  context: SandboxContext,
  commands: readonly string[],
): Promise<void> {
  const access = await accessOf(context);
  if (access === null) throw new Error('The sandbox has no pooler.');
  await send(access, commands);
}

/** Makes its settings again those of its file, and those that were deployed. */
export async function reloadPooler(context: SandboxContext): Promise<void> {
  await runOnConsole(context, ['RELOAD', ...modeOf(context)]);
}

function modeOf({ spec: { aurora, migration } }: SandboxContext): string[] {
  const mode = aurora?.[migration?.target ?? '']?.poolMode;
  return mode === undefined ? [] : [`SET pool_mode = '${mode}'`];
}

/** The console knows the simple protocol alone: no query may have parameters. */
async function send(
  { port, password, authority }: ConsoleAccess,
  commands: readonly string[],
): Promise<void> {
  // An address is no server name (RFC 6066), and is verified all the same.
  const ssl: ConnectionOptions = { ca: authority, host: HOST };
  const place = { host: HOST, port, database: 'pgbouncer', user: CONSOLE_USERS.admin };
  const client = new pg.Client({ ...place, password, ssl });
  await client.connect();
  try {
    for (const command of commands) await client.query(command);
  } finally {
    await client.end();
  }
}

async function accessOf({ overlay }: SandboxContext): Promise<ConsoleAccess | null> {
  const kept = await overlay.readState(KEY);
  return kept === undefined ? null : Access.parse(kept);
}
