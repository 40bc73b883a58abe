import type { Fact } from '../../../collectors/postgres/catalog/define-catalog.ts';

/** A schema, table, index, routine or trigger whose own name begins so; a column that is named so is a user's. */
const OF_DMS = /^(?:[a-z]+ )*"?awsdms_|^[^.]*\."?awsdms_/;
const HEARTBEAT = /^[^.]*\.heartbeat(?:_pkey)?(?=[. (]|$)/;

/**
 * Whether AWS DMS made the object for itself, on either side: control tables, the audit of DDL and its event trigger.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CustomizingTasks.TaskSettings.ControlTable.html
 */
export function ofTheMigration({ id }: Fact): boolean {
  return OF_DMS.test(id);
}

/** Whether it belongs to a table `heartbeat`, by which replication is kept going; the source may have one that matters. */
export function isHeartbeat({ id }: Fact): boolean {
  return HEARTBEAT.test(id);
}
