import { type LoadedSpec, loadSpec } from '../../runner/spec-file.ts';

const FILE = 'specs/mistersmith.yaml';
const ENVIRONMENT = 'production';
/** Any day in the past. */
const FREEZE_AT = '2026-01-01T00:00:00Z';

/**
 * MisterSmith in production at its cutover: before the freeze there is no snapshot after it to judge, and before the
 * cutover no traffic. One of its target groups takes TLS, which the plan asks of none, so that this is judged too.
 */
export async function loadMatrixSpec(): Promise<LoadedSpec> {
  const loaded = await loadSpec(FILE, ENVIRONMENT);
  const { document } = loaded;
  const { backup, targetGroups } = document.spec;
  if (backup === undefined || targetGroups === undefined) return loaded;
  const spec = {
    ...document.spec,
    phase: 'cutover' as const,
    backup: { ...backup, freezeAt: FREEZE_AT },
    targetGroups: Object.fromEntries(
      Object.entries(targetGroups).map(([name, group], index) => [
        name,
        index === 0 ? { ...group, protocol: 'HTTPS' as const } : group,
      ]),
    ),
  };
  return { ...loaded, document: { ...document, spec } };
}
