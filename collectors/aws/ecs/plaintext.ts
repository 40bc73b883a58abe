import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { z } from 'zod';
import { detectInText, detectSecret, SecretKind } from './secret-detectors.ts';

/** Where a task definition holds plain text. */
const PlaintextPlace = z.enum([
  'environment',
  'command',
  'entryPoint',
  'healthCheck',
  'dockerLabels',
  'logOptions',
  'firelensOptions',
]);

/** A plain setting whose value looks like a secret. The value itself is never kept. */
export const PlaintextSecret = z.strictObject({
  place: PlaintextPlace,
  /** The variable, label or option; null for a command. */
  name: z.string().nullable(),
  kind: SecretKind,
});
export type PlaintextSecret = z.infer<typeof PlaintextSecret>;

/** All that look like one: not only variables can hold a secret, and not only the first of them. */
export function plaintextSecrets(container: ContainerDefinition): readonly PlaintextSecret[] {
  const variables = (container.environment ?? []).map(({ name, value }): [string, string] => [
    name ?? '',
    value ?? '',
  ]);
  return [
    ...inSettings('environment', variables),
    ...inCommand('command', container.command),
    ...inCommand('entryPoint', container.entryPoint),
    ...inCommand('healthCheck', container.healthCheck?.command),
    ...inSettings('dockerLabels', Object.entries(container.dockerLabels ?? {})),
    ...inSettings('logOptions', Object.entries(container.logConfiguration?.options ?? {})),
    ...inSettings(
      'firelensOptions',
      Object.entries(container.firelensConfiguration?.options ?? {}),
    ),
  ];
}

type Place = z.infer<typeof PlaintextPlace>;

function inSettings(
  place: Place,
  settings: readonly (readonly [string, string])[],
): PlaintextSecret[] {
  return settings.flatMap(([name, value]) => {
    const kind = detectSecret(name, value);
    return kind === null ? [] : [{ place, name, kind }];
  });
}

/** The words together, since a flag and its value are two of them. */
function inCommand(place: Place, words: readonly string[] | undefined): PlaintextSecret[] {
  const kind = detectInText((words ?? []).join(' '));
  return kind === null ? [] : [{ place, name: null, kind }];
}
