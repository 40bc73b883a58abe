import { clip, forTerminal } from './sanitize.ts';

/** What became of a run's findings in Security Hub; of a dry run, what would. */
export interface PublicationFacts {
  readonly run: string;
  readonly account: string;
  readonly region: string;
  readonly dryRun: boolean;
  readonly imported: readonly { readonly status: string; readonly isArchived: boolean }[];
  readonly refused: readonly {
    readonly check: string;
    readonly subject: string;
    readonly id: string;
    readonly reason: string;
  }[];
  /** Findings of which a later look was published already. */
  readonly outdated: number;
  /** Findings that Security Hub has no word for, or is not told unless asked. */
  readonly left: number;
  /** Why the store could not keep what was published; null when it could. */
  readonly unremembered: string | null;
}

const REASON_LIMIT = 400;
const STATUSES = ['FAILED', 'NOT_AVAILABLE', 'PASSED'] as const;

export function renderPublication(facts: PublicationFacts, ascii: boolean): string {
  const { run, account, region, dryRun, imported, refused, outdated, left, unremembered } = facts;
  const counts = STATUSES.map((status) => {
    const count = imported.filter((finding) => finding.status === status).length;
    return `${count} ${status}`;
  });
  const archived = imported.filter(({ isArchived }) => isArchived).length;
  const lines = [
    `${dryRun ? 'would publish' : 'published'} run ${run} to Security Hub of ${account} ${region}`,
    `  ${dryRun ? 'to send' : 'imported'}  ${imported.length} (${counts.join(', ')}; ${archived} archived)`,
    ...(left === 0 ? [] : [`  not sent  ${left} (waived, not applicable, or of no account)`]),
    ...(outdated === 0 ? [] : [`  outdated  ${outdated} (a later look was published already)`]),
    ...(refused.length === 0 ? [] : [`  FAILED    ${refused.length}`]),
    ...refused.flatMap(({ check, subject, id, reason }) => [
      `    - ${check} on ${subject}: ${clip(reason, REASON_LIMIT)}`,
      `      id ${id}`,
    ]),
    ...(unremembered === null
      ? []
      : [
          `  The store does not know what was published, so it will not be archived when it passes: ${unremembered}`,
        ]),
  ];
  return `${lines.map((line) => forTerminal(line, ascii)).join('\n')}\n`;
}
