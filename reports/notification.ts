import type { Finding } from '../core/finding.ts';
import { findingKey } from '../core/finding-key.ts';
import type { Report } from '../core/report.ts';
import { NEAR_EXPIRY_DAYS, type WaiverUse } from '../core/waivers/use.ts';
import { countsInWords, OUTCOMES, outcomeOf, SEVERITY_ORDER, VERDICTS } from './status-table.ts';

/** What somebody is told who did not watch. Texts of AWS stand in it as they are: each target makes them harmless. */
export interface Notification {
  /** Of a machine that sorts them. */
  readonly kind: 'run' | 'missed';
  readonly title: string;
  /** What there is to tell, most important first; never empty. */
  readonly lines: readonly string[];
  readonly link: string | null;
}

const FINDINGS_SHOWN = 3;
const WAIVERS_SHOWN = 5;
/** The days before its end on which a waiver is told of: once each, not in every run. */
const REMINDER_DAYS: readonly number[] = [NEAR_EXPIRY_DAYS, 3, 0, -1];
const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

/**
 * What a run has to tell, in one message: another verdict than the run before, new failures, waivers that end. Null when
 * it is nothing. A first run has nothing before it, so all that keeps it from GO is new.
 */
export function notificationOf(report: Report, link: string | null): Notification | null {
  const { verdict, history, suite, deployment, run, counts, account, region, endpoint } = report;
  const isGood = verdict === 'GO' || verdict === 'CONDITIONAL GO';
  const before = history?.since.verdict ?? null;
  const hasChanged = before === null ? !isGood : before !== verdict;
  const failures = newFailures(report);
  const waivers = report.waivers.flatMap((waiver) => waiverLine(report, waiver) ?? []);
  if (!hasChanged && failures.length === 0 && waivers.length === 0) return null;

  const { environment } = run.spec;
  const what = environment === null ? deployment : `${deployment} (${environment})`;
  const was = before === null || before === verdict ? '' : ` (was ${before})`;
  return {
    kind: 'run',
    title: `${VERDICTS[verdict].glyph} ${verdict}${was}: ${suite.id} of ${what}`,
    lines: [
      `${countsInWords(counts)} · ${account} ${region} · ${run.finishedAt.slice(0, 19)}Z`,
      ...(report.stopped === null ? [] : [`The run was stopped: ${report.stopped}`]),
      ...(endpoint === null ? [] : [`It looked at ${endpoint}, not at AWS.`]),
      ...failureLines(report, failures, hasChanged),
      ...waivers.slice(0, WAIVERS_SHOWN),
      ...more(waivers.length - WAIVERS_SHOWN, 'waivers'),
    ],
    link,
  };
}

/** What is told when runs have stopped coming; null while they come. */
export function missedRunOf(
  last: Pick<Report, 'run' | 'deployment' | 'suite' | 'verdict'> | null,
  wanted: { readonly nowMs: number; readonly withinMs: number; readonly suite: string | null },
  link: string | null,
): Notification | null {
  const { nowMs, withinMs, suite } = wanted;
  const runs = suite === null ? 'run' : `run of ${suite}`;
  const limit = `One is expected every ${hours(withinMs)} at least.`;
  if (last === null) {
    return { kind: 'missed', title: `✖ No ${runs} is stored`, lines: [limit], link };
  }
  const { run, verdict, deployment } = last;
  const age = nowMs - Date.parse(run.finishedAt);
  if (age <= withinMs) return null;
  return {
    kind: 'missed',
    title: `✖ No ${runs} of ${deployment} for ${hours(age)}`,
    lines: [
      `The last one, of ${last.suite.id}, ended ${run.finishedAt.slice(0, 19)}Z with ${verdict}.`,
      limit,
    ],
    link,
  };
}

function newFailures(report: Report): readonly Finding[] {
  const { history, findings } = report;
  const failing = findings.filter((finding) => outcomeOf(finding) === 'fail');
  if (history === null) return bySeverity(failing);
  const fresh = new Set(
    history.changes.flatMap(({ kind, key, after }) =>
      kind === 'new' || (kind === 'changed' && after === 'fail') ? [key] : [],
    ),
  );
  return bySeverity(failing.filter((finding) => fresh.has(findingKey(finding))));
}

/** The worst of the new failures; without any, the worst of what stands behind another verdict. */
function failureLines(
  report: Report,
  failures: readonly Finding[],
  hasChanged: boolean,
): readonly string[] {
  if (failures.length > 0) {
    return [
      `${failures.length} new ${failures.length === 1 ? 'failure' : 'failures'}:`,
      ...failures.slice(0, FINDINGS_SHOWN).map(findingLine),
      ...more(failures.length - FINDINGS_SHOWN, 'new failures'),
    ];
  }
  if (!hasChanged) return [];
  const open = report.findings.filter((finding) => {
    const { tone } = OUTCOMES[outcomeOf(finding)];
    return tone === 'bad' || tone === 'doubtful';
  });
  return [
    ...bySeverity(open).slice(0, FINDINGS_SHOWN).map(findingLine),
    ...more(open.length - FINDINGS_SHOWN, 'findings'),
  ];
}

function findingLine(finding: Finding): string {
  const { severity, check, subject, message, title } = finding;
  const { word } = OUTCOMES[outcomeOf(finding)];
  return `- ${word} ${severity} ${check} › ${subject}: ${message ?? title}`;
}

function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ severity }: Finding) => SEVERITY_ORDER.indexOf(severity);
  return findings.toSorted((left, right) => rank(left) - rank(right));
}

/** Null unless the waiver has passed one of the reminders since the run before. */
function waiverLine({ run, history }: Report, waiver: WaiverUse): string | null {
  const { state, daysLeft, id, owner, check, subject, resource, expires } = waiver;
  if (state !== 'applied' && state !== 'expired') return null;
  const earlier =
    history === null
      ? Infinity
      : daysLeft + dayOf(run.finishedAt) - dayOf(history.since.finishedAt);
  if (!REMINDER_DAYS.some((day) => daysLeft <= day && earlier > day)) return null;
  const end =
    daysLeft < 0
      ? `has expired on ${expires}`
      : daysLeft === 0
        ? 'ends today'
        : `ends in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}, on ${expires}`;
  return `- waiver ${id} of ${owner} ${end}: ${check} › ${subject ?? resource ?? '*'}`;
}

function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / DAY_MS);
}

function more(count: number, what: string): readonly string[] {
  return count <= 0 ? [] : [`- and ${count} more ${what}`];
}

function hours(ms: number): string {
  const whole = Math.round(ms / HOUR_MS);
  return whole < 1 ? `${Math.round(ms / 60_000)} min` : `${whole} h`;
}
