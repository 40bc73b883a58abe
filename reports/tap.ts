import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { callsOf, type CallsOf } from './calls.ts';
import { bodyOf, fullNameOf, messageOf, verdictLines, verdictNameOf } from './finding-text.ts';
import { joined } from './pieces.ts';
import { forJson, forTap } from './sanitize.ts';
import { OUTCOMES, outcomeOf, VERDICTS, type OutcomeWords } from './status-table.ts';

/**
 * TAP 14, a test point a finding, and one for the verdict, so that a run in which nothing was proven is never ok:
 * https://testanything.org/tap-version-14-specification.html
 */
export function tapPieces(report: Report): Iterable<string> {
  return joined(lines(report));
}

function* lines(report: Report): Generator<string, void, undefined> {
  const calls = callsOf(report);
  yield `TAP version 14\n1..${report.findings.length + 1}\n`;
  let number = 0;
  for (const finding of report.findings) {
    number += 1;
    yield pointOf(number, finding, report, calls);
  }
  const { tap } = OUTCOMES[VERDICTS[report.verdict].outcome];
  const text = verdictLines(report);
  yield point(number + 1, tap, verdictNameOf(report), text.join('; '), { evidence: text });
}

function pointOf(number: number, finding: Finding, report: Report, calls: CallsOf): string {
  const { word, tap } = OUTCOMES[outcomeOf(finding)];
  const { spec } = finding;
  return point(number, tap, fullNameOf(finding), messageOf(finding), {
    status: word,
    severity: finding.severity,
    message: messageOf(finding),
    ...(spec === null ? {} : { at: { fileName: report.run.spec.file, lineNumber: spec.line } }),
    ...(finding.expected === null ? {} : { expected: finding.expected }),
    ...(finding.actual === null ? {} : { actual: finding.actual }),
    evidence: bodyOf(finding, calls),
  });
}

/** @param diagnostics are YAML of one line a key, since JSON is YAML. */
function point(
  number: number,
  tap: OutcomeWords['tap'],
  name: string,
  reason: string,
  diagnostics: Readonly<Record<string, unknown>>,
): string {
  const head = `${number} - ${forTap(name)}`;
  const block = [
    '  ---',
    ...Object.entries(diagnostics).map(
      ([key, value]) => `  ${key}: ${forJson(JSON.stringify(value))}`,
    ),
    '  ...',
    '',
  ].join('\n');
  switch (tap) {
    case 'ok':
    case 'not ok':
      return `${tap} ${head}\n${block}`;
    case 'todo':
      return `not ok ${head} # TODO ${forTap(reason)}\n${block}`;
    case 'skip':
      return `ok ${head} # SKIP ${forTap(reason)}\n${block}`;
  }
}
