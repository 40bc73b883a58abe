import { defineCollector } from '../../../core/collector.ts';
import type { Observation } from '../../../core/observation.ts';
import { afterCalls, vpcKeys } from './declared-vpc.ts';
import { describeRouteTables, describeVpcs } from './operations.ts';
import { PREFIX_LIST_OPERATIONS, PrefixLists, readPrefixLists } from './prefix-lists.ts';
import { listRouteTables } from './route-tables.ts';

/**
 * The key is the VPC's declared name. Lists of gateway endpoints are left out: they lead to a service of AWS within
 * the VPC, whatever addresses they hold.
 */
export const routePrefixLists = defineCollector<PrefixLists>({
  id: 'aws/ec2/route-prefix-lists',
  title: 'The prefix lists that routes of the declared VPC lead to a gateway',
  operations: [describeVpcs, describeRouteTables, ...PREFIX_LIST_OPERATIONS],
  item: PrefixLists,
  keys: vpcKeys,
  collect: async (context) => {
    const items: Record<string, Observation<PrefixLists>> = {};
    for (const [name, tables] of Object.entries(await listRouteTables(context))) {
      if (tables.state !== 'present') {
        items[name] = tables;
        continue;
      }
      const ids = tables.value
        .flatMap(({ routes }) => routes)
        .filter(({ target }) => target?.startsWith('vpce-') !== true)
        .flatMap(({ destination }) => (destination?.startsWith('pl-') === true ? destination : []));
      items[name] = afterCalls(tables.calls, await readPrefixLists(context, ids));
    }
    return items;
  },
});
