import { DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmSpec } from '../../core/spec/sections/operations.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { putAlarm } from '../deploy/alarms.ts';
import type { Broken, Fault } from './fault.ts';
import { firstAlarm, ratioAlarm } from './pick.ts';

const alarm = (spec: Spec) => firstAlarm(spec).name;
const REQUIRED: Broken = { check: 'alarms/required', subject: alarm };

export const ALARM_FAULTS: readonly Fault[] = [
  {
    id: 'alarm-gone',
    describes: 'A declared signal raises no alarm.',
    breaks: [REQUIRED],
    async apply({ aws, spec }) {
      await aws.cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [alarm(spec)] }));
      return null;
    },
    async heal(context) {
      const { name, declared } = firstAlarm(context.spec);
      await putAlarm(context, name, declared);
    },
  },
  changed({
    id: 'alarm-too-late',
    describes: 'An alarm goes off far beyond the declared threshold.',
    breaks: [REQUIRED],
    pick: firstAlarm,
    change: (declared) => ({ ...declared, threshold: declared.threshold * 10 }),
  }),
  changed({
    id: 'alarm-on-another-metric',
    describes: 'An alarm has the name of the declared one and watches something else.',
    breaks: [REQUIRED],
    pick: firstAlarm,
    change: (declared) => ({ ...declared, metric: 'Other' }),
  }),
  changed({
    id: 'alarm-on-a-count',
    describes: 'An alarm that is to watch a ratio watches a count.',
    breaks: [{ check: 'alarms/required', subject: (spec) => ratioAlarm(spec).name }],
    pick: ratioAlarm,
    change: ({ dividedBy: _dividedBy, ...declared }) => declared,
  }),
];

interface Picked {
  readonly name: string;
  readonly declared: AlarmSpec;
}

/** A fault of an alarm that is put with something other than declared. */
function changed(fault: {
  id: string;
  describes: string;
  breaks: readonly Broken[];
  pick: (spec: Spec) => Picked;
  change: (declared: AlarmSpec) => AlarmSpec;
}): Fault {
  const { id, describes, breaks, pick, change } = fault;
  return {
    id,
    describes,
    breaks,
    async apply(context) {
      const { name, declared } = pick(context.spec);
      await putAlarm(context, name, change(declared));
      return null;
    },
    async heal(context) {
      const { name, declared } = pick(context.spec);
      await putAlarm(context, name, declared);
    },
  };
}
