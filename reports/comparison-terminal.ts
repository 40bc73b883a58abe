import type { PastRun } from '../core/history/history.ts';
import { minuteOf } from './history-words.ts';
import { countsInWords, VERDICTS } from './status-table.ts';
import { comparisonLines, type Changes } from './terminal/changes.ts';
import { blank, wrapped, type Page, type Span } from './terminal/page.ts';

export interface ComparisonOptions {
  /** In columns. */
  readonly width: number;
  readonly color: boolean;
  readonly ascii: boolean;
  /** Every change, not the first of each kind. */
  readonly verbose: boolean;
}

/** Two runs and what differs in the later one. */
export function renderComparison(
  changes: Changes & { readonly to: PastRun },
  { verbose, ...page }: ComparisonOptions,
): string {
  return [
    ...runLines(page, 'from', changes.since),
    ...runLines(page, 'to', changes.to),
    '',
    ...comparisonLines(page, changes, verbose),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function runLines(page: Page, label: string, run: PastRun): string[] {
  return wrapped(
    page,
    [{ text: `  ${label.padEnd(6)}`, style: 'quiet' }],
    [
      { text: `${run.id} ${minuteOf(run.finishedAt)} ` },
      verdictSpan(page, run),
      { text: ` ${countsInWords(run.counts)}` },
    ],
  );
}

function verdictSpan({ ascii }: Page, { verdict }: PastRun): Span {
  const { glyph, asciiGlyph, tone } = VERDICTS[verdict];
  return { text: `${ascii ? asciiGlyph : glyph} ${verdict}`, style: tone };
}

/** A run of the table of runs. */
export interface TableRun extends PastRun {
  readonly suite: string;
  readonly deployment: string;
  readonly environment: string | null;
  readonly isPartial: boolean;
  readonly since: string | null;
  readonly newFails: number;
  readonly fixed: number;
}

/** A line a run, the newest last, where a terminal stops. */
export function renderRuns(
  runs: readonly TableRun[],
  options: Omit<ComparisonOptions, 'verbose'>,
): string {
  const dot = options.ascii ? '|' : '·';
  const lines = runs.flatMap((run) => {
    const { suite, environment, deployment, since, newFails, fixed } = run;
    const what = environment === null ? deployment : `${deployment} (${environment})`;
    const changed = since === null ? 'nothing before it' : `+${newFails} new -${fixed} fixed`;
    return wrapped(
      options,
      [{ text: `${run.id}  ${minuteOf(run.finishedAt)}  ` }],
      [
        { text: `${suite} of ${what} ${dot} ` },
        verdictSpan(options, run),
        { text: ` ${dot} ${countsInWords(run.counts)} ${dot} ` },
        { text: changed, style: 'quiet' },
        ...(run.isPartial ? [{ text: ` ${dot} partial`, style: 'doubtful' } as const] : []),
      ],
      4,
    );
  });
  const all =
    lines.length === 0 ? wrapped(options, blank(0), [{ text: 'No run is stored.' }]) : lines;
  return all.map((line) => `${line}\n`).join('');
}
