/** The environment variable that tells Jest's workers and its reporter where the run of a suite is stored. */
export function runVariable(suiteId: string): string {
  return `LANDFALL_RUN_${suiteId.toUpperCase()}`;
}
