import type { CTRFReport, Summary, Test } from 'ctrf';
import { findingKey } from '../core/finding-key.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { callsOf, type CallsOf } from './calls.ts';
import { bodyOf, fullNameOf, messageOf, verdictLines, verdictNameOf } from './finding-text.ts';
import { joined } from './pieces.ts';
import { forTerminal, jsonLine } from './sanitize.ts';
import { specPath } from './spec-path.ts';
import { OUTCOMES, outcomeOf, VERDICTS } from './status-table.ts';

/** A finding does not tell how long it took: the checks are pure, and the calls are shared. */
const DURATION = 0;

/**
 * CTRF, a test a finding, and one for the verdict, so that a run in which nothing was proven is never all passed:
 * https://ctrf.io/docs/specification/overview
 */
export function ctrfPieces(report: Report): Iterable<string> {
  return joined(parts(report));
}

function* parts(report: Report): Generator<string, void, undefined> {
  const { run, deployment } = report;
  const head: Omit<CTRFReport, 'results'> = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: run.finishedAt,
    generatedBy: 'landfall',
  };
  const environment = {
    appName: line(deployment),
    ...(run.spec.environment === null ? {} : { testEnvironment: line(run.spec.environment) }),
  };
  const tool = { name: 'landfall', version: line(run.toolVersion) };
  // The members of an object without its last bracket, since more of them follow.
  yield `${jsonLine(head).slice(0, -1)},"results":{"tool":${jsonLine(tool)},\n`;
  yield `"environment":${jsonLine(environment)},\n"summary":${jsonLine(summaryOf(report))},\n"tests":[\n`;
  const calls = callsOf(report);
  for (const finding of report.findings) {
    yield `${jsonLine(testOf(finding, report, calls))},\n`;
  }
  yield `${jsonLine(verdictTest(report))}\n]}}\n`;
}

function summaryOf({ findings, verdict, run }: Report): Summary {
  const counted = { passed: 0, failed: 0, skipped: 0, pending: 0, other: 0 };
  for (const outcome of [...findings.map(outcomeOf), VERDICTS[verdict].outcome]) {
    counted[OUTCOMES[outcome].ctrf] += 1;
  }
  const start = Date.parse(run.startedAt);
  const stop = Date.parse(run.finishedAt);
  return { tests: findings.length + 1, ...counted, start, stop };
}

function testOf(finding: Finding, { run }: Report, calls: CallsOf): Test {
  const { word, ctrf } = OUTCOMES[outcomeOf(finding)];
  const { check, domain, spec, severity, account, region, resource } = finding;
  return {
    testId: findingKey(finding),
    name: line(fullNameOf(finding)),
    status: ctrf,
    duration: DURATION,
    suite: [line(domain), line(check)],
    rawStatus: word,
    ...(ctrf === 'passed' ? {} : { message: line(messageOf(finding)) }),
    trace: bodyOf(finding, calls).map(line).join('\n'),
    ...(spec === null ? {} : { filePath: line(specPath(run.spec.file)), line: spec.line }),
    labels: {
      severity,
      account: line(account),
      region: line(region),
      ...(resource.arn === null ? {} : { resource: line(resource.arn) }),
    },
  };
}

function verdictTest(report: Report): Test {
  const { ctrf, word } = OUTCOMES[VERDICTS[report.verdict].outcome];
  return {
    name: line(verdictNameOf(report)),
    status: ctrf,
    duration: DURATION,
    suite: ['verdict'],
    rawStatus: ctrf === 'passed' ? word : report.verdict,
    message: verdictLines(report).map(line).join('; '),
  };
}

function line(text: string): string {
  return forTerminal(text, false);
}
