import { type LoadedSpec, loadSpec } from '../../runner/spec-file.ts';

const FILE = 'specs/mistersmith.yaml';
const ENVIRONMENT = 'production';
/** Any day in the past. */
const FREEZE_AT = '2026-01-01T00:00:00Z';

/**
 * MisterSmith in production at its cutover: before the freeze there is no snapshot after it to judge, and before the
 * cutover no traffic.
 */
export async function loadMatrixSpec(): Promise<LoadedSpec> {
  const loaded = await loadSpec(FILE, ENVIRONMENT);
  const { document } = loaded;
  const { backup } = document.spec;
  if (backup === undefined) return loaded;
  const spec = {
    ...document.spec,
    phase: 'cutover' as const,
    backup: { ...backup, freezeAt: FREEZE_AT },
  };
  return { ...loaded, document: { ...document, spec } };
}
