import { allSchedules } from '../../collectors/aws/scheduler/all-schedules.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeByName, namedScopeSubject, NO_SCOPE } from '../undeclared.ts';

/** Schedules carry no tags, only their groups do, so that a scope finds them by name. A declared one stands in the default group. */
export default defineCheck({
  id: 'eventbridge/undeclared-schedules',
  title: 'No schedule whose name is in the scope is undeclared',
  risk: 'What nobody planned calls its target at times that nobody expects, and outlives the migration unseen.',
  remediation: 'Declare the schedule, or delete it.',
  fix: {
    cli: 'aws scheduler delete-schedule --name <schedule> --group-name <group>',
    cdk: 'new scheduler.Schedule(this, "<id>", { scheduleName: "<name>", schedule, target })',
  },
  severity: 'medium',
  resourceType: 'AWS::Scheduler::Schedule',
  references: ['https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html'],
  controls: [],
  proves: ['messaging/eventbridge-path'],
  needs: { schedules: allSchedules },
  none: NO_SCOPE,
  subjects: (spec) => namedScopeSubject(spec, 'schedules', Object.keys(spec.schedules ?? {})),

  evaluate(subject, { schedules }) {
    return judgeByName(
      { one: 'A schedule', many: 'schedules' },
      { ...subject, declared: [] },
      schedules
        .get(ALL)
        ?.filter(({ name, group }) => group !== 'default' || !subject.declared.includes(name)) ??
        null,
    );
  },
});
