import type { LoggingConfiguration } from '@aws-sdk/client-wafv2';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, observe, type Observation } from '../../../core/observation.ts';
import {
  getLoggingConfiguration,
  getWebAclForResource,
  listResourcesForWebAcl,
  listWebAcls,
} from './operations.ts';
import { describeLoadBalancers } from '../elastic-load-balancing-v2/operations.ts';
import { webAcls } from './web-acls.ts';

/** How a web ACL logs requests. */
export const WebAclLogging = z.strictObject({
  /** Null when WAF left out the list. */
  destinations: z.array(z.string()).nullable(),
  /** Names of headers that are left out, in lower case. */
  redactedHeaders: z.array(z.string()),
  /** Null when every request is kept. */
  filter: z
    .strictObject({
      defaultBehavior: z.string().nullable(),
      filters: z.array(
        z.strictObject({
          /** `KEEP` or `DROP`. */
          behavior: z.string().nullable(),
          /** `MEETS_ALL` or `MEETS_ANY` of the conditions. */
          requirement: z.string().nullable(),
          /** Each is about an action such as `BLOCK`, or about a label. */
          conditions: z.array(
            z.strictObject({ action: z.string().nullable(), label: z.string().nullable() }),
          ),
        }),
      ),
    })
    .nullable(),
});
export type WebAclLogging = z.infer<typeof WebAclLogging>;

/** Of what stands in front of the load balancer of each declared web ACL, by its name. Absent: it logs nothing. */
export const webAclLogging = defineCollector<WebAclLogging>({
  id: 'aws/wafv2/logging',
  title: 'Where the web ACLs in front of load balancers log',
  operations: [
    describeLoadBalancers,
    getWebAclForResource,
    listWebAcls,
    listResourcesForWebAcl,
    getLoggingConfiguration,
  ],
  item: WebAclLogging,
  keys: ({ webAcls: declared }) => Object.keys(declared ?? {}),
  collect: async (context) => {
    const acls = await webAcls.collect(context);
    const entries = await Promise.all(
      Object.entries(acls).map(
        async ([name, acl]): Promise<[string, Observation<WebAclLogging>]> => {
          if (acl.state === 'unseen') return [name, acl];
          if (acl.state === 'absent') return [name, absent(acl.calls)];
          const answer = await context.aws.read(getLoggingConfiguration, {
            ResourceArn: acl.value.arn,
          });
          return [
            name,
            observe(answer, ({ LoggingConfiguration: found }) =>
              found === undefined ? null : toItem(found),
            ),
          ];
        },
      ),
    );
    return Object.fromEntries(entries);
  },
});

function toItem(configuration: LoggingConfiguration): WebAclLogging {
  const { LogDestinationConfigs, RedactedFields, LoggingFilter } = configuration;
  return {
    destinations: LogDestinationConfigs ?? null,
    redactedHeaders: (RedactedFields ?? []).flatMap(
      ({ SingleHeader }) => SingleHeader?.Name?.toLowerCase() ?? [],
    ),
    filter:
      LoggingFilter === undefined
        ? null
        : {
            defaultBehavior: LoggingFilter.DefaultBehavior ?? null,
            filters: (LoggingFilter.Filters ?? []).map(({ Behavior, Requirement, Conditions }) => ({
              behavior: Behavior ?? null,
              requirement: Requirement ?? null,
              conditions: (Conditions ?? []).map(({ ActionCondition, LabelNameCondition }) => ({
                action: ActionCondition?.Action ?? null,
                label: LabelNameCondition?.LabelName ?? null,
              })),
            })),
          },
  };
}
