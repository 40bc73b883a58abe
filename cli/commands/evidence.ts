import { trackerOf } from '../../core/tracker.ts';
import { didYouMean } from '../../core/spec/similar.ts';
import { renderEvidence, renderEvidenceList } from '../../reports/evidence.ts';
import { summaryKey } from '../../reports/tracker.ts';
import { UsageError } from '../../runner/errors.ts';
import { storedReport } from '../../runner/stored-runs.ts';
import { terminalStyle } from '../terminal.ts';

export interface EvidenceFlags {
  readonly run?: string;
  readonly store?: string;
  readonly json?: boolean;
}

/** @throws {UsageError} for another action than list and get, and for a key that is none. */
export async function evidenceCommand(
  action: string,
  key: string | null,
  flags: EvidenceFlags,
): Promise<number> {
  const report = await storedReport(flags.run ?? null, flags.store);
  const tracker = trackerOf(report);
  const isJson = flags.json === true;
  switch (action) {
    case 'list':
      process.stdout.write(isJson ? asJson(tracker) : renderEvidenceList(tracker));
      return 0;
    case 'get': {
      const keys = tracker.subPhases.map(({ id }) => summaryKey(tracker.phase.id, id));
      if (key === null) throw new UsageError(`evidence get wants a key: ${keys.join(', ')}`);
      const subPhase = tracker.subPhases[keys.indexOf(key)];
      if (subPhase === undefined) {
        throw new UsageError(
          `there is no evidence "${key}"${didYouMean(key, keys)}; see landfall evidence list`,
        );
      }
      const { ascii } = terminalStyle(process.stdout);
      process.stdout.write(
        isJson ? asJson(subPhase) : renderEvidence(subPhase, tracker, report, ascii),
      );
      return 0;
    }
    default:
      throw new UsageError(`there is no "evidence ${action}"; there are list and get`);
  }
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
