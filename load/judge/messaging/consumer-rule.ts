import type { ServiceRecord } from '../../../core/load/deployment-record.ts';
import { declaredService, taskRange } from '../../../core/spec/declared-service.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { tasksInWords } from '../deployment/ceiling-rule.ts';
import type { ResourceRuling } from '../deployment/resource-ruling.ts';
import { rulingBy } from '../deployment/rulings.ts';
import { countGap, countsWithin, steadyTasks } from '../deployment/task-counts.ts';
import type { SentTime } from './sent-flow.ts';

/**
 * A3 of whoever takes messages: its tasks were seen all the time, at the judged rate their number was the same, and there never were more
 * than may run. A burst may make it scale out.
 * @param own what was seen of the service: one record, or else it is not known what was
 */
export function consumerRuling(
  spec: Spec,
  service: string,
  own: readonly ServiceRecord[],
  { whole, steady }: SentTime,
): ResourceRuling {
  const ruling = rulingBy('A3', whole);
  const declared = declaredService(spec, service);
  if (declared === null) {
    return ruling('INCONCLUSIVE', `The spec declares no service ${service}.`);
  }
  const [record] = own;
  if (record === undefined || own.length > 1) {
    return ruling(
      'INCONCLUSIVE',
      `What AWS reported has the service ${service} ${own.length} times.`,
    );
  }
  const { counts } = record;
  const gap = countGap(counts, whole);
  if (gap !== null) return ruling('INCONCLUSIVE', gap);
  const most = Math.max(...countsWithin(counts, whole).map(({ running }) => running));
  const allowed = taskRange(declared).most;
  if (most > allowed) {
    return ruling(
      'INCONCLUSIVE',
      `${tasksInWords(most)} of ${service} ran, and no more than ${allowed} are declared: what took the messages is not what is declared.`,
      { most, declared: allowed },
    );
  }
  const atRest = steadyTasks(counts, steady);
  return atRest.kind === 'steady'
    ? ruling(
        'HOLDS',
        `${tasksInWords(atRest.tasks)} of ${service} took the messages at the declared rate, and no more than ${most} at any time.`,
        { steady: atRest.tasks, most },
      )
    : ruling('INCONCLUSIVE', atRest.reason);
}
