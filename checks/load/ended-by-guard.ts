import type { LoadTest } from '../../load/kept/load-test.ts';

/**
 * Why what held in a load test speaks for nothing: a guard ended it. It may have gone off between two scenarios, or as the last request
 * was answered, where no scenario tells of it. Null when none did.
 */
export function endedByGuard({ stop }: Pick<LoadTest, 'stop'>): string | null {
  return stop?.by === 'guard'
    ? `A guard ended the load test, so that what held in it says nothing for what is deployed. ${stop.sentence}`
    : null;
}
