/**
 * A stored document in the present version's shape. Version 1 knew no check facts, excerpts, waivers or history: such a
 * document has none of them. Whatever is no document of an earlier version is given back as it is.
 */
export function upgradeReport(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (!('formatVersion' in json) || json.formatVersion !== 1) return json;
  return { ...json, formatVersion: 2, checks: {}, excerpt: {}, waivers: [], history: null };
}
