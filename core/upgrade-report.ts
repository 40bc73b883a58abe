/** What each version added, for a document of the version before it. */
const ADDED: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {
  2: { checks: {}, excerpt: {}, waivers: [], history: null },
  3: { load: null, migrationPlan: null },
};

/**
 * A stored document in the present version's shape. Version 1 knew no check facts, excerpts, waivers or history, version 2
 * no load run and no plan of the migration: such a document has none of them. Whatever is no document of an earlier version is given back
 * as it is.
 */
export function upgradeReport(json: unknown): unknown {
  let document = json;
  for (const [version, added] of Object.entries(ADDED)) {
    if (typeof document !== 'object' || document === null) return document;
    if (!('formatVersion' in document) || document.formatVersion !== Number(version) - 1) continue;
    document = { ...document, formatVersion: Number(version), ...added };
  }
  return document;
}
