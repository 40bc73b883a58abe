import type { DBProxy } from '@aws-sdk/client-rds';
import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { malformed } from '../malformed.ts';
import { describeDBProxies } from './operations.ts';

/** One RDS Proxy as it is deployed. Null is what AWS left out. */
export const Proxy = z.strictObject({
  arn: z.string().nullable(),
  status: z.string().nullable(),
  requireTls: z.boolean().nullable(),
  /** Ids. */
  subnets: z.array(z.string()).nullable(),
});
export type Proxy = z.infer<typeof Proxy>;

/** Every declared proxy, by its name. */
export const proxies = defineCollector<Proxy>({
  id: 'aws/rds/proxies',
  title: 'The declared RDS Proxies with their state, their subnets and whether they take TLS alone',
  operations: [describeDBProxies],
  item: Proxy,
  keys: proxyKeys,
  collect: async (context) => {
    const found = await findProxies(context);
    return Object.fromEntries(
      [...found].map(([name, proxy]) => [
        name,
        proxy.state === 'present' ? present(toItem(proxy.value), proxy.calls) : proxy,
      ]),
    );
  },
});

export function proxyKeys({ aurora }: Spec): readonly string[] {
  const names = Object.values(aurora ?? {}).flatMap(({ proxy }) => proxy?.name ?? []);
  return [...new Set(names)];
}

/** The declared proxies as AWS describes them, out of the complete list of the region. */
export async function findProxies({
  aws,
  spec,
}: CollectContext): Promise<ReadonlyMap<string, Observation<DBProxy>>> {
  const names = proxyKeys(spec);
  if (names.length === 0) return new Map();
  const answer = await aws.read(describeDBProxies, {});
  return new Map(
    names.map((name): [string, Observation<DBProxy>] => {
      switch (answer.state) {
        case 'failed':
          return [name, unseen(answer.cause)];
        case 'absent':
          return [name, absent(answer.calls)];
        case 'answered':
          return [name, proxyIn(answer.value.DBProxies ?? [], name, answer.calls)];
      }
    }),
  );
}

/** Names of proxies differ in more than their case. */
function proxyIn(
  all: readonly DBProxy[],
  name: string,
  calls: readonly string[],
): Observation<DBProxy> {
  const proxy = all.find(({ DBProxyName }) => DBProxyName?.toLowerCase() === name.toLowerCase());
  if (proxy !== undefined) return present(proxy, calls);
  // It may be the one that is looked for.
  return all.some(({ DBProxyName }) => DBProxyName === undefined)
    ? malformed(describeDBProxies, calls, 'A proxy in it has no name.')
    : absent(calls);
}

function toItem(proxy: DBProxy): Proxy {
  return {
    arn: proxy.DBProxyArn ?? null,
    status: proxy.Status ?? null,
    requireTls: proxy.RequireTLS ?? null,
    subnets: proxy.VpcSubnetIds ?? null,
  };
}
