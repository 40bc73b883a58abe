import { findingKey } from '../core/finding-key.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { messageOf, nameOf, uniqueNames, verdictLines } from './finding-text.ts';
import { joined } from './pieces.ts';
import { clip, forTerminal, jsonLine } from './sanitize.ts';
import { specPath } from './spec-path.ts';
import { OUTCOMES, outcomeOf, SEVERITIES, VERDICTS, type SeverityWords } from './status-table.ts';

/** A list of issues shows no more of one. */
const DESCRIPTION_LIMIT = 1000;

/** An entry of GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: SeverityWords['gitlab'];
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** What fails and what is undecided, and the verdict when that is all there is to tell: an empty list means all is well. */
export function gitlabPieces(report: Report): Iterable<string> {
  return joined(parts(report));
}

function* parts(report: Report): Generator<string, void, undefined> {
  let separator = '[\n';
  for (const issue of issuesOf(report)) {
    yield `${separator}${jsonLine(issue)}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function* issuesOf(report: Report): Generator<Issue, void, undefined> {
  const unique = uniqueNames();
  let count = 0;
  for (const finding of report.findings) {
    if (!OUTCOMES[outcomeOf(finding)].gitlab) continue;
    count += 1;
    yield issueOf(finding, report, unique);
  }
  if (count === 0 && VERDICTS[report.verdict].outcome !== 'pass') yield verdictIssue(report);
}

function issueOf(finding: Finding, { run }: Report, unique: (name: string) => string): Issue {
  const { word } = OUTCOMES[outcomeOf(finding)];
  const text = `${word}: ${nameOf(finding)}: ${messageOf(finding)}`;
  return {
    description: forTerminal(clip(text, DESCRIPTION_LIMIT), false),
    check_name: forTerminal(finding.check, false),
    // Those that are alike are shown once.
    fingerprint: unique(findingKey(finding)),
    severity: SEVERITIES[finding.severity].gitlab,
    location: locationOf(run.spec.file, finding.spec?.line ?? 1),
  };
}

function verdictIssue(report: Report): Issue {
  const { account, region, suite, run } = report;
  const identity = { check: 'verdict', account, region, subject: suite.id };
  return {
    description: verdictLines(report)
      .map((text) => forTerminal(text, false))
      .join('; '),
    check_name: 'verdict',
    fingerprint: findingKey(identity),
    severity: SEVERITIES.critical.gitlab,
    location: locationOf(run.spec.file, 1),
  };
}

function locationOf(file: string, line: number): Issue['location'] {
  return { path: forTerminal(specPath(file), false), lines: { begin: Math.max(1, line) } };
}
