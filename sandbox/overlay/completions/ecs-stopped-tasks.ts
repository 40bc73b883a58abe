import { type CompletionContext, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord } from '../json.ts';

/** The tasks that ended, as the state `ecs/stopped-tasks` has them: the emulator keeps none of a service. */
export async function stoppedTasks(context: CompletionContext): Promise<JsonRecord[]> {
  const value = context.state.get(await regionalKey(context, 'ecs/stopped-tasks'));
  return Array.isArray(value) ? value.filter(isJsonRecord) : [];
}
