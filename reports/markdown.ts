import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { Counts } from '../core/verdict.ts';
import { callsInWords, callsOf, type CallsOf } from './calls.ts';
import { factRows, inline } from './facts-diff.ts';
import { groupsOf, type Group } from './groups.ts';
import { clip, forMarkdown as md } from './sanitize.ts';
import { countsInWords, OUTCOMES, VERDICTS } from './status-table.ts';

/** GitHub refuses a comment of more than 65,536 characters; the rest is for what a poster adds. */
const LENGTH_LIMIT = 60_000;
const VALUE_LIMIT = 300;
const SUBJECTS_SHOWN = 30;

/** A comment for a change: the verdict, a row a domain, and all that is not a pass, folded. */
export function renderMarkdown(report: Report): string {
  const head = [heading(report), domains(report), notes(report)].filter((part) => part !== '');
  const calls = callsOf(report);
  const blocks = groupsOf(report.findings)
    .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
    .map((group) => details(report, group, calls));
  return `${fitted(head, blocks).join('\n\n')}\n`;
}

/** As many blocks as a comment holds, and a word about those that it does not. */
function fitted(head: readonly string[], blocks: readonly string[]): readonly string[] {
  let used = head.join('\n\n').length;
  const kept: string[] = [];
  for (const block of blocks) {
    used += block.length + 2;
    if (used > LENGTH_LIMIT) break;
    kept.push(block);
  }
  const left = blocks.length - kept.length;
  const more =
    left === 0 ? [] : [`**${left} more** are in the run's document, and not shown here.`];
  return [...head, ...kept, ...more];
}

function heading(report: Report): string {
  const { verdict, suite, deployment, run, account, region, counts, stopped } = report;
  const { environment } = run.spec;
  const where = environment === null ? deployment : `${deployment} (${environment})`;
  return [
    `### ${VERDICTS[verdict].glyph} ${verdict} — ${md(suite.id)} of ${md(where)}`,
    '',
    `${countsInWords(counts)}; fail-on ${md(report.failOn)}; ${md(account)} ${md(region)}; ${md(run.startedAt.slice(0, 19))}Z`,
    ...(stopped === null ? [] : ['', `**Stopped:** ${md(stopped)}`]),
  ].join('\n');
}

const COLUMNS: readonly [string, (counts: Counts) => number][] = [
  ['pass', ({ pass }) => pass],
  ['fail', ({ fail }) => fail],
  ['error', ({ error }) => error],
  ['unknown', ({ unknown }) => unknown],
  ['unsettled', ({ unsettled }) => unsettled],
  ['not checked', ({ notChecked }) => notChecked],
  ['waived', ({ waived }) => waived],
  ['n/a', ({ notApplicable }) => notApplicable],
];

function domains(report: Report): string {
  if (report.domains.length === 0) return '';
  return [
    `| domain | verdict | ${COLUMNS.map(([title]) => title).join(' | ')} |`,
    `| --- | --- | ${COLUMNS.map(() => '---:').join(' | ')} |`,
    ...report.domains.map(({ domain, verdict, passRatio, counts }) => {
      const answer = passRatio === null && verdict === 'GO' ? 'nothing applies' : verdict;
      return `| ${md(domain)} | ${answer} | ${COLUMNS.map(([, of]) => of(counts)).join(' | ')} |`;
    }),
  ].join('\n');
}

function notes({ coverage, missingActions, suite }: Report): string {
  return [
    `Declared, not verified: ${coverage.unverified.length} of ${coverage.leaves} statements of the spec.`,
    ...(missingActions.length === 0
      ? []
      : [
          '',
          `Missing permissions (the whole policy: \`landfall policy --suite\` ${md(suite.id)}):`,
          ...missingActions.map((action) => `- ${md(action)}`),
        ]),
  ].join('\n');
}

function details(report: Report, group: Group, calls: CallsOf): string {
  const { outcome, first, others } = group;
  const count = others.length === 0 ? '' : ` and ${others.length} more`;
  const name = first.subject === '*' ? first.check : `${first.check} › ${first.subject}`;
  const { glyph, word } = OUTCOMES[outcome];
  const summary = `${glyph} ${word} · ${first.severity} · ${md(name)}${count}: ${md(clip(first.message ?? '', VALUE_LIMIT))}`;
  return [
    '<details>',
    `<summary>${summary}</summary>`,
    '',
    ...body(report, first, calls).map((line) => `- ${line}`),
    ...(others.length === 0 ? [] : [`- the same on: ${md(subjects(first, others))}`]),
    '',
    '</details>',
  ].join('\n');
}

function body({ run }: Report, finding: Finding, calls: CallsOf): readonly string[] {
  const { spec, expected, actual, causes, waiver, resource } = finding;
  const differing = factRows(expected, actual).filter(({ differs }) => differs);
  return [
    `rule: ${md(finding.title)}`,
    ...(spec === null ? [] : [`spec: ${md(`${run.spec.file}:${spec.line}`)}`]),
    ...differing.map(
      (row) => `${md(row.key)}: expected ${side(row.expected)}, actual ${side(row.actual)}`,
    ),
    ...finding.details.map((detail) => md(clip(detail, VALUE_LIMIT))),
    ...causes.map(
      ({ message, operation, code }) =>
        `because: ${md(clip(message, VALUE_LIMIT))}${operation === null ? '' : ` (${md([operation, code].filter(Boolean).join(' '))})`}`,
    ),
    ...causes.flatMap(({ action }) => (action === null ? [] : [`grant: **${md(action)}**`])),
    ...callsInWords(calls(finding)).map((call) => `seen: ${md(call)}`),
    ...(resource.arn === null ? [] : [`resource: ${md(resource.arn)}`]),
    ...(waiver === null
      ? []
      : [
          `waiver: ${md(`${waiver.id}, ${waiver.owner}, until ${waiver.expires}: ${waiver.reason}`)}`,
        ]),
  ];
}

function side(value: Parameters<typeof inline>[0] | undefined): string {
  return value === undefined ? '—' : md(clip(inline(value), VALUE_LIMIT));
}

function subjects(first: Finding, others: readonly Finding[]): string {
  const names = others
    .slice(0, SUBJECTS_SHOWN)
    .map(({ check, subject }) => (check === first.check ? subject : `${check} ${subject}`));
  const rest = others.length - names.length;
  return `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
