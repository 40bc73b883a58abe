import { followsLoad, type LoadedMinute } from './follows-load.ts';
import type { LoadedService } from './loaded-service.ts';
import { answeredPerSecond } from './metric-over-levels.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { steadyLevels, type SteadyLevel } from './service-demand.ts';
import { minuteInWords, spanOf } from './span.ts';

const FEWEST_LEVELS = 3;

/**
 * A4: over the levels of a staircase the use of CPU, average and greatest, rises with the requests that a task answers, as the
 * utilisation law has it. What does not was measured at another time, or of something else.
 */
export function cpuFollowsRuling(service: LoadedService): ResourceRuling {
  const { name } = service;
  const steady = steadyLevels(service);
  if (steady.kind === 'inconclusive') return rulingBy('A4', null)('INCONCLUSIVE', steady.reason);
  const { levels } = steady;
  const ruling = rulingBy('A4', spanOf(levels.map(({ span }) => span)));
  if (levels.length < FEWEST_LEVELS) {
    return ruling(
      'INCONCLUSIVE',
      `${levels.length} levels of a staircase were steady with one number of tasks, and fewer than ${FEWEST_LEVELS} do not show that the CPU of ${name} follows the load.`,
      { levels: levels.length },
    );
  }
  const impossible = levels.flatMap(belowAverage)[0];
  if (impossible !== undefined) {
    return ruling(
      'INCONCLUSIVE',
      `At ${minuteInWords(impossible)} the greatest CPU of ${name} is below the average, which cannot be.`,
    );
  }
  for (const [what, key] of [
    ['the average CPU', 'cpuAverage'],
    ['the greatest CPU', 'cpuMaximum'],
  ] as const) {
    const minutes = levels.flatMap((level) => loadedMinutes(service, level, key));
    const follows = followsLoad(minutes, `${what} of ${name}`);
    if (follows.kind === 'inconclusive') return ruling('INCONCLUSIVE', follows.reason);
  }
  return ruling('HOLDS', `The CPU of ${name} follows the load over ${levels.length} levels.`, {
    levels: levels.length,
  });
}

/** CPU in per cent beside the requests that a task answered a second, minute by minute. */
function loadedMinutes(
  { scenarios, record }: LoadedService,
  { level, tasks, ...cpu }: SteadyLevel,
  key: 'cpuAverage' | 'cpuMaximum',
): readonly LoadedMinute[] {
  return cpu[key].flatMap(({ atMs, value }) => {
    const perSecond = answeredPerSecond(scenarios, level, atMs, record[key]);
    return perSecond === null ? [] : [{ atMs, x: perSecond / tasks, y: value }];
  });
}

function belowAverage({ cpuAverage, cpuMaximum }: SteadyLevel): readonly number[] {
  const greatest = new Map(cpuMaximum.map(({ atMs, value }) => [atMs, value]));
  // What is reported with few digits may be rounded to either side.
  return cpuAverage.flatMap(({ atMs, value }) =>
    value > (greatest.get(atMs) ?? value) + 0.5 ? [atMs] : [],
  );
}
