import pg from 'pg';
import { z } from 'zod';
import { SIDES, type Side } from '../../core/postgres.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { deploySupervisionDb, SUPERVISION_DB } from '../postgres/supervision-db/deploy.ts';
import { memberNames } from './aurora.ts';
import type { SandboxContext } from './context.ts';
import type { OverlayControl } from './overlay-control.ts';

/** Where the overlay's state has the ports of the databases, for whichever process deploys or breaks. */
const KEY = 'sandbox/databases';
const Ports = z.strictObject({ source: z.int(), target: z.int() });

/** Enough for statistics and for every partition to hold some. */
const ROWS = 1_000;

/** Kept when the sandbox starts. */
export async function keepPorts(
  overlay: OverlayControl,
  ports: Readonly<Record<Side, number>>,
): Promise<void> {
  await overlay.writeState(KEY, ports);
}

/** The same database on both sides, of which the target passes for Aurora; nothing when the sandbox has no databases. */
export async function deployDatabases(context: SandboxContext): Promise<void> {
  const ports = await portsOf(context);
  if (ports === null || context.spec.migration === undefined) return;
  await Promise.all(
    SIDES.map((side) =>
      context.make('database', `${SUPERVISION_DB} of the ${side}`, () =>
        deploySupervisionDb(ports[side], { rows: ROWS }),
      ),
    ),
  );
  await runSql(context, 'target', [VERSION, instance(context.spec)]);
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.versions.html */
const VERSION = `
  CREATE FUNCTION pg_catalog.aurora_version() RETURNS text LANGUAGE sql AS $$ SELECT '15.10.0'::text $$;
`;

/**
 * The target passes for the writer of the declared cluster.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora_db_instance_identifier.html
 */
function instance({ migration, aurora = {} }: Spec): string {
  const target = migration?.target ?? '';
  const declared = aurora[target];
  const writer = declared === undefined ? `${target}-1` : memberNames(target, declared)[0];
  return `CREATE FUNCTION pg_catalog.aurora_db_instance_identifier() RETURNS varchar LANGUAGE sql AS $$ SELECT '${writer}'::varchar $$`;
}

/**
 * Runs statements on a side one after the other, as a superuser who may change the catalog itself.
 * @throws when the sandbox has no databases, and what PostgreSQL says.
 */
export async function runSql(
  context: SandboxContext,
  side: Side,
  statements: readonly string[],
): Promise<void> {
  const ports = await portsOf(context);
  if (ports === null) throw new Error('The sandbox has no databases.');
  const place = { host: '127.0.0.1', port: ports[side], database: SUPERVISION_DB };
  const client = new pg.Client({ ...place, user: 'postgres' });
  await client.connect();
  try {
    await client.query('SET allow_system_table_mods = on');
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function portsOf({ overlay }: SandboxContext) {
  const kept = await overlay.readState(KEY);
  return kept === undefined ? null : Ports.parse(kept);
}
