import type * as Sarif from 'sarif';
import type { CheckFacts } from '../core/check-facts.ts';
import { findingKey } from '../core/finding-key.ts';
import { isUndecided, type Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { differenceOf, messageOf, nameOf, verdictLines } from './finding-text.ts';
import { groupsOf, othersInWords, singlesOf, type Group } from './groups.ts';
import { joined } from './pieces.ts';
import { clip, forJson, forSarif } from './sanitize.ts';
import { specPath } from './spec-path.ts';
import { OUTCOMES, outcomeOf, SEVERITIES, VERDICTS } from './status-table.ts';

/**
 * GitHub reads 25,000 results of a run and keeps 5,000 of them, by an order of its own; several runs of one category in
 * a file it refuses. So the worst are written, and how many are not:
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads/results-exceed-limit
 */
export const RESULTS_SHOWN = 5000;
const NOTIFICATIONS_SHOWN = 1000;
const TEXT_LIMIT = 4000;

/** Domains whose checks are all about who may do or reach what. */
const SECURITY_DOMAINS: readonly string[] = ['iam', 'kms', 'secrets', 'sg', 'waf'];
const SECURITY_BENCHMARK = 'CIS AWS ';

/**
 * SARIF 2.1.0 with what fails and what is undecided, at the lines of the spec that it verifies. What passes is left out:
 * GitHub would show it as an alert. A finding that turns undecided stays in it, so that its alert is not closed as fixed.
 */
export function sarifPieces(report: Report): Iterable<string> {
  return joined(parts(report));
}

function* parts(report: Report): Generator<string, void, undefined> {
  const all = singlesOf(report.findings)
    .map(({ first }) => first)
    .filter((finding) => OUTCOMES[outcomeOf(finding)].sarif !== null);
  const shown = all.slice(0, RESULTS_SHOWN);
  const rules = [...new Map(shown.map((finding) => [finding.check, finding])).values()];
  const ruleIndexes = new Map(rules.map(({ check }, index) => [check, index]));
  const run: Omit<Sarif.Run, 'results'> = {
    tool: {
      driver: {
        name: 'landfall',
        version: line(report.run.toolVersion),
        rules: rules.map((first) => ruleOf(first, report.checks[first.check])),
      },
    },
    automationDetails: { id: categoryOf(report) },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(report, all.length - shown.length, ruleIndexes)],
  };
  const schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  yield `{"$schema":"${schema}","version":"2.1.0","runs":[\n`;
  // The members of the run without its last bracket, since the results follow.
  yield `${forJson(JSON.stringify(run, null, 1)).slice(0, -2)},\n "results": [`;
  const baselineOf = baselines(report);
  let separator = '\n';
  for (const finding of shown) {
    const result = resultOf(finding, report, ruleIndexes.get(finding.check) ?? -1, baselineOf);
    yield `${separator}${forJson(JSON.stringify(result))}`;
    separator = ',\n';
  }
  yield '\n ]\n}]}\n';
}

/**
 * What tells the alerts of one deployment from those of another: GitHub closes what is missing from a newer log of the
 * same category, which is all before the last slash.
 */
function categoryOf({ suite, deployment, run, account, region, endpoint }: Report): string {
  const { environment } = run.spec;
  const place = endpoint === null ? region : `${region}, not AWS`;
  return ['landfall', suite.id, deployment, environment ?? '-', account, place, run.id]
    .map((part) => line(part).replaceAll('/', '_'))
    .join('/');
}

function ruleOf(
  { check, title, severity, domain }: Finding,
  facts: CheckFacts | undefined,
): Sarif.ReportingDescriptor {
  const isSecurity =
    SECURITY_DOMAINS.includes(domain) ||
    (facts?.controls.some((control) => control.startsWith(SECURITY_BENCHMARK)) ?? false);
  const { sarif, securitySeverity } = SEVERITIES[severity];
  const [reference] = facts?.references.filter((it) => URL.canParse(it)) ?? [];
  return {
    id: line(check),
    shortDescription: { text: text([title]) },
    ...(facts === undefined
      ? {}
      : {
          fullDescription: { text: text([facts.risk]) },
          help: { text: text(helpOf(facts)) },
        }),
    ...(reference === undefined ? {} : { helpUri: new URL(reference).href }),
    defaultConfiguration: { level: sarif },
    properties: {
      tags: [line(domain), ...(isSecurity ? ['security'] : [])],
      // With one, GitHub takes the rule for one about vulnerabilities.
      ...(isSecurity ? { 'security-severity': securitySeverity } : {}),
    },
  };
}

function helpOf({ remediation, fix, controls }: CheckFacts): readonly string[] {
  return [
    remediation,
    ...Object.entries(fix).map(([tool, command]) => `${tool}: ${command}`),
    ...(controls.length === 0 ? [] : [`controls: ${controls.join(', ')}`]),
  ];
}

/** What the tool itself has to say: that it did not see everything, why, and what this log leaves out. */
function invocationOf(
  report: Report,
  left: number,
  ruleIndexes: ReadonlyMap<string, number>,
): Sarif.Invocation {
  const { run, verdict, stopped, findings } = report;
  const undecided = groupsOf(findings.filter(({ status }) => isUndecided(status)));
  const more = undecided.length - NOTIFICATIONS_SHOWN;
  return {
    executionSuccessful:
      stopped === null && undecided.length === 0 && VERDICTS[verdict].outcome !== 'unknown',
    startTimeUtc: run.startedAt,
    endTimeUtc: run.finishedAt,
    toolExecutionNotifications: [
      {
        level: VERDICTS[verdict].outcome === 'pass' ? 'note' : 'error',
        message: { text: text(verdictLines(report)) },
      },
      ...(left === 0
        ? []
        : [
            {
              level: 'warning' as const,
              message: {
                text: `${left} results are left out of this log, the least severe of ${RESULTS_SHOWN + left}: GitHub keeps ${RESULTS_SHOWN}. All of them are in the run's document.`,
              },
            },
          ]),
      ...undecided
        .slice(0, NOTIFICATIONS_SHOWN)
        .map((group) => notificationOf(group, report, ruleIndexes)),
      ...(more > 0
        ? [
            {
              level: 'warning' as const,
              message: { text: `${more} more reasons why something is undecided are left out.` },
            },
          ]
        : []),
    ],
  };
}

function notificationOf(
  group: Group,
  { run }: Report,
  ruleIndexes: ReadonlyMap<string, number>,
): Sarif.Notification {
  const { first, outcome, others } = group;
  const index = ruleIndexes.get(first.check);
  const also = others.length === 0 ? [] : [`also on: ${othersInWords(group)}`];
  const causes = first.causes.map(({ message }) => `cause: ${message}`);
  const grants = first.causes.flatMap(({ action }) =>
    action === null ? [] : [`grant: ${action}`],
  );
  return {
    level: 'error',
    message: {
      text: text([
        `${OUTCOMES[outcome].word}: ${nameOf(first)}: ${messageOf(first)}`,
        ...causes,
        ...grants,
        ...also,
      ]),
    },
    ...(index === undefined ? {} : { associatedRule: { id: line(first.check), index } }),
    locations: [{ physicalLocation: placeOf(first, run.spec.file) }],
  };
}

type BaselineOf = (key: string) => Sarif.Result.baselineState | undefined;

/** How a result differs from the run before; there is no word for it when there was none. */
function baselines({ history }: Report): BaselineOf {
  if (history === null) return () => undefined;
  const kinds = new Map(history.changes.map(({ key, kind }) => [key, kind]));
  return (key) => {
    const kind = kinds.get(key);
    return kind === undefined ? 'unchanged' : kind === 'new' ? 'new' : 'updated';
  };
}

function resultOf(
  finding: Finding,
  { run, excerpt }: Report,
  ruleIndex: number,
  baselineOf: BaselineOf,
): Sarif.Result {
  const { check, severity, waiver, resource, status } = finding;
  const outcome = outcomeOf(finding);
  const key = findingKey(finding);
  const isFailure = OUTCOMES[outcome].sarif === 'fail';
  const baselineState = baselineOf(key);
  const heading = status === 'fail' ? (finding.message ?? status) : messageOf(finding);
  return {
    ruleId: line(check),
    ruleIndex,
    kind: isFailure ? 'fail' : 'open',
    level: isFailure ? SEVERITIES[severity].sarif : 'none',
    message: {
      text: text([
        `${nameOf(finding)}: ${isFailure ? '' : `${OUTCOMES[outcome].word}: `}${heading}`,
        ...differenceOf(finding),
      ]),
    },
    locations: [
      {
        physicalLocation: placeOf(finding, run.spec.file, excerpt),
        logicalLocations: [
          { fullyQualifiedName: line(resource.arn ?? nameOf(finding)), kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { 'landfallFindingKey/v1': key },
    ...(baselineState === undefined ? {} : { baselineState }),
    suppressions:
      outcome !== 'waived' || waiver === null
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: text([
                `${waiver.id}, until ${waiver.expires}, ${waiver.owner}: ${waiver.reason}`,
              ]),
            },
          ],
    properties: {
      severity,
      status: OUTCOMES[outcome].word,
      subject: line(finding.subject),
      account: line(finding.account),
      region: line(finding.region),
      resourceType: line(resource.type),
    },
  };
}

/** The line of the spec. What is about no line is about the file: GitHub refuses a result without a place. */
function placeOf(
  { spec }: Finding,
  file: string,
  excerpt: Report['excerpt'] = {},
): Sarif.PhysicalLocation {
  const snippet = spec === null ? undefined : excerpt[spec.line];
  return {
    artifactLocation: locationOf(file),
    region: {
      startLine: Math.max(1, spec?.line ?? 1),
      startColumn: Math.max(1, spec?.column ?? 1),
      ...(snippet === undefined ? {} : { snippet: { text: clip(snippet, TEXT_LIMIT) } }),
    },
  };
}

/** A relative path is one of the repository; whatever else it is, it comes out as a URI. */
function locationOf(file: string): Sarif.ArtifactLocation {
  const path = specPath(file);
  const uri = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${uri}` };
  if (path.startsWith('/')) return { uri: `file://${uri}` };
  return { uri, uriBaseId: '%SRCROOT%' };
}

function text(lines: readonly string[]): string {
  return lines.map((it) => forSarif(clip(it, TEXT_LIMIT))).join('\n');
}

function line(value: string): string {
  return forSarif(value);
}
