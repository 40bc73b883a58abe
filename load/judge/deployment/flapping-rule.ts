import type { TaskCounts } from '../../../core/load/deployment-record.ts';
import { tasksInWords } from './ceiling-rule.ts';
import type { LoadedService } from './loaded-service.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import type { ScaleOutUnderLoad } from './scale-out.ts';
import { heldTooShort } from './step-length.ts';
import { countGap, countsWithin } from './task-counts.ts';

/** Target tracking waits for fifteen quiet minutes before it scales in, and its cooldowns come on top. */
const RETURN_SECONDS = 1200;

/**
 * S3: under one rate, that of the step and the lower one after it, the number of tasks does not go up and down again and again. That is a
 * fault of the policy, its target or its cooldowns: more tasks would not mend it, so it is a finding, and no verdict on the size.
 */
export function flappingRuling(
  {
    name,
    tasks,
    scaleOutSeconds,
    record: { counts },
  }: Pick<LoadedService, 'name' | 'tasks' | 'scaleOutSeconds' | 'record'>,
  step: ScaleOutUnderLoad | null,
): ResourceRuling {
  const ruling = rulingBy(
    'S3',
    step === null ? null : { fromMs: step.hold.fromMs, toMs: step.after.toMs },
  );
  if (tasks.least === tasks.most) {
    return ruling('NOT-APPLICABLE', `${name} has always ${tasksInWords(tasks.most)}.`);
  }
  if (step === null) {
    return ruling(
      'NOT-ASKED',
      `Whether ${name} goes up and down was not looked at: no spike was sent.`,
    );
  }
  const spans = [step.hold, step.after];
  const seen = spans.filter((span) => countGap(counts, span) === null);
  const cycles = Math.max(0, ...seen.map((span) => cyclesOf(countsWithin(counts, span))));
  if (cycles > 1) {
    return ruling(
      'FINDING',
      `Under one rate ${name} scaled out and in again ${cycles} times: its policies work against each other, or wait too short a time.`,
      { cycles },
    );
  }
  const missing =
    spans.map((span) => countGap(counts, span)).find((gap) => gap !== null) ??
    heldTooShort(step, scaleOutSeconds) ??
    notScaledIn(name, counts, step);
  return missing === null
    ? ruling(
        'HOLDS',
        `Under one rate ${name} ${cycles === 0 ? 'did not go' : 'went no more than once'} up and down.`,
        { cycles },
      )
    : ruling('INCONCLUSIVE', missing);
}

/** Why what the service does when it scales in was not seen, as a sentence; null when it was, or when it had not scaled out. */
function notScaledIn(
  name: string,
  counts: readonly TaskCounts[],
  { hold, after }: ScaleOutUnderLoad,
): string | null {
  const before = countsWithin(counts, hold)[0]?.desired ?? 0;
  const last = countsWithin(counts, after).at(-1)?.desired ?? 0;
  const seconds = (after.toMs - after.fromMs) / 1000;
  return last <= before || seconds >= RETURN_SECONDS
    ? null
    : `How ${name} scales in was not seen: ${tasksInWords(last)} were wanted to the end, and ${before} when the step came. After the step the load must go on for ${RETURN_SECONDS} s (load.scenarios.spike.afterSeconds).`;
}

/** How often it went one way and then the other, in whole cycles: a rise alone is none, a rise and a fall are one. */
function cyclesOf(counts: readonly TaskCounts[]): number {
  let turns = 0;
  let direction = 0;
  for (const [index, { desired }] of counts.entries()) {
    const change = Math.sign(desired - (counts[index - 1]?.desired ?? desired));
    if (change === 0) continue;
    if (direction !== 0 && change !== direction) turns += 1;
    direction = change;
  }
  return Math.ceil(turns / 2);
}
