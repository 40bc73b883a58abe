import { demandedSpans } from './demanded-minutes.ts';
import type { LoadedService } from './loaded-service.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { steadyTasks } from './task-counts.ts';

/** A3: within each level that is judged the number of tasks was the same throughout. */
export function steadyTasksRuling({
  name,
  levels,
  record,
}: Pick<LoadedService, 'name' | 'levels' | 'record'>): ResourceRuling {
  const demanded = demandedSpans(levels);
  const ruling = rulingBy('A3', demanded.span);
  if (demanded.kind === 'unseen') return ruling('INCONCLUSIVE', demanded.reason);
  const counts: number[] = [];
  for (const span of demanded.spans) {
    const tasks = steadyTasks(record.counts, span);
    if (tasks.kind !== 'steady') return ruling('INCONCLUSIVE', tasks.reason);
    counts.push(tasks.tasks);
  }
  const most = Math.max(...counts);
  const least = Math.min(...counts);
  return ruling(
    'HOLDS',
    `${least === most ? least : `${least} to ${most}`} ${most === 1 ? 'task' : 'tasks'} of ${name} ran throughout what is judged.`,
    { least, most },
  );
}
