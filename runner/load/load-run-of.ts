import { judgedTest, plainSpecOf } from '../../load/judge/judged-once.ts';
import { keptLoadTest, LOAD_TEST } from '../../collectors/load/kept-test.ts';
import type { Evidence } from '../../core/evidence.ts';
import type { LoadRun } from '../../core/load/load-run.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { LoadTest } from '../../load/kept/load-test.ts';

/** The load test of a run, as reports show it; null when the run was given none, or it cannot be judged. */
export function loadRunOf(spec: Spec, evidence: Evidence): LoadRun | null {
  const seen = evidence.look(keptLoadTest, LOAD_TEST);
  if (seen.state !== 'present') return null;
  try {
    // The collector's schema has held it against this shape.
    return judgedTest(plainSpecOf(spec), seen.value as LoadTest).load;
  } catch (error) {
    // What contradicts itself is told by the checks, each of which then is an error.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
