import { type AwsFailure, invalid } from '../aws-failure.ts';
import type { CompletionContext, JsonCompletion } from '../completion.ts';
import { type JsonRecord, stringOf } from '../json.ts';
import { type BackupList, readList, writeList } from './backup-state.ts';

const STATE = 'Not implemented; held in the state of the overlay';

/** The head of a completion whose answer comes from that part of the state. */
export function own(
  operations: readonly string[],
  key: string,
): Pick<JsonCompletion, 'form' | 'service' | 'operations' | 'gap'> {
  return { form: 'json', service: 'backup', operations, gap: `${STATE}, under ${key}.` };
}

/** The object that is asked for. @throws {AwsFailure} when there is none. */
export function one(list: readonly JsonRecord[], member: string, value: unknown): JsonRecord {
  const found = list.find((item) => item[member] === value);
  if (found === undefined) throw notFound('Resource');
  return found;
}

/** Takes one object out of a list of the state. @throws {AwsFailure} when it is not there. */
export async function remove(
  name: BackupList,
  member: string,
  value: unknown,
  context: CompletionContext,
): Promise<JsonRecord> {
  const list = await readList(name, context);
  one(list, member, value);
  await writeList(
    name,
    list.filter((item) => item[member] !== value),
    context,
  );
  return {};
}

/** The vault of the call, as the emulator has it. @throws {AwsFailure} when it has none. */
export async function existingVault(
  parameters: JsonRecord,
  context: CompletionContext,
): Promise<JsonRecord> {
  const name = stringOf(parameters, 'BackupVaultName') ?? '';
  const vault = await context.askRest('backup', `/backup-vaults/${encodeURIComponent(name)}`);
  if (vault === null) throw notFound('Backup vault');
  return vault;
}

/** AWS Backup answers 400, not 404, for what it does not have. */
export function notFound(what: string): AwsFailure {
  return invalid('ResourceNotFoundException', `${what} not found.`);
}

/** A member that the call must have. */
export function missing(member: string): AwsFailure {
  return invalid('MissingParameterValueException', `${member} must be given.`);
}
