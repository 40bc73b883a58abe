import type { AwsCall } from './aws-request.ts';
import type { EmulatorClient } from './emulator-client.ts';
import { queryRequest } from './wire-call.ts';

/** Says which account a caller's credentials belong to; asked of the emulator once for each access key. */
export type AccountOf = (call: AwsCall) => Promise<string>;

export function createAccountOf(emulator: EmulatorClient): AccountOf {
  const known = new Map<string, Promise<string>>();
  return (call) => {
    const found = known.get(call.accessKeyId) ?? askAccount(emulator, call);
    known.set(call.accessKeyId, found);
    // An account that could not be asked for now may be known later.
    found.catch(() => known.delete(call.accessKeyId));
    return found;
  };
}

async function askAccount(emulator: EmulatorClient, caller: AwsCall): Promise<string> {
  const request = queryRequest(caller, 'sts', 'GetCallerIdentity', {});
  const call: AwsCall = {
    ...caller,
    protocol: 'query',
    service: 'sts',
    operation: 'GetCallerIdentity',
    parameters: {},
  };
  const answer = await emulator.ask(request, call);
  const account = /<Account>(\d{12})<\/Account>/.exec(answer.body.toString('utf8'))?.[1];
  if (account === undefined) throw new Error('The emulator does not say which account this is.');
  return account;
}
