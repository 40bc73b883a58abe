import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { malformed } from '../malformed.ts';
import { listeners } from './listeners.ts';
import { describeListeners, describeLoadBalancers, describeSslPolicies } from './operations.ts';

/** What the security policies in use let clients speak: by policy, such protocols as `TLSv1.2`. */
export const SslPolicies = z.record(z.string(), z.array(z.string()));
export type SslPolicies = z.infer<typeof SslPolicies>;

/** The policies of the listeners of every declared load balancer, by its name, as AWS resolves them today. */
export const sslPolicies = defineCollector<SslPolicies>({
  id: 'aws/elastic-load-balancing-v2/ssl-policies',
  title: 'TLS protocols that the security policies of load balancers permit',
  operations: [describeLoadBalancers, describeListeners, describeSslPolicies],
  item: SslPolicies,
  keys: (spec) => Object.keys(spec.loadBalancers ?? {}),
  collect: async (context) => {
    const found = await listeners.collect(context);
    const inUse = Object.values(found).flatMap((list) =>
      list.state === 'present' ? list.value.flatMap(({ sslPolicy }) => sslPolicy ?? []) : [],
    );
    const Names = [...new Set(inUse)].sort();
    const answer =
      Names.length === 0 ? null : await context.aws.read(describeSslPolicies, { Names });
    return Object.fromEntries(
      Object.entries(found).map(([name, list]): [string, Observation<SslPolicies>] => {
        if (list.state !== 'present') return [name, list];
        const wanted = list.value.flatMap(({ sslPolicy }) => sslPolicy ?? []);
        if (answer === null || wanted.length === 0) return [name, present({}, list.calls)];
        if (answer.state === 'failed') return [name, unseen(answer.cause)];
        if (answer.state === 'absent') return [name, absent(answer.calls)];
        const policies: SslPolicies = {};
        for (const policy of wanted) {
          const described = answer.value.SslPolicies?.find(({ Name }) => Name === policy);
          if (described?.SslProtocols === undefined) {
            const message = 'It does not tell the protocols of a policy in use.';
            return [name, malformed(describeSslPolicies, answer.calls, message)];
          }
          policies[policy] = described.SslProtocols;
        }
        return [name, present(policies, [...list.calls, ...answer.calls])];
      }),
    );
  },
});
