import { create } from 'xmlbuilder2';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { Verdict } from '../core/verdict.ts';
import { callsInWords, callsOf, evidenceOf, type CallsOf } from './calls.ts';
import { causeLines } from './causes.ts';
import { factText } from './fact-text.ts';
import { forXml } from './sanitize.ts';
import { countsInWords, OUTCOMES, outcomeOf, type OutcomeWords } from './status-table.ts';

interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly place: { readonly file: string; readonly line: string } | Record<string, never>;
  readonly element: OutcomeWords['junit'];
  readonly type: string;
  readonly message: string;
  readonly body: readonly string[];
}

interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

/**
 * JUnit XML as CI systems read it: a suite a domain, a case a finding, and one case for the verdict, so that a run in
 * which nothing was proven is never green.
 */
export function renderJunit(report: Report): string {
  const suites = suitesOf(report);
  const cases = suites.flatMap((suite) => suite.cases);
  const elapsedMs = Date.parse(report.run.finishedAt) - Date.parse(report.run.startedAt);
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\ufffd' });
  const all = root.ele('testsuites', {
    name: forXml(`landfall ${report.suite.id} ${report.deployment}`),
    ...totals(cases),
    time: (elapsedMs / 1000).toFixed(3),
  });
  for (const suite of suites) {
    const element = all.ele('testsuite', {
      name: forXml(suite.name),
      ...totals(suite.cases),
      // The strict schemas of this format allow no zone.
      timestamp: report.takenAt.slice(0, 19),
    });
    for (const testCase of suite.cases) addCase(element, testCase);
  }
  return `${root.end({ prettyPrint: true })}\n`;
}

type Element = ReturnType<ReturnType<typeof create>['ele']>;

function addCase(suite: Element, testCase: TestCase): void {
  const { classname, name, place, element, type, message, body } = testCase;
  const added = suite.ele('testcase', { classname, name, time: '0', ...place });
  const text = body.join('\n');
  if (element === null) {
    if (text !== '') added.ele('system-out').txt(text);
    return;
  }
  // GitLab shows the text of the element, others its message.
  added.ele(element, element === 'skipped' ? { message } : { message, type }).txt(text);
}

function totals(cases: readonly TestCase[]): Record<string, string> {
  const count = (element: TestCase['element']) =>
    String(cases.filter((testCase) => testCase.element === element).length);
  return {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function suitesOf(report: Report): readonly TestSuite[] {
  const unique = uniqueNames();
  const calls = callsOf(report);
  const byDomain = Map.groupBy(report.findings, ({ domain }) => domain);
  const names = [...new Set([...report.domains.map(({ domain }) => domain), ...byDomain.keys()])];
  return [
    ...names.map((domain) => ({
      name: domain,
      cases: (byDomain.get(domain) ?? []).map((finding) => caseOf(report, finding, calls, unique)),
    })),
    { name: 'verdict', cases: [verdictCase(report, unique)] },
  ];
}

function caseOf(
  { run }: Report,
  finding: Finding,
  calls: CallsOf,
  unique: (name: string) => string,
): TestCase {
  const outcome = outcomeOf(finding);
  const { junit, word } = OUTCOMES[outcome];
  const subject = finding.subject === '*' ? '' : ` ${finding.subject}`;
  return {
    classname: forXml(finding.check.replaceAll('/', '.')),
    name: unique(forXml(`${finding.check}${subject} [${finding.account}/${finding.region}]`)),
    place:
      finding.spec === null ? {} : { file: forXml(run.spec.file), line: String(finding.spec.line) },
    element: junit,
    type: forXml(junit === 'failure' ? finding.severity : word),
    message: forXml(messageOf(finding, word)),
    body: bodyOf(finding, calls).map(forXml),
  };
}

function messageOf({ message, waiver }: Finding, word: string): string {
  if (waiver !== null) {
    return `waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason} (${message ?? ''})`;
  }
  return message ?? word;
}

function bodyOf(finding: Finding, calls: CallsOf): readonly string[] {
  const { title, message, severity, expected, actual, details, resource } = finding;
  return [
    `${severity}: ${title}`,
    ...(message === null ? [] : [`message: ${message}`]),
    ...factText(expected, actual),
    ...details.map((detail) => `* ${detail}`),
    ...causeLines(finding, calls).map(({ label, text }) => `${label}: ${text}`),
    ...callsInWords(calls(evidenceOf(finding))).map((call) => `seen: ${call}`),
    ...(resource.arn === null ? [] : [`resource: ${resource.arn}`]),
  ];
}

function verdictCase(report: Report, unique: (name: string) => string): TestCase {
  const text = [
    `${report.verdict}: ${countsInWords(report.counts)}`,
    ...(report.stopped === null ? [] : [`stopped: ${report.stopped}`]),
  ];
  return {
    classname: 'verdict',
    name: unique(forXml(`verdict of ${report.suite.id} [${report.account}/${report.region}]`)),
    place: {},
    element: verdictElement(report.verdict),
    type: report.verdict,
    message: forXml(text.join('; ')),
    body: text.map(forXml),
  };
}

function verdictElement(verdict: Verdict): TestCase['element'] {
  switch (verdict) {
    case 'GO':
    case 'CONDITIONAL GO':
      return null;
    case 'NO-GO':
      return 'failure';
    case 'NOT PROVEN':
      return 'error';
  }
}

/** GitLab drops a case whose name another has already. */
function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    let candidate = name;
    for (let number = 2; taken.has(candidate); number += 1) candidate = `${name} (${number})`;
    taken.add(candidate);
    return candidate;
  };
}
