import { type LoadedSpec, loadSpec } from '../../runner/spec-file.ts';

const FILE = 'specs/mistersmith.yaml';
const ENVIRONMENT = 'production';
/** Any day in the past. */
const FREEZE_AT = '2026-01-01T00:00:00Z';

/** MisterSmith in production after its freeze: without one the check of the snapshot after it has nothing to judge. */
export async function loadMatrixSpec(): Promise<LoadedSpec> {
  const loaded = await loadSpec(FILE, ENVIRONMENT);
  const { document } = loaded;
  const { backup } = document.spec;
  if (backup === undefined) return loaded;
  const spec = { ...document.spec, backup: { ...backup, freezeAt: FREEZE_AT } };
  return { ...loaded, document: { ...document, spec } };
}
