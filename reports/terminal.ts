import type { Report } from '../core/report.ts';
import { callsOf } from './calls.ts';
import { pastOf } from './history-words.ts';
import { groupsOf, singlesOf, worstFirst } from './groups.ts';
import { countsInWords, VERDICTS, type Outcome } from './status-table.ts';
import { changesLines } from './terminal/changes.ts';
import { sourceLines } from './terminal/code-frame.ts';
import { coverageLines } from './terminal/coverage.ts';
import { domainTable } from './terminal/domain-table.ts';
import { findingBlock, findingLine, type BlockContext } from './terminal/finding-block.ts';
import { blank, whole, wrapped, type Page } from './terminal/page.ts';
import { loadLines } from './terminal/load.ts';
import { waiverLines } from './terminal/waivers.ts';

export interface TerminalOptions {
  /** In columns. */
  readonly width: number;
  readonly color: boolean;
  /** True where the terminal shows no UTF-8. */
  readonly ascii: boolean;
  /** quiet: failures and the verdict; verbose: every finding, and what is not verified. */
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
  /** The spec's file, for the lines that findings point at; null leaves them out. */
  readonly specText: string | null;
  /** The files that were written. */
  readonly reports: readonly { readonly format: string; readonly path: string }[];
  /** A command that judges again what is open. */
  readonly rerun: string | null;
  readonly exitCode: number;
}

const LEAST_WIDTH = 24;

/** The report for people at a terminal or a CI log: what matters most comes last, where a terminal stops. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const { verbosity, specText } = options;
  const page: Page = {
    width: Number.isFinite(options.width) ? Math.max(LEAST_WIDTH, Math.floor(options.width)) : 80,
    color: options.color,
    ascii: options.ascii,
  };
  const context: BlockContext = {
    page,
    specFile: report.run.spec.file,
    specLines: specText === null ? null : sourceLines(specText),
    account: report.account,
    region: report.region,
    callsOf: callsOf(report),
    pastOf: pastOf(report),
  };
  const quiet = verbosity === 'quiet';
  const sections = [
    quiet ? [] : header(page, report),
    ...blocks(context, report, verbosity),
    quiet ? [] : domainTable(page, report.domains),
    quiet ? [] : loadLines(page, report.load),
    quiet ? [] : waiverLines(page, report.waivers, verbosity === 'verbose'),
    quiet ? [] : coverageLines(page, report.coverage, verbosity === 'verbose'),
    quiet ? [] : permissions(page, report),
    quiet ? [] : changes(page, report, verbosity === 'verbose'),
    [...verdict(page, report, options.exitCode), ...files(page, options)],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

/** Worst last, so that it stands nearest to the verdict. Verbose shows each finding by itself. */
function blocks(
  context: BlockContext,
  { findings }: Report,
  verbosity: TerminalOptions['verbosity'],
): readonly string[][] {
  const all = verbosity === 'verbose' ? singlesOf(findings) : groupsOf(findings);
  const shown = all
    .filter(({ outcome }) => isShown(outcome, verbosity))
    .toSorted((left, right) => worstFirst(right, left));
  const brief = shown.filter(({ outcome }) => shownFrom(outcome) === 'verbose');
  const full = shown.filter(({ outcome }) => shownFrom(outcome) !== 'verbose');
  return [
    brief.flatMap((group) => findingLine(context, group)),
    ...full.map((group) => findingBlock(context, group)),
  ];
}

const VERBOSITIES: readonly TerminalOptions['verbosity'][] = ['quiet', 'normal', 'verbose'];

function isShown(outcome: Outcome, verbosity: TerminalOptions['verbosity']): boolean {
  return VERBOSITIES.indexOf(verbosity) >= VERBOSITIES.indexOf(shownFrom(outcome));
}

function shownFrom(outcome: Outcome): TerminalOptions['verbosity'] {
  switch (outcome) {
    case 'fail':
      return 'quiet';
    case 'error':
    case 'unknown':
    case 'unsettled':
    case 'not-checked':
    case 'waived':
      return 'normal';
    case 'pass':
    case 'not-applicable':
      return 'verbose';
  }
}

function header(
  page: Page,
  { run, suite, deployment, account, region, endpoint }: Report,
): string[] {
  const { environment, file } = run.spec;
  const what = [
    suite.title,
    environment === null ? deployment : `${deployment} (${environment})`,
    `${account} ${region}`,
    file,
    `${run.startedAt.slice(0, 19)}Z`,
    run.caller ?? 'caller not seen',
    ...(endpoint === null ? [] : [`not AWS but ${endpoint}`]),
  ];
  return wrapped(
    page,
    [{ text: suite.id, style: 'strong' }, { text: '  ' }],
    [{ text: what.join(page.ascii ? ' | ' : ' · ') }],
  );
}

function permissions(page: Page, { missingActions, suite }: Report): string[] {
  if (missingActions.length === 0) return [];
  return [
    ...wrapped(page, blank(2), [
      { text: 'missing permissions', style: 'strong' },
      { text: ` (the whole policy: landfall policy --suite ${suite.id})` },
    ]),
    ...missingActions.flatMap((action) => wrapped(page, blank(4), [{ text: action }])),
  ];
}

function changes(page: Page, { history, run }: Report, all: boolean): string[] {
  return history === null ? [] : changesLines(page, history, run.finishedAt, all);
}

function verdict(page: Page, report: Report, exitCode: number): string[] {
  const { glyph, asciiGlyph, tone } = VERDICTS[report.verdict];
  const dot = page.ascii ? ' | ' : ' · ';
  const facts = [
    countsInWords(report.counts),
    `fail-on ${report.failOn}`,
    elapsed(report),
    ...(report.endpoint === null ? [] : [`not AWS but ${report.endpoint}`]),
    `exit ${exitCode}`,
  ];
  return [
    ...(report.stopped === null
      ? []
      : wrapped(page, [{ text: '  stopped  ', style: 'doubtful' }], [{ text: report.stopped }])),
    ...wrapped(
      page,
      [
        { text: `${page.ascii ? asciiGlyph : glyph} ${report.verdict}`, style: tone },
        { text: '  ' },
      ],
      [{ text: facts.join(dot) }],
    ),
  ];
}

function elapsed({ run }: Report): string {
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

function files(page: Page, { reports, rerun }: TerminalOptions): string[] {
  const lines = reports.map(({ format, path }) => ({ label: format, text: path }));
  return [...lines, ...(rerun === null ? [] : [{ label: 'rerun', text: rerun }])].map(
    ({ label, text }) =>
      whole(page, [{ text: `  ${label}`.padEnd(12), style: 'quiet' }], [{ text }]),
  );
}
