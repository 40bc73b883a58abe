/**
 * What was kept by an earlier version, in the present shape: of what it did not look at, there is nothing. The shapes themselves
 * have no such words, so that what is read of a snapshot is what stands in it.
 */
export function upgradeScenario(json: unknown): unknown {
  const stored = added({ level: null, generators: [] }, json);
  if (!isMap(stored) || !('fold' in stored)) return stored;
  return { ...stored, fold: added({ residence: [] }, stored.fold) };
}

/** The same of what AWS reported. */
export function upgradeDeployment(json: unknown): unknown {
  return added({ queues: [], fuses: [] }, json);
}

function added(fields: object, json: unknown): unknown {
  return isMap(json) ? { ...fields, ...json } : json;
}

function isMap(json: unknown): json is object {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
