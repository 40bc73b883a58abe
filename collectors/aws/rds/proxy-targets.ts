import { z } from 'zod';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { describeDBProxies, describeDBProxyTargets } from './operations.ts';
import { findProxies, proxyKeys } from './proxies.ts';

/** What a proxy leads to. Null is what AWS left out. */
export const ProxyTarget = z.strictObject({
  /** `RDS_INSTANCE`; or `TRACKED_CLUSTER`, which stands for the members that follow and has no state of its own. */
  type: z.string().nullable(),
  /** Identifier of the instance, or of the cluster. */
  resource: z.string().nullable(),
  /** Identifier of the cluster that the instance is a member of. */
  trackedCluster: z.string().nullable(),
  /** `AVAILABLE`, `REGISTERING`, `UNAVAILABLE` or `UNUSED`. */
  state: z.string().nullable(),
  /** Why it is not available. */
  reason: z.string().nullable(),
});
export type ProxyTarget = z.infer<typeof ProxyTarget>;

/** The targets of every declared proxy, by the proxy's name; an empty list is a proxy that leads nowhere. */
export const proxyTargets = defineCollector<ProxyTarget[]>({
  id: 'aws/rds/proxy-targets',
  title: 'What the declared RDS Proxies lead to, and its health',
  operations: [describeDBProxies, describeDBProxyTargets],
  item: z.array(ProxyTarget),
  keys: proxyKeys,
  collect: async (context) => {
    const entries = await Promise.all(
      [...(await findProxies(context))].map(async ([name, proxy]) => {
        if (proxy.state !== 'present') return [name, proxy] as const;
        const known = proxy.value.DBProxyName ?? name;
        return [name, await targetsOf(context, known, proxy.calls)] as const;
      }),
    );
    return Object.fromEntries<Observation<ProxyTarget[]>>(entries);
  },
});

async function targetsOf(
  { aws }: CollectContext,
  DBProxyName: string,
  before: readonly string[],
): Promise<Observation<ProxyTarget[]>> {
  const answer = await aws.read(describeDBProxyTargets, { DBProxyName });
  switch (answer.state) {
    case 'failed':
      return unseen(answer.cause);
    case 'absent':
      return absent([...before, ...answer.calls]);
    case 'answered': {
      const targets = (answer.value.Targets ?? []).map((target) => ({
        type: target.Type ?? null,
        resource: target.RdsResourceId ?? null,
        trackedCluster: target.TrackedClusterId ?? null,
        state: target.TargetHealth?.State ?? null,
        reason: target.TargetHealth?.Reason ?? null,
      }));
      return present(targets, [...before, ...answer.calls]);
    }
  }
}
