import type { Answer, AwsReader, Operation } from '../../../core/aws.ts';
import type { Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { observeOne } from '../partial.ts';
import { MAX_NAMES_PER_CALL } from './operations.ts';

/**
 * What AWS says of each name. One name that does not exist makes AWS refuse the whole call, so the others of such a
 * call are asked for one by one: they are not absent for that.
 */
export async function describeByNames<Output extends object, Raw, Item>(
  aws: AwsReader,
  operation: Operation<{ Names?: string[] | undefined }, Output>,
  names: readonly string[],
  find: (output: Output, name: string) => Raw | undefined,
  toItem: (raw: Raw) => Item,
): Promise<Readonly<Record<string, Observation<Item>>>> {
  const items: Record<string, Observation<Item>> = {};
  const keep = (name: string, answer: Answer<Output>) => {
    items[name] = observeOne(
      operation,
      answer,
      (output) => find(output, name),
      (item) => item === name,
      toItem,
    );
  };
  await Promise.all(
    batchesOf(names, MAX_NAMES_PER_CALL).map(async (batch) => {
      const answer = await aws.read(operation, { Names: [...batch] });
      if (answer.state !== 'absent' || batch.length === 1) {
        for (const name of batch) keep(name, answer);
        return;
      }
      await Promise.all(
        batch.map(async (name) => {
          keep(name, await aws.read(operation, { Names: [name] }));
        }),
      );
    }),
  );
  return items;
}
