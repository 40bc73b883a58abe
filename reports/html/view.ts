import { findingKey } from '../../core/finding-key.ts';
import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { callsOf, type CallsOf } from '../calls.ts';
import { OUTCOMES, outcomeOf, type Outcome } from '../status-table.ts';
import { markup, type Markup } from './markup.ts';

/** A document, with what its sections look up in it. */
export interface View {
  readonly report: Report;
  readonly callsOf: CallsOf;
  /** Accounts and regions that the findings are in; the run's own first. */
  readonly places: readonly string[];
  /** Keys of the findings that flap. */
  readonly flapping: ReadonlySet<string>;
  /** Keys of the findings that failed first in this run. */
  readonly fresh: ReadonlySet<string>;
}

export function viewOf(report: Report): View {
  const changes = report.history?.changes ?? [];
  return {
    report,
    callsOf: callsOf(report),
    places: [...new Set([placeOf(report), ...report.findings.map(placeOf)])],
    flapping: new Set(report.history?.flapping),
    fresh: new Set(changes.filter(({ kind }) => kind === 'new').map(({ key }) => key)),
  };
}

/** The id of a finding's element: the same in the report of every run. */
export function anchorOf(key: string): string {
  return `f-${key}`;
}

export function anchorOfFinding(finding: Finding): string {
  return anchorOf(findingKey(finding));
}

/** `ecs/service-steady › main/api`; the check alone where the spec has no entry of its kind. */
export function nameOf({ check, subject }: Pick<Finding, 'check' | 'subject'>): string {
  return subject === '*' ? check : `${check} › ${subject}`;
}

/** Where a finding is: the columns of the matrix, and a filter. */
export function placeOf({ account, region }: Pick<Finding, 'account' | 'region'>): string {
  return `${account} ${region}`;
}

/** Glyph, word and colour: none of them says it alone. */
export function badge(outcome: Outcome): Markup {
  const { glyph, word, tone } = OUTCOMES[outcome];
  return markup`<span class="badge ${tone}"><span aria-hidden="true">${glyph}</span> ${word}</span>`;
}

/** What the filters read of a group of findings; a finding that differs says so itself: {@link ownFacets}. */
export function facets(finding: Finding): Markup {
  return markup` data-domain="${finding.domain}" data-outcome="${outcomeOf(finding)}" data-severity="${finding.severity}"`;
}

/** Marks an element as one finding for the filters, with what is not as its group or its run has it. */
export function ownFacets(finding: Finding, group: Finding, { report }: View): Markup {
  const place = placeOf(finding);
  return markup` data-finding${
    finding.domain === group.domain ? null : markup` data-domain="${finding.domain}"`
  }${finding.severity === group.severity ? null : markup` data-severity="${finding.severity}"`}${
    place === placeOf(report) ? null : markup` data-place="${place}"`
  }`;
}

/** `2026-11-23 08:00:07 UTC`, for people; machines read the attribute. */
export function moment(time: string): Markup {
  return markup`<time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 19)} UTC</time>`;
}
