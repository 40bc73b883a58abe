import { tasksInWords } from './ceiling-rule.ts';
import { demandedSpans } from './demanded-minutes.ts';
import type { LoadedService } from './loaded-service.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';
import { steadyTasks } from './task-counts.ts';

/** A3: within each level that is judged the number of tasks was the same throughout, and no more than may run. */
export function steadyTasksRuling({
  name,
  tasks: declared,
  levels,
  record,
}: Pick<LoadedService, 'name' | 'tasks' | 'levels' | 'record'>): ResourceRuling {
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
  if (most > declared.most) {
    return ruling(
      'INCONCLUSIVE',
      `${tasksInWords(most)} of ${name} ran, and no more than ${declared.most} are declared: what carried the load is not what is declared.`,
      { most, declared: declared.most },
    );
  }
  return ruling(
    'HOLDS',
    `${least === most ? least : `${least} to ${most}`} ${most === 1 ? 'task' : 'tasks'} of ${name} ran throughout what is judged.`,
    { least, most },
  );
}
