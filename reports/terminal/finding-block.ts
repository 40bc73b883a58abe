import type { Finding } from '../../core/finding.ts';
import { callsInWords, evidenceOf, type CallsOf } from '../calls.ts';
import { causeLines } from '../causes.ts';
import { factRows, inline } from '../facts-diff.ts';
import { othersInWords, type Group } from '../groups.ts';
import { minuteOf, type FindingPast } from '../history-words.ts';
import { clip } from '../sanitize.ts';
import { OUTCOMES } from '../status-table.ts';
import { codeFrame } from './code-frame.ts';
import { factLines } from './fact-lines.ts';
import { LABEL_WIDTH, labelled, labelSpans, VALUE_LIMIT } from './labels.ts';
import { blank, whole, wrapped, type Page, type Span } from './page.ts';

/** What the blocks of one report share. */
export interface BlockContext {
  readonly page: Page;
  readonly specFile: string;
  readonly specLines: readonly string[] | null;
  readonly account: string;
  readonly region: string;
  readonly callsOf: CallsOf;
  readonly pastOf: (finding: Finding) => FindingPast;
}

const DETAILS_SHOWN = 20;

/** One group of findings, in full: what, where in the spec, expected and actual, and on which calls it rests. */
export function findingBlock(context: BlockContext, group: Group): string[] {
  const { page } = context;
  const { first } = group;
  return [
    ...heading(context, group),
    ...message(page, first),
    ...labelled(page, 'rule', [{ text: first.title }]),
    ...specPlace(context, first),
    ...factLines(page, factRows(first.expected, first.actual)),
    ...details(page, first),
    ...causes(context, first),
    ...seen(context, first),
    ...resource(context, first),
    ...failing(context, first),
    ...waiver(page, first),
    ...others(page, group),
    ...advice(page, group),
  ];
}

/** One finding without its spec and its comparison, for those that need no attention. */
export function findingLine(context: BlockContext, group: Group): string[] {
  const { page, callsOf } = context;
  const { first } = group;
  const facts = factRows(null, first.actual).map(
    ({ key, actual }) => `${key} ${actual === undefined ? '' : clip(inline(actual), VALUE_LIMIT)}`,
  );
  const parts = [...facts, ...callsInWords(callsOf(first.calls))];
  return [
    ...heading(context, group),
    ...message(page, first),
    ...(parts.length === 0 ? [] : labelled(page, 'seen', [{ text: parts.join(', ') }])),
  ];
}

function heading({ page, pastOf }: BlockContext, { outcome, first, others }: Group): string[] {
  const { glyph, asciiGlyph, word, tone } = OUTCOMES[outcome];
  const mark = `${page.ascii ? asciiGlyph : glyph} ${word.toUpperCase()}`;
  return wrapped(
    page,
    [{ text: mark, style: tone }, { text: '  ' }],
    [
      { text: `${first.severity} ` },
      ...nameOf(page, first),
      ...tags([first, ...others].map(pastOf)).flatMap((tag): Span[] => [
        { text: '  ' },
        { text: tag, style: 'strong' },
      ]),
    ],
    LABEL_WIDTH,
  );
}

/** `NEW`, or `3 NEW` of a group of which others are known. */
function tags(pasts: readonly FindingPast[]): readonly string[] {
  const counted = (word: string, count: number) =>
    count === 0 ? [] : [count === pasts.length ? word : `${count} ${word}`];
  return [
    ...counted('NEW', pasts.filter(({ isNew }) => isNew).length),
    ...counted('FLAPPING', pasts.filter(({ isFlapping }) => isFlapping).length),
  ];
}

function failing({ page, pastOf }: BlockContext, finding: Finding): string[] {
  const { failingSince } = pastOf(finding);
  return failingSince === null
    ? []
    : labelled(page, 'since', [{ text: `failing since ${minuteOf(failingSince)}` }]);
}

function nameOf({ ascii }: Page, { check, subject }: Finding): readonly Span[] {
  const name: Span = { text: check, style: 'strong' };
  return subject === '*' ? [name] : [name, { text: ` ${ascii ? '>' : '›'} ${subject}` }];
}

function message(page: Page, { message: text }: Finding): string[] {
  return text === null
    ? []
    : wrapped(page, blank(LABEL_WIDTH), [{ text: clip(text, VALUE_LIMIT) }]);
}

function specPlace({ page, specFile, specLines }: BlockContext, { spec }: Finding): string[] {
  if (spec === null) return [];
  return [
    ...labelled(page, 'spec', [{ text: `${specFile}:${spec.line}:${spec.column}` }]),
    ...(specLines === null ? [] : codeFrame(page, specLines, spec.line, LABEL_WIDTH)),
  ];
}

function details(page: Page, { details: all }: Finding): string[] {
  const mark = [...blank(LABEL_WIDTH), { text: page.ascii ? '* ' : '• ' }];
  const left = all.length - DETAILS_SHOWN;
  const shown = all.slice(0, DETAILS_SHOWN).map((detail) => clip(detail, VALUE_LIMIT));
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].flatMap((text) =>
    wrapped(page, mark, [{ text }]),
  );
}

function causes({ page, callsOf }: BlockContext, finding: Finding): string[] {
  return causeLines(finding, callsOf).flatMap(({ label, text }) =>
    labelled(page, label, [
      { text: clip(text, VALUE_LIMIT), ...(label === 'grant' ? { style: 'strong' as const } : {}) },
    ]),
  );
}

function seen({ page, callsOf }: BlockContext, finding: Finding): string[] {
  const words = callsInWords(callsOf(evidenceOf(finding)));
  return words.length === 0 ? [] : labelled(page, 'seen', [{ text: words.join(', ') }]);
}

function resource({ page, account, region }: BlockContext, finding: Finding): string[] {
  const elsewhere = finding.account !== account || finding.region !== region;
  const where = elsewhere ? `${finding.account} ${finding.region}` : '';
  const text = [finding.resource.arn, where].filter(Boolean).join(' ');
  return text === '' ? [] : labelled(page, 'on', [{ text }]);
}

function waiver(page: Page, { waiver: accepted }: Finding): string[] {
  if (accepted === null) return [];
  const { id, reason, owner, expires } = accepted;
  return labelled(page, 'waiver', [
    { text: `${id}: ${clip(reason, VALUE_LIMIT)} (${owner}, until ${expires})` },
  ]);
}

function others(page: Page, group: Group): string[] {
  const count = group.others.length;
  if (count === 0) return [];
  return labelled(page, 'also', [
    { text: `on ${count} more ${count === 1 ? 'subject' : 'subjects'}: `, style: 'strong' },
    { text: othersInWords(group) },
  ]);
}

function advice(page: Page, { outcome, first }: Group): string[] {
  if (outcome === 'fail') {
    return [whole(page, labelSpans('fix'), [{ text: `landfall explain ${first.check}` }])];
  }
  if (outcome !== 'unsettled') return [];
  return labelled(page, 'wait', [{ text: 'run with --wait to look again until it settles' }]);
}
