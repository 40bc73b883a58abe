import { generationsOf } from '../../collectors/aws/ecs/revision-in-use.ts';
import type { EcsService } from '../../collectors/aws/ecs/services.ts';

const MS_PER_MINUTE = 60_000;

/** Whether a moment is younger than so many minutes; false when it is not known. */
export function isWithin(moment: string | null, minutes: number, takenAt: number): boolean {
  return moment !== null && takenAt - Date.parse(moment) < minutes * MS_PER_MINUTE;
}

/** When the newest rollout of a service began: that of its PRIMARY deployment, or of its PRIMARY task set. */
export function rolloutBegan(service: EcsService): string | null {
  const primary = generationsOf(service)?.find(({ status }) => status === 'PRIMARY');
  return primary?.createdAt ?? null;
}
