import type { Answer, Operation } from '../../core/aws.ts';
import { absent, present, unseen, type Observation } from '../../core/observation.ts';

/**
 * What one call that asks for many items says of one of them. An item that the answer neither gives nor explains is
 * not absent: it was not seen.
 */
export function observeOne<Output, Raw, Item>(
  operation: Operation,
  answer: Answer<Output>,
  find: (output: Output) => Raw | undefined,
  isAbout: (failedItem: string) => boolean,
  toItem: (raw: Raw) => Item,
): Observation<Item> {
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent(answer.calls);
    case 'answered': {
      const raw = find(answer.value);
      if (raw !== undefined) return present(toItem(raw), answer.calls);
      const failure = answer.failures.find(({ item }) => isAbout(item));
      if (failure?.absent === true) return absent(answer.calls);
      const name = operation.action ?? operation.name;
      return unseen({
        kind: failure === undefined ? 'malformed-response' : 'partial-failure',
        operation: name,
        code: failure?.reason ?? null,
        message:
          failure === undefined
            ? `${name} answered without the item and without a reason.`
            : `${name} could not give the item. ${failure.reason}`,
        action: operation.action,
        calls: answer.calls,
      });
    }
  }
}
