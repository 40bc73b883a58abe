import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { present, unseen, absent } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { malformed } from '../malformed.ts';
import { ListedResource } from '../whole-list.ts';
import { listRules } from './operations.ts';

export const BusRule = z.strictObject({
  ...ListedResource.shape,
  /** The AWS service that made the rule for itself, such as for an archive; null for the account's own. */
  managedBy: z.string().nullable(),
});
export type BusRule = z.infer<typeof BusRule>;

/** All rules of every declared bus, declared or not; the key is the bus's name. */
export const busRules = defineCollector<BusRule[]>({
  id: 'aws/eventbridge/bus-rules',
  title: 'All rules of the declared EventBridge buses',
  operations: [listRules],
  item: z.array(BusRule),
  keys: ({ buses }) => Object.keys(buses ?? {}),
  collect: ({ spec, aws }) =>
    observeEach(Object.keys(spec.buses ?? {}), async (EventBusName) => {
      const answer = await aws.read(listRules, { EventBusName });
      if (answer.state === 'failed') return unseen(answer.cause);
      if (answer.state === 'absent') return absent(answer.calls);
      const found = answer.value.Rules ?? [];
      const rules = found.flatMap(({ Name: name, Arn: arn, ManagedBy }) =>
        name === undefined || arn === undefined
          ? []
          : [{ name, arn, managedBy: ManagedBy ?? null }],
      );
      return rules.length === found.length
        ? present(rules, answer.calls)
        : malformed(listRules, answer.calls, 'A rule of the list is not identified.');
    }),
});
