/** A JSON object whose members are not known. */
export type JsonRecord = Record<string, unknown>;

/** An object, and neither null nor an array. */
export function isJsonRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member's objects; empty when the member is absent or no list. */
export function recordsOf(record: JsonRecord, member: string): JsonRecord[] {
  const value = record[member];
  return Array.isArray(value) ? value.filter(isJsonRecord) : [];
}

/** The member's strings; empty when the member is absent or no list. */
export function stringsOf(record: JsonRecord, member: string): string[] {
  const value = record[member];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The member, if it is a string. */
export function stringOf(record: JsonRecord, member: string): string | undefined {
  const value = record[member];
  return typeof value === 'string' ? value : undefined;
}

/** The member, if it is a number. */
export function numberOf(record: JsonRecord, member: string): number | undefined {
  const value = record[member];
  return typeof value === 'number' ? value : undefined;
}

/** The same value for the same content: members in order of their names, at every depth. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    isJsonRecord(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
