import { tasksInWords } from './ceiling-rule.ts';
import type { LoadedService } from './loaded-service.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import type { ScaleOutUnderLoad } from './scale-out.ts';
import { countGap, countsWithin } from './task-counts.ts';

/**
 * S3: under one rate the number of tasks does not go up and down again and again. That is a fault of the policy, its target or its
 * cooldowns: more tasks would not mend it, so it is a finding, and no verdict on the size.
 */
export function flappingRuling(
  { name, tasks, record }: Pick<LoadedService, 'name' | 'tasks' | 'record'>,
  step: ScaleOutUnderLoad | null,
): ResourceRuling {
  const ruling = rulingBy('S3', step?.hold ?? null);
  if (tasks.least === tasks.most) {
    return ruling('NOT-APPLICABLE', `${name} has always ${tasksInWords(tasks.most)}.`);
  }
  if (step === null) {
    return ruling(
      'NOT-ASKED',
      `Whether ${name} goes up and down was not looked at: no spike was sent.`,
    );
  }
  const gap = countGap(record.counts, step.hold);
  if (gap !== null) return ruling('INCONCLUSIVE', gap);
  const cycles = cyclesOf(countsWithin(record.counts, step.hold).map(({ desired }) => desired));
  return cycles > 1
    ? ruling(
        'FINDING',
        `Under one rate ${name} scaled out and in again ${cycles} times: its policies work against each other, or wait too short a time.`,
        { cycles },
      )
    : ruling(
        'HOLDS',
        `Under one rate ${name} ${cycles === 0 ? 'did not go' : 'went no more than once'} up and down.`,
        { cycles },
      );
}

/** How often a rise was followed by a fall. */
function cyclesOf(desired: readonly number[]): number {
  let cycles = 0;
  let isRisen = false;
  for (const [index, count] of desired.entries()) {
    const before = desired[index - 1] ?? count;
    if (count > before) isRisen = true;
    if (count < before && isRisen) {
      cycles += 1;
      isRisen = false;
    }
  }
  return cycles;
}
