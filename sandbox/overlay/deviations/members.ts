import { isJsonRecord, type JsonRecord } from '../json.ts';

/** The record with other members; null takes a member away. */
export function withMembers(record: JsonRecord, members: unknown): JsonRecord {
  if (!isJsonRecord(members)) return record;
  return Object.fromEntries(
    Object.entries({ ...record, ...members }).filter(([, value]) => value !== null),
  );
}
