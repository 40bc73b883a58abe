import type { ScenarioCost } from '../../core/load/load-plan.ts';
import type { LoadSpec } from '../../core/spec/sections/load.ts';

/** Why a scenario may not be sent for what it costs; empty when it may. What is not known is within no limit. */
export function costComplaints(
  { bytes, usd, why }: ScenarioCost,
  limits: NonNullable<LoadSpec['limits']>,
): readonly string[] {
  const complaints: string[] = [];
  if (limits.bytes !== undefined && bytes > limits.bytes) {
    complaints.push(`${bytes} bytes are planned, and ${limits.bytes} are the limit`);
  }
  if (limits.usd === undefined) return complaints;
  if (usd === null) {
    complaints.push(
      `what it costs is not known, and ${limits.usd} USD are the limit: ${why ?? 'It was not estimated.'}`,
    );
  } else if (usd > limits.usd) {
    complaints.push(`up to ${usd.toFixed(2)} USD are planned, and ${limits.usd} are the limit`);
  }
  return complaints;
}
