import { findingKey } from '../finding-key.ts';
import type { ComparedFinding } from './compared.ts';
import { entryKey } from './entry-key.ts';
import type { Outcome } from './history.ts';
import { outcomeOf, standingOf, type Standing } from './outcome.ts';

/** A finding of a past run that neither passes nor is inapplicable. */
export interface OpenFinding {
  readonly key: string;
  /** Of its entry, which is its own unless it is about one object. */
  readonly entry: string;
  readonly outcome: Outcome;
  /** Since when it has failed without a break, as far as its run knew; null when it does not fail. */
  readonly since: string | null;
}

/** What a past run left open: of whatever it does not name, it saw that it holds, or that it is not there. */
export interface PastRunFindings {
  readonly finishedAt: string;
  readonly open: readonly OpenFinding[];
}

/** How many runs back flapping is looked for, this one included. */
const FLAPPING_RUNS = 10;
const FLIPS = 3;

export interface Trail {
  readonly flapping: readonly string[];
  readonly failingSince: Readonly<Record<string, string>>;
}

/**
 * Since when what fails has failed, and what comes and goes. Runs that could not decide a finding neither break a failure
 * nor count as a change.
 * @param past runs of the same series, newest first.
 */
export function trailOf(
  findings: readonly ComparedFinding[],
  finishedAt: string,
  past: readonly PastRunFindings[],
): Trail {
  const runs = past.map(({ finishedAt: at, open }) => ({
    at,
    byKey: new Map(open.map((finding) => [finding.key, finding])),
    entries: new Set(open.map(({ entry }) => entry)),
  }));
  const failing = findings.filter(({ status }) => status === 'fail');
  const failingSince = failing.map((finding) => {
    const key = findingKey(finding);
    let since = finishedAt;
    for (const run of runs) {
      const standing = standingIn(run, key, entryKey(finding));
      if (standing === 'undecided') continue;
      if (standing !== 'deviates') break;
      const known = run.byKey.get(key)?.since ?? null;
      since = known ?? run.at;
      // That run had looked further back already.
      if (known !== null) break;
    }
    return [key, since] as const;
  });
  return {
    flapping: flappingOf(findings, runs.slice(0, FLAPPING_RUNS - 1)),
    failingSince: Object.fromEntries(failingSince),
  };
}

interface IndexedRun {
  readonly at: string;
  readonly byKey: ReadonlyMap<string, OpenFinding>;
  readonly entries: ReadonlySet<string>;
}

function standingIn(run: IndexedRun, key: string, entry: string): Standing {
  const own = run.byKey.get(key);
  if (own !== undefined) return standingOf(own.outcome);
  // Another object of the entry was open, or all of it: that says nothing of this one.
  return run.entries.has(entry) ? 'undecided' : 'absent';
}

/** The keys of those that deviated or not, and changed three times or more between the two. */
function flappingOf(
  findings: readonly ComparedFinding[],
  runs: readonly IndexedRun[],
): readonly string[] {
  const ever = new Set(runs.flatMap(({ byKey }) => [...byKey.keys()]));
  return findings.flatMap((finding) => {
    const key = findingKey(finding);
    if (!ever.has(key)) return [];
    const standings = [
      standingOf(outcomeOf(finding)),
      ...runs.map((run) => standingIn(run, key, entryKey(finding))),
    ].filter((standing) => standing !== 'undecided');
    const deviated = standings.map((standing) => standing === 'deviates');
    const flips = deviated.filter((is, at) => at > 0 && is !== deviated[at - 1]).length;
    return flips >= FLIPS ? [key] : [];
  });
}
