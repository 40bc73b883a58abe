import type { Completion } from '../completion.ts';
import { ECS_COMPLETIONS } from './ecs.ts';

/** All completions; of one operation there is at most one. A new service is a file of this folder and a line here. */
export const COMPLETIONS: readonly Completion[] = [...ECS_COMPLETIONS];

const BY_OPERATION = new Map(
  COMPLETIONS.flatMap((completion) =>
    completion.operations.map((operation) => [`${completion.service}:${operation}`, completion]),
  ),
);

export function completionOf(service: string, operation: string): Completion | undefined {
  return BY_OPERATION.get(`${service}:${operation}`);
}
