import { closest, distance } from 'fastest-levenshtein';
import type { Check } from '../core/check.ts';
import type { Suite } from '../core/suite.ts';
import { UsageError } from './errors.ts';

/** Loaded when asked for: a suite brings all its checks with it. */
const SUITES: Readonly<Record<string, () => Promise<{ readonly default: Suite }>>> = {
  smoke: () => import('../suites/smoke.suite.ts'),
  compliance: () => import('../suites/compliance.suite.ts'),
  cutover: () => import('../suites/cutover.suite.ts'),
};

const SUITE_IDS: readonly string[] = Object.keys(SUITES);

/** @throws {UsageError} when there is no such suite. */
export async function loadSuite(id: string): Promise<Suite> {
  const load = SUITES[id];
  if (load === undefined) {
    throw new UsageError(`there is no suite "${id}"${suggestion(id, SUITE_IDS)}`);
  }
  return (await load()).default;
}

export async function loadSuites(): Promise<readonly Suite[]> {
  return Promise.all(SUITE_IDS.map(loadSuite));
}

/** Every check of the product, by id: each is in a suite, which a test makes sure of. */
export async function loadChecks(): Promise<readonly Check[]> {
  const checks = (await loadSuites()).flatMap((suite) => suite.checks);
  return [...new Set(checks)].sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** @throws {UsageError} when there is no such check. */
export async function loadCheck(id: string): Promise<Check> {
  const checks = await loadChecks();
  const check = checks.find((candidate) => candidate.id === id);
  if (check === undefined) {
    const ids = checks.map((candidate) => candidate.id);
    throw new UsageError(`there is no check "${id}"${suggestion(id, ids)}; see landfall list`);
  }
  return check;
}

function suggestion(word: string, known: readonly string[]): string {
  const best = closest(word, [...known]);
  const isClose = distance(word, best) <= Math.max(2, word.length / 3);
  return isClose ? `; did you mean "${best}"?` : `; there are ${known.join(', ')}`;
}
