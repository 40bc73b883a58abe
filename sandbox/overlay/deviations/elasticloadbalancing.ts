import type { XmlDeviation } from '../deviation.ts';
import { applySplices, elementsNamed, parseXml } from '../xml.ts';

export const LOAD_BALANCING_DEVIATIONS: readonly XmlDeviation[] = [
  {
    name: 'elb/target-state',
    form: 'xml',
    service: 'elasticloadbalancing',
    operations: ['DescribeTargetHealth'],
    /** `{ state, count }`: the first `count` targets (all when left out) of every target group that is asked for. */
    edit(body, { state, count }) {
      const limit = typeof count === 'number' ? count : Infinity;
      const states = elementsNamed(parseXml(body), 'State').slice(0, limit);
      return applySplices(
        body,
        states.map(({ start, end }) => ({ start, end, with: `<State>${String(state)}</State>` })),
      );
    },
  },
];
