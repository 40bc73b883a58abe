import { loadSpec } from '../../runner/spec-file.ts';

export async function validateCommand(options: { spec: string; env?: string }): Promise<number> {
  const { document, digest } = await loadSpec(options.spec, options.env ?? null);
  const environment = document.environment === null ? '' : ` (${document.environment})`;
  process.stdout.write(
    `${options.spec}${environment} is a valid spec of ${document.spec.deployment}, digest ${digest.slice(0, 12)}.\n`,
  );
  return 0;
}
