import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { callsInWords, evidenceOf, type CallsOf } from './calls.ts';
import { causeLines } from './causes.ts';
import { factText } from './fact-text.ts';
import { countsInWords, OUTCOMES, outcomeOf } from './status-table.ts';

// What formats for machines say of a finding. All of it is raw: each format sanitizes it for its own readers.

/** Names a finding among those of one account and region: `ecs/steady main/api`. */
export function nameOf({ check, subject }: Finding): string {
  return subject === '*' ? check : `${check} ${subject}`;
}

/** The same among those of any: `ecs/steady main/api [123456789012/eu-west-1]`. */
export function fullNameOf(finding: Finding): string {
  return `${nameOf(finding)} [${finding.account}/${finding.region}]`;
}

/** Names the verdict as a finding is named, for formats that list it among them. */
export function verdictNameOf({ suite, account, region }: Report): string {
  return `verdict of ${suite.id} [${account}/${region}]`;
}

/** A sentence, or the status alone where the finding has none; a waived failure says who answers for it and until when. */
export function messageOf(finding: Finding): string {
  const { message, waiver } = finding;
  if (finding.status !== 'fail' || waiver === null) {
    return message ?? OUTCOMES[outcomeOf(finding)].word;
  }
  return `waived until ${waiver.expires} by ${waiver.owner}: ${waiver.reason} (${message ?? ''})`;
}

/** What it rests on, a line each. */
export function bodyOf(finding: Finding, calls: CallsOf): readonly string[] {
  const { title, message, severity, resource } = finding;
  return [
    `${severity}: ${title}`,
    ...(message === null ? [] : [`message: ${message}`]),
    ...differenceOf(finding),
    ...causeLines(finding, calls).map(({ label, text }) => `${label}: ${text}`),
    ...callsInWords(calls(evidenceOf(finding))).map((call) => `seen: ${call}`),
    ...(resource.arn === null ? [] : [`resource: ${resource.arn}`]),
  ];
}

/** What is declared beside what is there, a line each. */
export function differenceOf({ expected, actual, details }: Finding): readonly string[] {
  return [...factText(expected, actual), ...details.map((detail) => `* ${detail}`)];
}

/** The verdict, what it counts, where it looked if not at AWS, and why the run ended before its time. */
export function verdictLines({ verdict, counts, stopped, endpoint }: Report): readonly string[] {
  return [
    `${verdict}: ${countsInWords(counts)}`,
    ...(endpoint === null ? [] : [`not AWS but ${endpoint}`]),
    ...(stopped === null ? [] : [`stopped: ${stopped}`]),
  ];
}

/** Numbers the second and later users of a name, for readers who drop or merge what has one name. */
export function uniqueNames(): (name: string) => string {
  const taken = new Map<string, number>();
  return (name) => {
    let number = (taken.get(name) ?? 0) + 1;
    while (number > 1 && taken.has(numbered(name, number))) number += 1;
    taken.set(name, number);
    const unique = numbered(name, number);
    if (unique !== name) taken.set(unique, 1);
    return unique;
  };
}

function numbered(name: string, number: number): string {
  return number === 1 ? name : `${name} (${number})`;
}
