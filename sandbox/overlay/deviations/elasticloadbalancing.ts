import type { XmlDeviation } from '../deviation.ts';
import { stringOf } from '../json.ts';
import { applySplices, editBlocks, elementsNamed, parseXml } from '../xml.ts';

export const LOAD_BALANCING_DEVIATIONS: readonly XmlDeviation[] = [
  {
    name: 'elb/target-state',
    form: 'xml',
    service: 'elasticloadbalancing',
    operations: ['DescribeTargetHealth'],
    /** `{ state, count, targetGroup }`: the first `count` targets (all when left out) of the target group of that name (any). */
    edit(body, { state, count, targetGroup }, parameters) {
      const asked = stringOf(parameters, 'TargetGroupArn') ?? '';
      if (typeof targetGroup === 'string' && !asked.includes(`:targetgroup/${targetGroup}/`)) {
        return body;
      }
      const limit = typeof count === 'number' ? count : Infinity;
      const states = elementsNamed(parseXml(body), 'State').slice(0, limit);
      return applySplices(
        body,
        states.map(({ start, end }) => ({ start, end, with: `<State>${String(state)}</State>` })),
      );
    },
  },
  {
    name: 'elb/target-group',
    form: 'xml',
    service: 'elasticloadbalancing',
    operations: ['DescribeTargetGroups'],
    /** `{ name, member, value }` */
    edit: (body, { name, member, value }) =>
      editBlocks(body, { name: 'member', where: { TargetGroupName: String(name) } }, () => ({
        [String(member)]: String(value),
      })),
  },
  {
    name: 'elb/load-balancer-state',
    form: 'xml',
    service: 'elasticloadbalancing',
    operations: ['DescribeLoadBalancers'],
    /** `{ name, state }` */
    edit: (body, { name, state }) =>
      editBlocks(body, { name: 'member', where: { LoadBalancerName: String(name) } }, () => ({
        State: { xml: `<Code>${String(state)}</Code>` },
      })),
  },
];
