import { z } from 'zod';
import type { CallId } from '../../../core/aws.ts';
import { defineCollector, type CollectContext } from '../../../core/collector.ts';
import { observe, present, unseen, type Observation } from '../../../core/observation.ts';
import { listeners, type Listeners } from '../elastic-load-balancing-v2/listeners.ts';
import {
  describeListenerCertificates,
  describeListeners,
  describeLoadBalancers,
} from '../elastic-load-balancing-v2/operations.ts';
import { describeCertificate } from './operations.ts';

/** Every certificate of the listeners of one load balancer. Null is what AWS left out. */
export const ListenerCertificates = z.array(
  z.strictObject({
    arn: z.string(),
    /** `ISSUED`, or why it is not in force; null when ACM does not know the certificate. */
    status: z.string().nullable(),
    notAfter: z.iso.datetime().nullable(),
    /** Of managed renewal, such as `FAILED`; null when none was tried. */
    renewalStatus: z.string().nullable(),
    /** The names that it is for, such as `api.example.com` or `*.example.com`. */
    names: z.array(z.string()),
  }),
);
export type ListenerCertificates = z.infer<typeof ListenerCertificates>;
type Item = ListenerCertificates[number];

const SECURE = new Set(['HTTPS', 'TLS']);

/** The certificates of every declared load balancer, by its name; an empty list when no listener speaks TLS. */
export const listenerCertificates = defineCollector<ListenerCertificates>({
  id: 'aws/acm/listener-certificates',
  title: 'Certificates of the listeners of load balancers',
  operations: [
    describeLoadBalancers,
    describeListeners,
    describeListenerCertificates,
    describeCertificate,
  ],
  item: ListenerCertificates,
  keys: (spec) => Object.keys(spec.loadBalancers ?? {}),
  collect: async (context) => {
    const observed = await Promise.all(
      Object.entries(await listeners.collect(context)).map(async ([name, list]) => [
        name,
        await certificatesOf(context, list),
      ]),
    );
    return Object.fromEntries(observed) as Record<string, Observation<ListenerCertificates>>;
  },
});

async function certificatesOf(
  context: CollectContext,
  list: Observation<Listeners>,
): Promise<Observation<ListenerCertificates>> {
  if (list.state !== 'present') return list;
  const calls: CallId[] = [...list.calls];
  const arns = new Set<string>();
  for (const { arn: ListenerArn, protocol } of list.value) {
    if (protocol !== null && !SECURE.has(protocol)) continue;
    const answer = await context.aws.read(describeListenerCertificates, { ListenerArn });
    if (answer.state !== 'answered') {
      return observe<unknown, ListenerCertificates>(answer, () => null);
    }
    calls.push(...answer.calls);
    for (const { CertificateArn } of answer.value.Certificates ?? []) {
      if (CertificateArn !== undefined) arns.add(CertificateArn);
    }
  }
  const items: Item[] = [];
  for (const arn of arns) {
    const answer = await context.aws.read(describeCertificate, { CertificateArn: arn });
    if (answer.state === 'failed') return unseen(answer.cause);
    calls.push(...answer.calls);
    const found = answer.state === 'absent' ? undefined : answer.value.Certificate;
    items.push({
      arn,
      status: found?.Status ?? null,
      notAfter: found?.NotAfter?.toISOString() ?? null,
      renewalStatus: found?.RenewalSummary?.RenewalStatus ?? null,
      names:
        found?.SubjectAlternativeNames ??
        (found?.DomainName === undefined ? [] : [found.DomainName]),
    });
  }
  return present(items, calls);
}
