import type { ComparedReport } from './compared.ts';

/**
 * Whether a run left out, on request or since it was stopped, some of what its suite judges. To compare with such a run
 * would call new what it only did not look at.
 */
export function isPartial({
  stopped,
  findings,
}: Pick<ComparedReport, 'stopped' | 'findings'>): boolean {
  return (
    stopped !== null ||
    findings.some(({ status, causes }) => status === 'not-checked' && causes.length === 0)
  );
}
