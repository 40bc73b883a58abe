import { findingKey } from '../../core/finding-key.ts';
import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { didYouMean } from '../../core/spec/similar.ts';
import { applyWaivers } from '../../core/waivers/apply.ts';
import { dayOf, daysBetween } from '../../core/waivers/day.ts';
import { withoutWaivers, withWaiver } from '../../core/waivers/edit.ts';
import { pinOf } from '../../core/waivers/pin.ts';
import { isStale, type WaiverUse } from '../../core/waivers/use.ts';
import type { DeclaredWaiver } from '../../core/waivers/waiver.ts';
import { forTerminal } from '../../reports/sanitize.ts';
import { waiverLine } from '../../reports/terminal/waivers.ts';
import { byUrgency } from '../../reports/waivers.ts';
import { UsageError } from '../../runner/errors.ts';
import { storedReport } from '../../runner/stored-runs.ts';
import {
  parsedWaivers,
  readIfThere,
  waiversBeside,
  writeShared,
} from '../../runner/waivers-file.ts';
import { withLock } from '../../runner/with-lock.ts';
import { acceptanceOf, type AcceptanceFlags } from '../acceptance.ts';
import { terminalStyle } from '../terminal.ts';

export interface WaiversFlags extends AcceptanceFlags {
  readonly run?: string;
  readonly store?: string;
  readonly waivers?: string;
  readonly id?: string;
  readonly pin?: boolean;
  readonly yes?: boolean;
}

/** @throws {UsageError} for another action than list, add and prune. */
export async function waiversCommand(
  action: string,
  check: string | null,
  subject: string | null,
  flags: WaiversFlags,
): Promise<number> {
  const report = await storedReport(flags.run ?? null, flags.store);
  const file = flags.waivers ?? waiversBeside(report.run.spec.file);
  const now = new Date().toISOString();
  switch (action) {
    case 'list':
      return list(await open(file, flags, now), report, now);
    case 'add':
      return withLock(file, async () =>
        add(await open(file, flags, now, true), report, { check, subject, flags, now }),
      );
    case 'prune':
      return withLock(file, async () =>
        prune(await open(file, flags, now), report, { flags, now }),
      );
    default:
      throw new UsageError(`there is no "waivers ${action}"; there are list, add and prune`);
  }
}

interface OpenFile {
  readonly file: string;
  /** Null when there is none yet. */
  readonly text: string | null;
  readonly waivers: readonly DeclaredWaiver[];
}

async function open(
  file: string,
  { waivers }: WaiversFlags,
  now: string,
  mayBeMissing = false,
): Promise<OpenFile> {
  const text = await readIfThere(file, waivers === undefined || mayBeMissing ? null : '--waivers');
  if (text === null) return { file, text, waivers: [] };
  return { file, text, waivers: await parsedWaivers(file, text, dayOf(now)) };
}

/** What becomes of the file's waivers today, by what the run saw: the file may have changed since. */
function usesToday({ waivers }: OpenFile, { findings }: Report, now: string): readonly WaiverUse[] {
  const bare = findings.map((finding) => ({ ...finding, waiver: null }));
  return applyWaivers(bare, waivers, now).waivers;
}

function list(open: OpenFile, report: Report, now: string): number {
  const { file, waivers } = open;
  const uses = usesToday(open, report, now);
  const page = terminalStyle(process.stdout);
  const listed = new Set(uses.map(({ id }) => id));
  const others = waivers.filter(({ id }) => !listed.has(id));
  say(`${file}: ${waivers.length} waivers, by run ${report.run.id} of ${report.suite.id}`);
  for (const use of byUrgency(uses)) {
    for (const line of waiverLine(page, use)) process.stdout.write(`${line}\n`);
  }
  for (const { id, check, expires, owner } of others) {
    const when = isExpired(expires, now) ? `ended ${expires}` : `until ${expires}`;
    say(`    not of this run  ${id} ${check}, ${when}, ${owner}`);
  }
  return 0;
}

interface Adding {
  readonly check: string | null;
  readonly subject: string | null;
  readonly flags: WaiversFlags;
  readonly now: string;
}

async function add(
  { file, text, waivers }: OpenFile,
  report: Report,
  { check, subject, flags, now }: Adding,
): Promise<number> {
  const terms = acceptanceOf('waivers add', flags);
  const finding = failureOf(report, check, subject);
  if (finding.waiver !== null) {
    throw new UsageError(
      `${nameOf(finding)} is waived already, by ${finding.waiver.id} until ${finding.waiver.expires}`,
    );
  }
  const key = findingKey(finding);
  const id = flags.id ?? freeId(`W-${key.slice(0, 8)}`, waivers);
  const { account, region, severity } = finding;
  const waiver: DeclaredWaiver = {
    id,
    check: finding.check,
    match: { subject: finding.subject, account, region },
    ...terms,
    maxSeverity: severity,
    ...pinOf(finding),
    ...(flags.pin === true && finding.actual !== null ? { actual: finding.actual } : {}),
  };
  const next = withWaiver(text, waiver);
  // Held against the schema as a run will do it: what would stop the run is not written.
  await parsedWaivers(file, next, dayOf(now));
  mustApply(waiver, finding, now);
  await writeShared(file, next);
  say(`${id} is added to ${file}: ${nameOf(finding)}, until ${terms.expires}.`);
  return 0;
}

/** @throws {UsageError} when it would not hold for what it is added for. */
function mustApply(waiver: DeclaredWaiver, finding: Finding, now: string): void {
  const [use] = applyWaivers([finding], [waiver], now).waivers;
  if (use?.state === 'applied') return;
  const why =
    use?.state === 'expired' ? `${waiver.expires} is past.` : (use?.note ?? 'It names another.');
  throw new UsageError(`${nameOf(finding)} cannot be waived like that. ${why}`);
}

/** @throws {UsageError} when the run has no such finding, or it is no failure. */
function failureOf(
  { findings, run }: Report,
  check: string | null,
  subject: string | null,
): Finding {
  if (check === null || subject === null) {
    throw new UsageError(
      'waivers add wants the check and the subject of a failure, such as sg/ingress-exact orders-db',
    );
  }
  const ofCheck = findings.filter((finding) => finding.check === check);
  const finding = ofCheck.find((candidate) => candidate.subject === subject);
  if (finding === undefined) {
    const [word, names]: [string, readonly string[]] =
      ofCheck.length === 0
        ? [check, findings.map((candidate) => candidate.check)]
        : [subject, ofCheck.map((candidate) => candidate.subject)];
    throw new UsageError(
      `run ${run.id} has no finding of ${check} on ${subject}${didYouMean(word, new Set(names))}`,
    );
  }
  if (finding.status !== 'fail') {
    throw new UsageError(
      `${nameOf(finding)} is ${finding.status} in run ${run.id}: failures alone can be waived`,
    );
  }
  return finding;
}

function freeId(id: string, waivers: readonly DeclaredWaiver[]): string {
  const taken = new Set(waivers.map((waiver) => waiver.id));
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`;
  return free;
}

interface Pruning {
  readonly flags: WaiversFlags;
  readonly now: string;
}

async function prune(open: OpenFile, report: Report, { flags, now }: Pruning): Promise<number> {
  const { file, text, waivers } = open;
  const unused = usesToday(open, report, now).filter(isStale);
  const expired = waivers.filter(({ expires }) => isExpired(expires, now));
  const ids = new Set([...expired, ...unused].map(({ id }) => id));
  if (text === null || ids.size === 0) {
    say(`${file}: nothing is expired, or unused by run ${report.run.id}.`);
    return 0;
  }
  const isDone = flags.yes === true;
  for (const { id, check, expires } of waivers.filter((waiver) => ids.has(waiver.id))) {
    const why = isExpired(expires, now) ? `expired ${expires}` : 'unused';
    say(`${isDone ? 'Taken out' : 'Would take out'}: ${id} ${check}, ${why}.`);
  }
  if (!isDone) {
    say('Nothing is changed; --yes takes them out.');
    return 0;
  }
  const next = withoutWaivers(text, ids);
  await parsedWaivers(file, next, dayOf(now));
  await writeShared(file, next);
  return 0;
}

function isExpired(expires: string, now: string): boolean {
  return daysBetween(dayOf(now), expires) < 0;
}

function nameOf({ check, subject }: Finding): string {
  return `${check} on ${subject}`;
}

function say(text: string): void {
  process.stdout.write(`${forTerminal(text, false)}\n`);
}
