import type { Report } from '../core/report.ts';
import type { Mark, TrackedStatement, TrackedSubPhase, Tracker } from '../core/tracker.ts';
import { callsInWords, callsOf, evidenceOf, type CallsOf } from './calls.ts';
import { causeLines } from './causes.ts';
import { factText } from './fact-text.ts';
import { clip, forTerminal } from './sanitize.ts';
import { OUTCOMES, outcomeOf } from './status-table.ts';
import { summaryKey } from './tracker.ts';

const VALUE_LIMIT = 300;

const WORDS: Readonly<Record<Mark, string>> = {
  proved: 'proved',
  disproved: 'disproved',
  open: 'open',
};

/** The key of every summary, with what it says: one line each. */
export function renderEvidenceList({ phase, subPhases }: Tracker): string {
  const keys = subPhases.map(({ id }) => summaryKey(phase.id, id));
  const width = Math.max(...keys.map((key) => key.length));
  const lines = subPhases.map(({ number, title, mark, statements }, index) => {
    const proved = statements.filter((statement) => statement.mark === 'proved').length;
    return `${(keys[index] ?? '').padEnd(width)}  ${WORDS[mark].padEnd(9)}  ${proved} of ${statements.length} statements proved  ${number} ${title}`;
  });
  return `${lines.join('\n')}\n`;
}

/** A sub-phase with every finding behind its statements: what was expected, what is there, and the calls that saw it. */
export function renderEvidence(
  subPhase: TrackedSubPhase,
  tracker: Tracker,
  report: Report,
  ascii: boolean,
): string {
  const calls = callsOf(report);
  const { run, suite, deployment, account, region, endpoint } = report;
  const lines = [
    `${summaryKey(tracker.phase.id, subPhase.id)}  ${subPhase.number} ${subPhase.title}: ${WORDS[subPhase.mark]}`,
    `run ${run.id} · ${suite.id} of ${deployment} · ${account} ${region} · ${run.startedAt.slice(0, 19)}Z${endpoint === null ? '' : ` · not AWS but ${endpoint}`}`,
    ...subPhase.statements.flatMap((statement) => ['', ...statementLines(statement, calls)]),
  ];
  return `${lines.map((line) => forTerminal(line, ascii)).join('\n')}\n`;
}

function statementLines(
  { text, mark, reason, findings }: TrackedStatement,
  calls: CallsOf,
): readonly string[] {
  return [
    `${WORDS[mark].toUpperCase()}: ${text}${reason === null ? '' : ` ${reason}`}`,
    ...findings.flatMap((finding) => {
      const { word } = OUTCOMES[outcomeOf(finding)];
      const name =
        finding.subject === '*' ? finding.check : `${finding.check} › ${finding.subject}`;
      const facts = factText(finding.expected, finding.actual);
      return [
        `  ${word}  ${name}${finding.message === null ? '' : `: ${finding.message}`}`,
        ...facts.map((line) => `      ${clip(line, VALUE_LIMIT)}`),
        ...finding.details.map((detail) => `      * ${clip(detail, VALUE_LIMIT)}`),
        ...causeLines(finding, calls).map((line) => `      ${line.label}: ${line.text}`),
        ...callsInWords(calls(evidenceOf(finding))).map((call) => `      seen ${call}`),
      ];
    }),
  ];
}
