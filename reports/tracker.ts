import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import {
  trackerOf,
  type Mark,
  type TrackedStatement,
  type TrackedSubPhase,
} from '../core/tracker.ts';
import { forMarkdown } from './sanitize.ts';

/** How many findings that are not a pass a statement shows by name. */
const FINDINGS_SHOWN = 10;

const MARKS: Readonly<Record<Mark, { readonly glyph: string; readonly status: string }>> = {
  proved: { glyph: '✅', status: 'COMPLETE' },
  disproved: { glyph: '❌', status: 'FAILED' },
  open: { glyph: '🔄', status: 'IN PROGRESS' },
};

/** The migration's tracker in its own form, in Markdown: each tick names the checks behind it. */
export function renderTracker(report: Report): string {
  const { phase, mark, subPhases } = trackerOf(report);
  const statements = subPhases.flatMap((subPhase) => subPhase.statements);
  const proved = count(statements, 'proved');
  const lines = [
    `# Phase ${forMarkdown(phase.number)}: ${forMarkdown(phase.title)}`,
    '',
    `- **Status:** ${MARKS[mark].status}`,
    `- **Progress:** ${proved} of ${statements.length} statements proved (${share(proved, statements.length)} %)`,
    `- **Evidence:** ${evidence(report)}`,
    '',
    '| sub-phase | status | proved | disproved | open | summary |',
    '| --- | --- | ---: | ---: | ---: | --- |',
    ...subPhases.map((subPhase) => row(phase.id, subPhase)),
    '',
    '## Key findings',
    ...subPhases.flatMap((subPhase) => [
      '',
      `### ${forMarkdown(`${subPhase.number} ${subPhase.title}`)}`,
      '',
      ...subPhase.statements.flatMap(statementLines),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Where the summary of a sub-phase is kept: `phase2/ecs/summary`. */
export function summaryKey(phaseId: string, subPhaseId: string): string {
  return `${phaseId}/${subPhaseId}/summary`;
}

function evidence({
  run,
  suite,
  deployment,
  account,
  region,
  endpoint,
  verdict,
  stopped,
}: Report): string {
  const { environment } = run.spec;
  const what = environment === null ? deployment : `${deployment} (${environment})`;
  const parts = [
    `run ${run.id}`,
    `${suite.id} of ${what}`,
    `${account} ${region}`,
    `${run.startedAt.slice(0, 19)}Z`,
    verdict,
    ...(endpoint === null ? [] : [`not AWS but ${endpoint}`]),
    ...(stopped === null ? [] : [`stopped: ${stopped}`]),
  ];
  return forMarkdown(parts.join(' · '));
}

function row(phaseId: string, { id, number, title, mark, statements }: TrackedSubPhase): string {
  const { glyph, status } = MARKS[mark];
  const numbers = (['proved', 'disproved', 'open'] as const).map((it) => count(statements, it));
  return `| ${forMarkdown(`${number} ${title}`)} | ${glyph} ${status} | ${numbers.join(' | ')} | \`${summaryKey(phaseId, id)}\` |`;
}

function count(statements: readonly TrackedStatement[], mark: Mark): number {
  return statements.filter((statement) => statement.mark === mark).length;
}

/** Rounded down: only all of them are 100 %. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 100);
}

function statementLines({ text, mark, reason, findings }: TrackedStatement): readonly string[] {
  const passed = findings.filter(({ status }) => status === 'pass');
  const others = findings.filter(({ status }) => status !== 'pass');
  const left = others.length - FINDINGS_SHOWN;
  return [
    `- ${MARKS[mark].glyph} ${forMarkdown(text)}${reason === null ? '' : ` _${forMarkdown(reason)}_`}`,
    ...others.slice(0, FINDINGS_SHOWN).map((finding) => `  - ${inWords(finding)}`),
    ...(left > 0 ? [`  - and ${left} more that are no pass`] : []),
    ...(passed.length === 0 ? [] : [`  - pass: ${byCheck(passed)}`]),
  ];
}

function inWords({ check, subject, status, message, waiver }: Finding): string {
  const word = waiver === null ? status : `waived until ${waiver.expires} by ${waiver.owner}`;
  const name = subject === '*' ? check : `${check} › ${subject}`;
  return `${forMarkdown(word)}: ${forMarkdown(name)}: ${forMarkdown(message ?? '')}`;
}

/** The checks that passed, and on how many subjects each. */
function byCheck(passed: readonly Finding[]): string {
  return [...Map.groupBy(passed, ({ check }) => check)]
    .map(([check, findings]) => `${forMarkdown(check)} (${findings.length})`)
    .join(', ');
}
