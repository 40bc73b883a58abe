import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** The name of the database that {@link deploySupervisionDb} makes. */
export const SUPERVISION_DB = 'supervision_db';

/** The role that validates: it may read everything and change nothing. */
export const VALIDATOR = 'landfall';

/** The roles of the database, by what they are for. */
export const ROLES = {
  owner: 'supervision_owner',
  app: 'supervision_app',
  dashboard: 'supervision_dashboard',
  reader: 'supervision_reader',
} as const;

const SUPERUSER = 'postgres';

/** What the owner runs in the new database, in this order; each file is one transaction. */
const FILES = ['types.sql', 'tables.sql', 'routines.sql', 'views.sql', 'access.sql', 'rows.sql'];

/**
 * Makes `supervision_db` with its roles, objects and rows on a server that lets its superuser in without a password.
 * The same number of rows gives the same database, on every server and every major.
 */
export async function deploySupervisionDb(
  port: number,
  { rows }: { readonly rows: number },
): Promise<void> {
  await as(port, 'postgres', async (server) => {
    await server.query(await sql('roles.sql'));
    await server.query(
      `CREATE DATABASE ${SUPERVISION_DB} OWNER ${ROLES.owner} TEMPLATE template0 CONNECTION LIMIT 150`,
    );
    await server.query(`REVOKE ALL ON DATABASE ${SUPERVISION_DB} FROM PUBLIC`);
  });
  await as(port, SUPERVISION_DB, async (database) => {
    await database.query(`SET SESSION AUTHORIZATION ${ROLES.owner}`);
    await database.query(ofTheDatabase());
    await database.query(`SET sandbox.rows = ${rows}; SET timezone = 'UTC'`);
    for (const file of FILES) await database.query(await sql(file));
    await database.query('RESET SESSION AUTHORIZATION');
    // What was loaded is counted before, and not after, it is analyzed: a session tells at its end, or a second later.
    await database.query('SELECT pg_sleep(1.1)');
    await database.query('VACUUM (ANALYZE)');
  });
}

function ofTheDatabase(): string {
  return `
    GRANT CONNECT, TEMPORARY ON DATABASE ${SUPERVISION_DB} TO ${ROLES.app}, ${VALIDATOR};
    GRANT CONNECT ON DATABASE ${SUPERVISION_DB} TO ${ROLES.reader};
    ALTER DATABASE ${SUPERVISION_DB} SET timezone = 'UTC';
    ALTER DATABASE ${SUPERVISION_DB} SET statement_timeout = '60s';
    COMMENT ON DATABASE ${SUPERVISION_DB} IS 'State of the agents of MisterSmith.';
  `;
}

async function as(
  port: number,
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: SUPERUSER, database });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function sql(file: string): Promise<string> {
  return readFile(join(import.meta.dirname, file), 'utf8');
}
