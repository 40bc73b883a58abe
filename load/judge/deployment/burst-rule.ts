import { CONNECTION_SHARE } from '../../../core/aurora-connections.ts';
import { percent, requestsInWords, rounded } from '../words.ts';
import { type BurstConnections, connectionsAfterBursts } from './burst-connections.ts';
import type { LoadedDatabase } from './loaded-database.ts';
import type { ResourceRuling } from './resource-ruling.ts';
import { rulingBy } from './rulings.ts';

/** D2 of what was open after requests that came at once, the worst where they came more than once; null where none did or should. */
export function burstRuling(database: LoadedDatabase): ResourceRuling | null {
  const rulings = connectionsAfterBursts(database).map((burst) => rulingOf(database, burst));
  const [first] = rulings;
  if (first !== undefined) {
    const by = (wanted: ResourceRuling['verdict']) =>
      rulings.find(({ verdict }) => verdict === wanted);
    return by('UNDERSIZED') ?? by('INCONCLUSIVE') ?? first;
  }
  return database.declaredBursts.size === 0
    ? null
    : rulingBy('D2', null)(
        'INCONCLUSIVE',
        'The declared burst was not sent: --scenario db-via-api sends it.',
      );
}

function rulingOf(
  { name, connectionLimit: limit }: LoadedDatabase,
  burst: BurstConnections,
): ResourceRuling {
  const ruling = rulingBy('D2', burst.span);
  if (burst.kind === 'unseen') return ruling('INCONCLUSIVE', burst.reason);
  const { requests, failed, before, most, less, more } = burst;
  const found = `After ${requestsInWords(requests)} at once ${name} had up to ${rounded(most)} connections`;
  const evidence = { burstRequests: requests, burstConnections: most, limit: limit.least };
  if (most > CONNECTION_SHARE * limit.most) {
    const reason = `${found}: that is more than ${percent(CONNECTION_SHARE)} of the ${limit.most} that it takes.`;
    const otherwise = openedOtherwise(before, limit.most, more);
    return otherwise === null
      ? ruling('UNDERSIZED', reason, evidence)
      : ruling('INCONCLUSIVE', `${reason} ${otherwise}`, evidence);
  }
  if (most > CONNECTION_SHARE * limit.least) {
    const reason = `${found}: whether that is more than ${percent(CONNECTION_SHARE)} of what it takes is not known, as the spec does not say it (maxConnections).`;
    return ruling('INCONCLUSIVE', reason, evidence);
  }
  if (less !== null) return ruling('INCONCLUSIVE', `${found}. ${less}`, evidence);
  if (failed > 0) {
    const reason = `${found}, and ${failed} of the requests were not answered as they should be: those may have opened none.`;
    return ruling('INCONCLUSIVE', reason, evidence);
  }
  return ruling('HOLDS', `${found}.`, evidence);
}

/**
 * Why too many connections after a burst may not be of what is declared, as a sentence; null when they are. Pools stay open for a while,
 * and the period in which the burst came may be nearly all of the load before it. Of those that were open before that period the steady
 * load is asked, and not the burst. What was opened within it, by either, was opened by no more than is declared as long as that load was
 * within the peak: then the declared size is too small, whichever of them did. Beyond the peak nothing tells them apart.
 */
function openedOtherwise(before: number, limit: number, more: string | null): string | null {
  return before > CONNECTION_SHARE * limit
    ? `Before it ${rounded(before)} were open already, which it did not open.`
    : more;
}
