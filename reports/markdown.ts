import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { Counts } from '../core/verdict.ts';
import { callsInWords, callsOf, evidenceOf, type CallsOf } from './calls.ts';
import { causeLines } from './causes.ts';
import { factText } from './fact-text.ts';
import { groupsOf, othersInWords, type Group } from './groups.ts';
import {
  ageInWords,
  changeInWords,
  changesInWords,
  changeWord,
  minuteOf,
  pastOf,
} from './history-words.ts';
import { clip, forFence, forMarkdown } from './sanitize.ts';
import { answerOf, countsInWords, OUTCOMES, VERDICTS } from './status-table.ts';
import { loadInWords, sizeInWords, worstSizesFirst } from './sizing-words.ts';
import { areaLines } from './unchecked-areas.ts';
import { byUrgency, newsOf, reachOf, termsOf, waiversInWords, WAIVER_NEWS } from './waivers.ts';

/** In bytes. GitHub refuses a comment of more than 65,536 characters; the rest is for what a poster adds. */
const COMMENT_LIMIT = 60_000;
const VALUE_LIMIT = 300;
const LINES_SHOWN = 20;

type PastOf = ReturnType<typeof pastOf>;

/**
 * A comment for a change: the verdict, a row a domain, and all that is not a pass, folded.
 * @param limit of the text, in bytes; the verdict stands there even when it is less than that takes.
 */
export function renderMarkdown(report: Report, limit = COMMENT_LIMIT): string {
  const full = [
    heading(report),
    changes(report),
    domains(report),
    load(report),
    waivers(report),
    notes(report),
  ].filter((part) => part !== '');
  const head = bytesOf(full.join('\n\n')) <= limit - MORE_BYTES ? full : [heading(report)];
  const calls = callsOf(report);
  const past = pastOf(report);
  const groups = groupsOf(report.findings).filter(
    ({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable',
  );
  let used = bytesOf(head.join('\n\n')) + MORE_BYTES;
  const kept: string[] = [];
  for (const group of groups) {
    const text = block(report, group, calls, past);
    used += bytesOf(text) + 2;
    if (used > limit) break;
    kept.push(text);
  }
  const left = groups.length - kept.length;
  const more = left === 0 ? [] : [`**${left} more** are in the run's document and not shown here.`];
  return `${[...head, ...kept, ...more].join('\n\n')}\n`;
}

/** What is kept free for the word about what is not shown. */
const MORE_BYTES = 100;

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function heading(report: Report): string {
  const { verdict, suite, deployment, run, account, region, counts, stopped, endpoint } = report;
  const { environment } = run.spec;
  const what = environment === null ? deployment : `${deployment} (${environment})`;
  const facts = [
    countsInWords(counts),
    `fail-on ${report.failOn}`,
    `${account} ${region}`,
    `${run.startedAt.slice(0, 19)}Z`,
    ...(endpoint === null ? [] : [`not AWS but ${endpoint}`]),
  ];
  return [
    `### ${VERDICTS[verdict].glyph} ${verdict}: ${text(suite.id)} of ${text(what)}`,
    '',
    text(facts.join(' · ')),
    ...(stopped === null ? [] : ['', `**Stopped:** ${text(stopped)}`]),
  ].join('\n');
}

/** Kinds beside new failures, which have blocks of their own. */
const CHANGES_SHOWN = 10;

function changes({ history, run }: Report): string {
  if (history === null) return '';
  const { since } = history;
  const age = ageInWords(since.finishedAt, run.finishedAt);
  const others = history.changes.filter(({ kind }) => kind !== 'new');
  const shown = others.slice(0, CHANGES_SHOWN);
  const left = others.length - shown.length;
  const places = history.specChanges.length;
  return [
    `Since ${text(since.id)} (${minuteOf(since.finishedAt)}, ${age} ago): **${changesInWords(history).join(', ')}**.`,
    ...(shown.length === 0 && places === 0 ? [] : ['']),
    ...shown.map((change) => {
      const name = change.subject === '*' ? change.check : `${change.check} › ${change.subject}`;
      return `- ${changeWord(change)}: ${text(`${name} (${changeInWords(change)})`)}`;
    }),
    ...(left > 0 ? [`- and ${left} more`] : []),
    ...(places > 0 ? [`- the spec changed in ${places} ${places === 1 ? 'place' : 'places'}`] : []),
  ].join('\n');
}

const COLUMNS: readonly (readonly [string, (counts: Counts) => number])[] = [
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
    ...report.domains.map((domain) => {
      const numbers = COLUMNS.map(([, of]) => of(domain.counts));
      return `| ${text(domain.domain)} | ${answerOf(domain)} | ${numbers.join(' | ')} |`;
    }),
  ].join('\n');
}

function load({ load }: Report): string {
  if (load === null) return '';
  const lines = worstSizesFirst(load.sizing).map(
    (size) => `${size.verdict}: ${size.resource}: ${sizeInWords(size)}`,
  );
  return [
    text(`Load: ${loadInWords(load)}`),
    ...(lines.length === 0
      ? []
      : ['', ...shortened(lines, 'sizes: ').map((line) => `- ${text(line)}`)]),
  ].join('\n');
}

/** All of them: one that is accepted is as much a part of the answer as one that has expired. */
function waivers({ waivers }: Report): string {
  if (waivers.length === 0) return '';
  const lines = byUrgency(waivers).map((use) => {
    const { word } = WAIVER_NEWS[newsOf(use)];
    return `waiver ${word}: ${use.id}, ${reachOf(use)}, ${termsOf(use)}`;
  });
  return [
    `Waivers: ${waiversInWords(waivers)}.`,
    '',
    ...shortened(lines, 'waivers: ').map((line) => `- ${text(line)}`),
  ].join('\n');
}

function notes({ coverage, missingActions, suite }: Report): string {
  const declared = [
    `Declared, not verified: ${coverage.unverified.length} of ${coverage.leaves} statements of the spec.`,
    ...areaLines(coverage).map((line) => `- ${line}`),
  ].join('\n');
  if (missingActions.length === 0) return declared;
  return [
    declared,
    '',
    `Missing permissions; \`landfall policy --suite\` ${text(suite.id)} prints the whole policy:`,
    '',
    ...missingActions.map((action) => `- ${text(action)}`),
  ].join('\n');
}

function block({ run }: Report, group: Group, calls: CallsOf, past: PastOf): string {
  const { outcome, first, others } = group;
  const news = [first, ...others].filter((finding) => past(finding).isNew).length;
  const { glyph, word } = OUTCOMES[outcome];
  const name = first.subject === '*' ? first.check : `${first.check} › ${first.subject}`;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const tag = news === 0 ? '' : news > others.length ? ' · NEW' : ` · ${news} NEW`;
  const summary = `${word}${tag} · ${first.severity} · ${name}${more}: ${first.message ?? ''}`;
  const facts = factText(first.expected, first.actual).map((line) =>
    forFence(clip(line, VALUE_LIMIT)),
  );
  return [
    '<details>',
    `<summary>${glyph} ${text(summary)}</summary>`,
    '',
    ...(facts.length === 0 ? [] : ['```diff', ...shortened(facts, '= '), '```', '']),
    ...listed(run.spec.file, first, calls).map((line) => `- ${text(line)}`),
    ...(others.length === 0 ? [] : [`- also on: ${text(othersInWords(group))}`]),
    '',
    '</details>',
  ].join('\n');
}

/** Each begins with a word of ours, so that nothing of AWS's stands where a list item begins. */
function listed(file: string, finding: Finding, calls: CallsOf): readonly string[] {
  const { title, spec, details, resource, waiver } = finding;
  return [
    `rule: ${title}`,
    ...(spec === null ? [] : [`spec: ${file}:${spec.line}`]),
    ...shortened(
      details.map((detail) => `detail: ${detail}`),
      'detail: ',
    ),
    ...shortened(
      causeLines(finding, calls).map((line) => `${line.label}: ${line.text}`),
      'cause: ',
    ),
    ...callsInWords(calls(evidenceOf(finding))).map((call) => `seen: ${call}`),
    ...(resource.arn === null ? [] : [`resource: ${resource.arn}`]),
    ...(waiver === null
      ? []
      : [`waiver: ${waiver.id}, ${waiver.owner}, until ${waiver.expires}: ${waiver.reason}`]),
  ];
}

function text(value: string): string {
  return forMarkdown(clip(value, VALUE_LIMIT * 2));
}

/** The first lines, and how many there are besides. */
function shortened(lines: readonly string[], prefix: string): readonly string[] {
  const left = lines.length - LINES_SHOWN;
  return left <= 0 ? lines : [...lines.slice(0, LINES_SHOWN), `${prefix}and ${left} more`];
}
