import { IDENTITY_CHECK } from '../check.ts';
import { isUndecided, objectSubject, type Finding } from '../finding.ts';
import { isWorse, type Severity } from '../spec/sections/gates.ts';
import { dayOf, daysBetween } from './day.ts';
import { patternOf } from './pattern.ts';
import { whyNotPinned } from './pin.ts';
import type { WaiverUse } from './use.ts';
import type { DeclaredWaiver } from './waiver.ts';

export interface Waived {
  readonly findings: Finding[];
  readonly waivers: WaiverUse[];
}

/**
 * The findings with the waivers that hold on the day of `takenAt`, and what became of each waiver. Fails alone are waived,
 * and stay fails; what is undecided is given back as it is. Of several waivers of a finding, the one that ends last stands
 * in it. Waivers of other checks, accounts and regions than the run's are none of its waivers.
 */
export function applyWaivers(
  findings: readonly Finding[],
  declared: readonly DeclaredWaiver[],
  takenAt: string,
): Waived {
  if (declared.length === 0) return { findings: [...findings], waivers: [] };
  const judged = judgedOf(findings);
  const today = dayOf(takenAt);
  const accepted = new Map<Finding, DeclaredWaiver>();
  const waivers = declared
    .filter((waiver) => concerns(waiver, judged))
    .map((waiver) => {
      const named = judged.failsNamedBy(waiver).filter((finding) => isIn(waiver, finding));
      const held = named.filter((finding) => whyNot(waiver, finding) === null);
      const use = useOf(waiver, { today, named, held, judged });
      if (use.state !== 'applied') return use;
      for (const finding of held) {
        const other = accepted.get(finding);
        if (other === undefined || other.expires < waiver.expires) accepted.set(finding, waiver);
      }
      return use;
    });
  return { findings: findings.map((finding) => withWaiver(finding, accepted)), waivers };
}

function withWaiver(finding: Finding, accepted: ReadonlyMap<Finding, DeclaredWaiver>): Finding {
  const waiver = accepted.get(finding);
  if (waiver === undefined) return finding;
  const { id, reason, owner, expires } = waiver;
  return { ...finding, waiver: { id, reason, owner, expires } };
}

/** The findings of a run, found by what waivers name: a run has a hundred thousand, a baseline thousands. */
interface Judged {
  readonly checks: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly failsNamedBy: (waiver: DeclaredWaiver) => readonly Finding[];
  /** Whether something that the waiver names could not be decided. */
  readonly isOpen: (waiver: DeclaredWaiver) => boolean;
}

function judgedOf(findings: readonly Finding[]): Judged {
  const fails = findings.filter(
    ({ status, check }) => status === 'fail' && check !== IDENTITY_CHECK,
  );
  const bySubject = Map.groupBy(fails, ({ check, subject }) => keyOf(check, subject));
  const byArn = Map.groupBy(fails, ({ check, resource }) => keyOf(check, resource.arn));
  const open = findings.filter(({ status }) => isUndecided(status));
  const openSubjects = new Set(open.map(({ check, subject }) => keyOf(check, subject)));
  const openChecks = new Set(open.map(({ check }) => check));
  return {
    checks: new Set(findings.map(({ check }) => check)),
    places: new Set(findings.flatMap(({ account, region }) => placesOf(account, region))),
    failsNamedBy: (waiver) => {
      const { check, match, allowGlob } = waiver;
      if (allowGlob === true) return fails.filter(named(waiver));
      return match.subject === undefined
        ? (byArn.get(keyOf(check, match.resource ?? '')) ?? [])
        : (bySubject.get(keyOf(check, match.subject)) ?? []);
    },
    isOpen: ({ check, match, allowGlob }) => {
      if (allowGlob === true) return [...openChecks].some(patternOf(check));
      // What could not be seen has no ARN by which it could be told from the rest.
      if (match.subject === undefined) return openChecks.has(check);
      // An entry that is undecided has no finding for each of its objects.
      return entriesOf(match.subject).some((entry) => openSubjects.has(keyOf(check, entry)));
    },
  };
}

function keyOf(check: string, name: string | null): string {
  return JSON.stringify([check, name]);
}

/** A subject, and the entries that it is an object of. */
function entriesOf(subject: string): readonly string[] {
  const [first = '', ...objects] = subject.split(objectSubject('', ''));
  return objects.reduce<readonly string[]>(
    (entries, object) => [...entries, objectSubject(entries.at(-1) ?? '', object)],
    [first],
  );
}

/** An account with and without its region, so that a waiver that names either can be looked up. */
function placesOf(account: string, region: string): readonly string[] {
  return [keyOf(account, region), keyOf(account, null), keyOf('', region), keyOf('', null)];
}

function concerns({ check, match, allowGlob }: DeclaredWaiver, judged: Judged): boolean {
  const place = keyOf(match.account ?? '', match.region ?? null);
  if (!judged.places.has(place)) return false;
  return allowGlob === true ? [...judged.checks].some(patternOf(check)) : judged.checks.has(check);
}

function isIn({ match }: DeclaredWaiver, { account, region }: Finding): boolean {
  return (match.account ?? account) === account && (match.region ?? region) === region;
}

function named({ check, match }: DeclaredWaiver): (finding: Finding) => boolean {
  const isCheck = patternOf(check);
  const isNamed = patternOf(match.subject ?? match.resource ?? '');
  return (finding) => {
    const name = match.subject === undefined ? finding.resource.arn : finding.subject;
    return name !== null && isCheck(finding.check) && isNamed(name);
  };
}

/** Why a waiver does not hold for a finding that it names; null when it does. */
function whyNot(waiver: DeclaredWaiver, finding: Finding): string | null {
  const { maxSeverity } = waiver;
  if (maxSeverity !== undefined && isWorse(finding.severity, maxSeverity)) {
    return worseThan(maxSeverity);
  }
  return whyNotPinned(waiver, finding);
}

function worseThan(severity: Severity): string {
  return `What it names fails worse than ${severity}, up to which it was accepted.`;
}

interface Use {
  readonly today: string;
  /** Fails that it names. */
  readonly named: readonly Finding[];
  /** Those of them that are as they were accepted. */
  readonly held: readonly Finding[];
  readonly judged: Judged;
}

function useOf(waiver: DeclaredWaiver, { today, named, held, judged }: Use): WaiverUse {
  const { id, check, match, reason, owner, approvedBy, expires } = waiver;
  const daysLeft = daysBetween(today, expires);
  const [refused = null] = named.flatMap((finding) => whyNot(waiver, finding) ?? []);
  const [state, note]: [WaiverUse['state'], string | null] =
    daysLeft < 0
      ? ['expired', named.length > 0 ? 'What it names fails again.' : null]
      : held.length > 0
        ? ['applied', refused]
        : named.length > 0
          ? ['void', refused]
          : ['unused', judged.isOpen(waiver) ? OPEN : null];
  return {
    id,
    check,
    subject: match.subject ?? null,
    resource: match.resource ?? null,
    account: match.account ?? null,
    region: match.region ?? null,
    reason,
    owner,
    approvedBy: approvedBy ?? null,
    expires,
    state,
    daysLeft,
    findings: state === 'applied' ? held.length : 0,
    note,
  };
}

const OPEN = 'What it names could not be decided: it may yet be needed.';
