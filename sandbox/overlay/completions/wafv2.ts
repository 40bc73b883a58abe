import { type JsonCompletion } from '../completion.ts';
import { isJsonRecord, stringOf } from '../json.ts';
import { childText, findBlocks } from '../xml.ts';

export const WAF_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'wafv2',
    operations: ['ListResourcesForWebACL'],
    gap: 'Not implemented; every load balancer is asked for its web ACL.',
    async answer(parameters, context) {
      const wanted = stringOf(parameters, 'WebACLArn');
      const type = stringOf(parameters, 'ResourceType') ?? 'APPLICATION_LOAD_BALANCER';
      if (type !== 'APPLICATION_LOAD_BALANCER') return { ResourceArns: [] };
      const text = await context.askXml('elasticloadbalancing', 'DescribeLoadBalancers', {});
      const arns = findBlocks(text, { name: 'member' }).flatMap(
        (element) => childText(text, element, 'LoadBalancerArn') ?? [],
      );
      const found: string[] = [];
      for (const ResourceArn of arns) {
        const answer = await context.tryJson('wafv2', 'GetWebACLForResource', { ResourceArn });
        const acl = answer?.['WebACL'];
        if (isJsonRecord(acl) && acl['ARN'] === wanted) found.push(ResourceArn);
      }
      return { ResourceArns: found };
    },
  },
];
