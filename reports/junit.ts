import { create } from 'xmlbuilder2';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { callsOf, type CallsOf } from './calls.ts';
import {
  bodyOf,
  fullNameOf,
  messageOf,
  uniqueNames,
  verdictLines,
  verdictNameOf,
} from './finding-text.ts';
import { joined } from './pieces.ts';
import { forXml } from './sanitize.ts';
import { OUTCOMES, outcomeOf, VERDICTS, type Outcome, type OutcomeWords } from './status-table.ts';

interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly place: { readonly file: string; readonly line: string } | Record<string, never>;
  readonly element: OutcomeWords['junit'];
  readonly type: string;
  readonly message: string;
  readonly body: readonly string[];
}

type Attributes = Readonly<Record<string, string>>;

/**
 * JUnit XML as CI systems read it: a suite a domain, a case a finding, and one case for the verdict, so that a run in
 * which nothing was proven is never green.
 */
export function junitPieces(report: Report): Iterable<string> {
  return joined(parts(report));
}

function* parts(report: Report): Generator<string, void, undefined> {
  const unique = uniqueNames();
  const calls = callsOf(report);
  const byDomain = Map.groupBy(report.findings, ({ domain }) => domain);
  const names = new Set([...report.domains.map(({ domain }) => domain), ...byDomain.keys()]);
  const elapsedMs = Date.parse(report.run.finishedAt) - Date.parse(report.run.startedAt);
  const verdict = VERDICTS[report.verdict].outcome;

  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield opening('testsuites', 0, {
    name: forXml(`landfall ${report.suite.id} ${report.deployment}`),
    ...totals([...report.findings.map(outcomeOf), verdict]),
    time: (elapsedMs / 1000).toFixed(3),
  });
  for (const domain of names) {
    const findings = byDomain.get(domain) ?? [];
    const cases = casesOf(report, findings, calls, unique);
    yield* suite(report, domain, findings.map(outcomeOf), cases);
  }
  yield* suite(
    report,
    'verdict',
    [verdict],
    [verdictCase(report, OUTCOMES[verdict].junit, unique)],
  );
  yield '</testsuites>\n';
}

/** A suite, one case after the other: the text of all of them is never there at once. */
function* suite(
  { takenAt }: Report,
  name: string,
  outcomes: readonly Outcome[],
  cases: Iterable<TestCase>,
): Generator<string, void, undefined> {
  const attributes = {
    name: forXml(name),
    ...totals(outcomes),
    // The strict schemas of this format allow no zone.
    timestamp: takenAt.slice(0, 19),
  };
  if (outcomes.length === 0) {
    yield element('testsuite', 1, attributes);
    return;
  }
  yield opening('testsuite', 1, attributes);
  for (const testCase of cases) yield caseText(testCase);
  yield '  </testsuite>\n';
}

function caseText({ classname, name, place, element, type, message, body }: TestCase): string {
  const added = node('testcase', { classname, name, time: '0', ...place });
  const text = body.join('\n');
  if (element === null) {
    if (text !== '') added.ele('system-out').txt(text);
  } else {
    // GitLab shows the text of the element, others its message.
    added.ele(element, element === 'skipped' ? { message } : { message, type }).txt(text);
  }
  return printed(added, 2);
}

type Element = ReturnType<ReturnType<typeof create>['ele']>;

function node(name: string, attributes: Attributes): Element {
  return create({ invalidCharReplacement: '\ufffd' }).ele(name, attributes);
}

function printed(element: Element, depth: number): string {
  return `${element.end({ prettyPrint: true, headless: true, offset: depth })}\n`;
}

function element(name: string, depth: number, attributes: Attributes): string {
  return printed(node(name, attributes), depth);
}

/** The tag that opens an element, whose content is written after it. */
function opening(name: string, depth: number, attributes: Attributes): string {
  return element(name, depth, attributes).replace(/\/>\n$/, '>\n');
}

function totals(outcomes: readonly Outcome[]): Attributes {
  const elements = outcomes.map((outcome) => OUTCOMES[outcome].junit);
  const count = (element: OutcomeWords['junit']) =>
    String(elements.filter((it) => it === element).length);
  return {
    tests: String(outcomes.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function* casesOf(
  report: Report,
  findings: readonly Finding[],
  calls: CallsOf,
  unique: (name: string) => string,
): Generator<TestCase, void, undefined> {
  for (const finding of findings) yield caseOf(report, finding, calls, unique);
}

function caseOf(
  { run }: Report,
  finding: Finding,
  calls: CallsOf,
  unique: (name: string) => string,
): TestCase {
  const { junit, word } = OUTCOMES[outcomeOf(finding)];
  return {
    classname: forXml(finding.check.replaceAll('/', '.')),
    // GitLab drops a case whose name another has already.
    name: unique(forXml(fullNameOf(finding))),
    place:
      finding.spec === null ? {} : { file: forXml(run.spec.file), line: String(finding.spec.line) },
    element: junit,
    type: forXml(junit === 'failure' ? finding.severity : word),
    message: forXml(messageOf(finding)),
    body: bodyOf(finding, calls).map(forXml),
  };
}

function verdictCase(
  report: Report,
  element: OutcomeWords['junit'],
  unique: (name: string) => string,
): TestCase {
  const text = verdictLines(report);
  return {
    classname: 'verdict',
    name: unique(forXml(verdictNameOf(report))),
    place: {},
    element,
    type: report.verdict,
    message: forXml(text.join('; ')),
    body: text.map(forXml),
  };
}
