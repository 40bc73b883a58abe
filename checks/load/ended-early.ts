import type { LoadTest } from '../../load/kept/load-test.ts';

/**
 * Why what held in a load test speaks for nothing: a guard or an error of Landfall ended it. That may have been between two scenarios,
 * or as the last request was answered, where no scenario tells of it. Null when none did.
 */
export function endedEarly({ stop }: Pick<LoadTest, 'stop'>): string | null {
  switch (stop?.by) {
    case 'guard':
      return `A guard ended the load test, so that what held in it says nothing for what is deployed. ${stop.sentence}`;
    case 'error':
      return `The load test was not all kept, so that what held in it says nothing for what is deployed. ${stop.sentence}`;
    case undefined:
    case 'caller':
    case 'generator':
    case 'verdict':
      // What did not come to its end by these is itself no evidence.
      return null;
  }
}
