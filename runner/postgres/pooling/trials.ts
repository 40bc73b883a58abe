import type pg from 'pg';
import { answer, PROBE_PREFIX, runOn } from './two-clients.ts';

/** One thing that belongs to a session: how it is made, found and removed. Every name is the trial's own. */
export interface Trial {
  readonly name: string;
  /** Makes it, and says on which server connection. */
  make(client: pg.Client): Promise<number>;
  /** Whether a client has it; an error that says that there is none is a no. */
  find(client: pg.Client): Promise<boolean>;
  /** Says whether it is on this server connection, whoever made it. */
  readonly exists: string;
  readonly remove: string;
}

const SETTING = `${PROBE_PREFIX}.value`;
const SETTING_IS_SET = `SELECT current_setting('${SETTING}', true) = 'kept'`;
const PREPARED = `${PROBE_PREFIX}_prepared`;
const TABLE = `${PROBE_PREFIX}_table`;
const CURSOR = `${PROBE_PREFIX}_cursor`;
const NAMED = {
  name: `${PROBE_PREFIX}_named`,
  text: 'SELECT $1::boolean AS here, pg_backend_pid() AS pid',
  values: [true],
};

export const setting: Trial = {
  name: 'a setting of the session',
  make: (client) => runOn(client, `SET ${SETTING} = 'kept'`),
  find: (client) => answer(client, SETTING_IS_SET),
  exists: SETTING_IS_SET,
  remove: `RESET ${SETTING}`,
};

export const localSetting: Trial = {
  ...setting,
  name: 'a setting of a transaction',
  make: (client) => runOn(client, `BEGIN; SET LOCAL ${SETTING} = 'kept'; COMMIT`),
};

/** As many drivers do by themselves. */
export const preparedByProtocol: Trial = {
  name: 'a statement that the driver prepared',
  make: async (client) => {
    const { rows } = await client.query<{ pid: number }>(NAMED);
    return rows[0]?.pid ?? 0;
  },
  find: async (client) => (await client.query<{ here: boolean }>(NAMED)).rows[0]?.here === true,
  exists: `SELECT EXISTS (SELECT FROM pg_prepared_statements WHERE name = '${NAMED.name}')`,
  remove: `DEALLOCATE ${NAMED.name}`,
};

export const preparedBySql: Trial = {
  name: 'a statement that SQL prepared',
  make: (client) => runOn(client, `PREPARE ${PREPARED} AS SELECT true`),
  find: (client) => answer(client, `EXECUTE ${PREPARED}`),
  exists: `SELECT EXISTS (SELECT FROM pg_prepared_statements WHERE name = '${PREPARED}')`,
  remove: `DEALLOCATE ${PREPARED}`,
};

export const temporaryTable: Trial = {
  name: 'a temporary table',
  make: (client) => runOn(client, `CREATE TEMPORARY TABLE ${TABLE} AS SELECT true AS here`),
  find: (client) => answer(client, `SELECT here FROM pg_temp.${TABLE}`),
  exists: `SELECT to_regclass('pg_temp.${TABLE}') IS NOT NULL`,
  remove: `DROP TABLE pg_temp.${TABLE}`,
};

export const cursorWithHold: Trial = {
  name: 'a cursor WITH HOLD',
  make: (client) => runOn(client, `DECLARE ${CURSOR} SCROLL CURSOR WITH HOLD FOR SELECT true`),
  find: (client) => answer(client, `FETCH FIRST FROM ${CURSOR}`),
  exists: `SELECT EXISTS (SELECT FROM pg_cursors WHERE name = '${CURSOR}')`,
  remove: `CLOSE ${CURSOR}`,
};
