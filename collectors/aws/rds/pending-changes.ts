/**
 * What waits to be changed of a cluster or instance, by the names that AWS has for it, sorted. AWS leaves out what does
 * not wait. Never a value: one of them is a password.
 */
export function pendingChanges(values: object | undefined): string[] {
  return Object.entries(values ?? {})
    .filter(([, value]) => isGiven(value))
    .map(([name]) => name)
    .sort();
}

/** An empty list, such as that of no log to export, changes nothing. */
function isGiven(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value !== 'object' || value instanceof Date) return true;
  return Object.values(value).some(isGiven);
}
