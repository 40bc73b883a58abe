import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub';
import { z } from 'zod';
import { isAbout, type Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { asffFinding, isSent, type AsffOptions } from '../../reports/asff.ts';
import { passesByCheck } from '../../reports/closed-objects.ts';
import { findingUid } from '../../reports/finding-uid.ts';

/**
 * What Security Hub was last told of a finding: `open` does not pass; `passed` never did otherwise; `archived` was open
 * and passes.
 */
const Entry = z.strictObject({
  check: z.string(),
  subject: z.string(),
  state: z.enum(['open', 'passed', 'archived']),
  createdAt: z.iso.datetime(),
  /** When the run looked that said so. */
  observedAt: z.iso.datetime(),
});
export type Entry = z.infer<typeof Entry>;

/** What runs of one store have published to one account and region, by the findings' ids. */
export const Published = z.strictObject({
  formatVersion: z.literal(1),
  findings: z.record(z.string(), Entry),
});
export type Published = z.infer<typeof Published>;

export const NOTHING_PUBLISHED: Published = { formatVersion: 1, findings: {} };

/** A finding to send, and what is known of it once it was taken. */
export interface Item {
  readonly finding: AwsSecurityFinding;
  readonly entry: Entry;
}

export interface Publication {
  readonly items: readonly Item[];
  /** Findings of which a later look was published already. */
  readonly outdated: number;
  /** Findings that Security Hub has no word for, or is not told unless asked. */
  readonly left: number;
}

/**
 * What a run sends to Security Hub. It archives what an earlier run published as open and this one judged and passes, and
 * nothing else: what it did not judge, or saw before a run that is published already, is not touched.
 */
export function publicationOf(
  report: Report,
  published: Published,
  options: AsffOptions,
): Publication {
  const items = new Map<string, Item>();
  const outdated = new Set<string>();
  const add = (id: string, finding: Finding) => {
    const earlier = own(published.findings, id);
    if (earlier !== null && Date.parse(earlier.observedAt) > Date.parse(report.takenAt)) {
      outdated.add(id);
      return;
    }
    // Of two findings of one name the one that is open is told: the other may not close it.
    if (items.get(id)?.entry.state === 'open') return;
    items.set(id, itemOf(report, finding, earlier));
  };
  for (const finding of report.findings) {
    if (isSent(finding, options)) add(findingUid(report, finding), finding);
  }
  const sent = items.size + outdated.size;
  for (const [id, finding] of objectsThatPass(report, published)) {
    if (!items.has(id)) add(id, finding);
  }
  return {
    items: [...items.values()],
    outdated: outdated.size,
    left: Math.max(0, report.findings.length - sent),
  };
}

function itemOf(report: Report, finding: Finding, earlier: Entry | null): Item {
  const state = stateOf(finding, earlier);
  const sent = asffFinding(report, finding, {
    createdAt: earlier?.createdAt ?? null,
    recordState: state === 'archived' ? 'ARCHIVED' : 'ACTIVE',
  });
  const { check, subject } = finding;
  const createdAt = sent.CreatedAt ?? report.takenAt;
  return { finding: sent, entry: { check, subject, state, createdAt, observedAt: report.takenAt } };
}

function stateOf({ status }: Finding, earlier: Entry | null): Entry['state'] {
  if (status !== 'pass') return 'open';
  return earlier === null || earlier.state === 'passed' ? 'passed' : 'archived';
}

/**
 * Objects of an entry that were published as open and have no finding any more, since their whole entry passes. The id
 * tells whether it was this deployment's: the subject alone does not.
 */
function* objectsThatPass(
  report: Report,
  { findings }: Published,
): Generator<[string, Finding], void, undefined> {
  const passes = passesByCheck(report.findings);
  for (const [id, { check, subject, state }] of Object.entries(findings)) {
    if (state !== 'open') continue;
    for (const entry of passes.get(check) ?? []) {
      const object = { ...entry, subject };
      if (isAbout(subject, entry.subject) && findingUid(report, object) === id) yield [id, object];
    }
  }
}

function own(findings: Published['findings'], id: string): Entry | null {
  return Object.hasOwn(findings, id) ? (findings[id] ?? null) : null;
}
