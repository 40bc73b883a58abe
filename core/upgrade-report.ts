/** What a document of each earlier version did not know, and so has none of, by version. */
const UNKNOWN_TO: Readonly<Record<string, object>> = {
  1: { checks: {}, excerpt: {}, waivers: [], history: null },
  2: { load: null },
};

/**
 * A stored document in the present version's shape, one version after the other. Whatever is no document of an earlier
 * version is given back as it is.
 */
export function upgradeReport(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('formatVersion' in json)) return json;
  const version = json.formatVersion;
  if (typeof version !== 'number') return json;
  const unknown = UNKNOWN_TO[version];
  if (unknown === undefined) return json;
  return upgradeReport({ ...json, ...unknown, formatVersion: version + 1 });
}
