// Texts of somebody who wants a report to say or do something else. Only tests import it.
import fc from 'fast-check';
import { findingKey } from '../../core/finding-key.ts';
import type { Finding } from '../../core/finding.ts';
import type { Facts } from '../../core/json.ts';
import type { LoadRun } from '../../core/load/load-run.ts';
import type { Report } from '../../core/report.ts';
import { finding, reportOf } from './reports.ts';

const NOW = '2026-11-23T08:00:00.000Z';
const ESCAPE = '\u001b';

const PIECES = [
  '\u0000',
  '\u001b[2J\u001b[31m',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\u009b1m',
  '\r',
  '\n',
  '\n::error file=a.ts,line=1::owned',
  '\n  ::add-mask::x',
  '##[group]x',
  '##vso[task.complete result=Succeeded]',
  '##teamcity[testFailed]',
  '\u202egnp.exe',
  '\u2066\u2069\u061c\u200e\u200f',
  '\u2028\u2029\u0085',
  '\ud800',
  '\udfff',
  '\ufffe\uffff',
  ']]>',
  '<!--',
  '</script><script>alert(1)</script>',
  '&lt;&#60;',
  '```\n',
  '| a | b |',
  '@octocat #123 GH-7 https://evil.example',
  '[x](javascript:alert(1))',
  '</summary></details>',
  '=cmd()',
  '__proto__',
  '\\u{1b}',
  '\t',
  '👩‍🚀⚠️',
  'e\u0301\u0301\u0301',
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 5,
  })
  .map((pieces) => pieces.join(''));

const facts = fc.dictionary(
  hostileText,
  fc.oneof(hostileText, fc.array(hostileText), fc.jsonValue()),
  {
    maxKeys: 3,
    noNullPrototype: true,
  },
);

const cause = fc.record({
  kind: fc.constant('denied' as const),
  operation: fc.option(hostileText),
  code: fc.option(hostileText),
  message: hostileText,
  action: fc.option(hostileText),
  calls: fc.array(hostileText, { maxLength: 2 }),
});

const hostileFinding: fc.Arbitrary<Finding> = fc
  .record({
    check: hostileText,
    domain: hostileText,
    subject: hostileText,
    title: hostileText,
    severity: fc.constantFrom('critical', 'high', 'medium', 'low'),
    status: fc.constantFrom(
      'pass',
      'fail',
      'unsettled',
      'unknown',
      'error',
      'not-applicable',
      'not-checked',
    ),
    message: fc.option(hostileText),
    // What is stored is JSON: only what survives it can be in a report.
    expected: fc.option(facts.map(stored)),
    actual: fc.option(facts.map(stored)),
    details: fc.array(hostileText, { maxLength: 3 }),
    resource: fc.record({ type: hostileText, arn: fc.option(hostileText) }),
    account: hostileText,
    region: hostileText,
    spec: fc.option(fc.record({ path: hostileText, line: fc.nat(9), column: fc.nat(9) })),
    calls: fc.array(hostileText, { maxLength: 3 }),
    causes: fc.array(cause, { maxLength: 2 }),
    waiver: fc.option(
      fc.record({
        id: hostileText,
        reason: hostileText,
        owner: hostileText,
        expires: fc.constant('2026-12-31'),
      }),
    ),
  })
  .map((made) => finding(made));

export const hostileReport: fc.Arbitrary<Report> = fc
  .record({
    findings: fc.array(hostileFinding, { maxLength: 6 }),
    text: hostileText,
    stopped: fc.option(hostileText),
    actions: fc.array(hostileText, { maxLength: 2 }),
    unverified: fc.array(hostileText, { maxLength: 3 }),
  })
  .map(({ findings, text, stopped, actions, unverified }) => {
    const report = reportOf(findings);
    const [first] = findings;
    const past = { id: text, finishedAt: NOW, verdict: 'NO-GO', specDigest: text } as const;
    const counts = report.counts;
    return {
      ...report,
      checks: Object.fromEntries(
        findings.map(({ check }) => [
          check,
          {
            risk: text,
            remediation: text,
            fix: { cli: text },
            references: [text],
            controls: [text],
          },
        ]),
      ),
      excerpt: { 1: text, 2: text },
      migrationPlan: {
        id: 'phase2',
        number: text,
        title: text,
        subPhases: [
          {
            id: 'ecs',
            number: text,
            title: text,
            statements: [
              { id: text, text, checks: findings.map(({ check }) => check) },
              { id: 'none', text, checks: [] },
            ],
          },
        ],
      },
      waivers: findings.map(({ check, subject }) => ({
        id: text,
        check,
        subject,
        resource: text,
        account: text,
        region: text,
        reason: text,
        owner: text,
        approvedBy: text,
        expires: '2026-12-31',
        state: 'void',
        daysLeft: 3,
        findings: 1,
        note: text,
      })),
      history: {
        since: { ...past, counts },
        changes: findings.map((changed) => ({
          key: findingKey(changed),
          kind: 'new',
          check: changed.check,
          subject: changed.subject,
          severity: changed.severity,
          before: 'pass',
          after: changed.status,
          specChanged: true,
        })),
        still: 1,
        specChanges: [text],
        flapping: first === undefined ? [] : [findingKey(first)],
        failingSince: Object.fromEntries(findings.map((made) => [findingKey(made), NOW])),
        runs: [{ ...past, counts }],
      },
      load: loadNamed(text),
      run: {
        ...report.run,
        caller: text,
        spec: { file: text, environment: text, digest: text },
      },
      deployment: text,
      suite: { id: text, title: text },
      account: text,
      region: text,
      failOn: text,
      stopped,
      missingActions: actions,
      coverage: { leaves: 5, verified: 2, unverified },
    };
  });

/** A load run whose every text is somebody's. */
function loadNamed(text: string): LoadRun {
  return {
    origin: text,
    startedAt: NOW,
    endedAt: NOW,
    stopped: text,
    scenarios: [
      {
        name: text,
        arrivals: 'poisson',
        targetRequestsPerSecond: 10,
        slo: { p95Ms: 200, errorRatio: 0.01 },
        window: null,
        windowReason: text,
        p95Ms: null,
        totals: { offered: 1, completed: 1, failed: 0, dropped: 0 },
        traffic: {
          atSeconds: [0],
          offered: [1],
          completed: [1],
          failed: [0],
          dropped: [null],
          p50Ms: [null],
          p95Ms: [12],
          p99Ms: [0],
        },
        spectrum: [{ percentile: 50, ms: 12 }],
        levels: [{ requestsPerSecond: 10, p95Ms: null }],
        capacity: null,
        predicted: [],
      },
    ],
    services: [
      {
        service: text,
        cpuTargetPercent: null,
        atSeconds: [],
        cpuAveragePercent: [],
        cpuMaxPercent: [],
        memoryAveragePercent: [],
        memoryMaxPercent: [],
        runningTasks: [],
      },
    ],
    databases: [
      {
        cluster: text,
        maxAcu: 1,
        connectionLimit: 189,
        atSeconds: [0],
        acu: [1],
        connections: [2],
        commitLatencyMs: [3],
      },
    ],
    reactions: [
      {
        service: text,
        stages: [
          { stage: 'load-rose', atSeconds: 1 },
          { stage: 'decision', atSeconds: 2 },
        ],
      },
    ],
    sizing: [
      {
        resource: text,
        verdict: 'INVALID',
        reason: text,
        margin: null,
        declared: text,
        recommended: text,
        options: [{ cpuUnits: 256, memoryMiB: 512, tasks: 1, predicted: null }],
        current: null,
      },
    ],
  };
}

/** What a terminal or a CI system obeys, and nothing that was written by us. */
export const OBEYED: Readonly<Record<string, RegExp>> = {
  'a control character': /(?!\n)\p{Cc}/u,
  'a bidi control': /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
  'another separator of lines': /[\u2028\u2029]/,
  'a lone surrogate': /\p{Surrogate}/u,
  'a command of GitHub': /^\s*::/m,
  'a command of GitHub, Azure or TeamCity': /##\w*\[/,
};

/** Without the styles of a terminal with colours. */
export function withoutStyles(text: string): string {
  return text.replaceAll(new RegExp(`${ESCAPE}\\[(?:0|1|2|31|32|33)m`, 'g'), '');
}

function stored(value: object): Facts {
  return JSON.parse(JSON.stringify(value)) as Facts;
}

/**
 * Without the commands of a workflow that are ours: annotations at the beginning of a line, with at most a file, a line
 * and a title. What else stands there is somebody's own.
 */
export function withoutOwnCommands(text: string): string {
  return text.replaceAll(OWN_COMMAND, '> ');
}

const OWN_COMMAND = /^::(?:error|warning|notice) (?:file=[^\n:,]*,line=\d+,)?title=[^\n:,]*::/gm;
