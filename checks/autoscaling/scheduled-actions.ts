import {
  scheduledActions,
  type ScheduledAction,
} from '../../collectors/aws/application-auto-scaling/scheduled-actions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass } from '../../core/judgement.ts';
import { NO_SERVICES } from '../ecs/subjects.ts';
import { scaledServices } from './subjects.ts';

export default defineCheck({
  id: 'autoscaling/scheduled-actions',
  title:
    'The range of the service changes at the declared times alone, and never below what is declared',
  risk: 'A schedule that somebody forgot shrinks the service in the middle of the day.',
  remediation: 'Delete the scheduled actions that are not declared, and put those that are.',
  fix: {
    cli: 'aws application-autoscaling delete-scheduled-action --service-namespace ecs --scalable-dimension ecs:service:DesiredCount --resource-id service/<cluster>/<service> --scheduled-action-name <action>',
    cdk: 'scaling.scaleOnSchedule("<id>", { schedule: appscaling.Schedule.cron({ hour: "8", minute: "0" }), minCapacity: <min> })',
  },
  severity: 'medium',
  resourceType: 'AWS::ApplicationAutoScaling::ScalableTarget',
  references: [
    'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-scheduled-scaling.html',
    'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScheduledActions.html',
  ],
  controls: [],
  proves: ['ecs/autoscaling', 'sizing/task-range'],
  needs: { actions: scheduledActions },
  none: NO_SERVICES,
  subjects: scaledServices,

  evaluate({ name, scaling }, { actions }, { takenAt }) {
    const declared = Object.entries(scaling?.scheduled ?? {});
    const expected = {
      actions: declared.map(([action, { expression, timeZone, minTasks, maxTasks }]) => ({
        name: action,
        schedule: expression,
        timeZone: timeZone ?? null,
        minTasks: minTasks ?? null,
        maxTasks: maxTasks ?? null,
      })),
    };
    const deployed = actions.get(name) ?? [];
    const actual = { actions: deployed };
    const named = (wanted: string) => deployed.find((action) => action.name === wanted);
    const undeclared = deployed.filter(
      (action) => !declared.some(([wanted]) => wanted === action.name),
    );
    const details = [
      ...undeclared.map((action) => `Not declared: ${action.name ?? 'an action without a name'}.`),
      ...declared.flatMap(([wanted, action]) => {
        const found = named(wanted);
        if (found === undefined) return [`Not deployed: ${wanted}.`];
        return isAsDeclared(found, action)
          ? boundsOf(found, takenAt).map((bound) => `${wanted} ${bound}.`)
          : [`Other than declared: ${wanted}.`];
      }),
      // The plan sizes the service for its greatest number of tasks.
      ...deployed
        .filter(({ maxTasks }) => maxTasks !== null && maxTasks < (scaling?.maxTasks ?? 0))
        .filter((action) => undeclared.includes(action))
        .map((action) => `${action.name ?? 'An action'} lowers the greatest number of tasks.`),
    ];
    return details.length === 0
      ? pass(expected, actual)
      : fail('The scheduled actions are not as declared.', expected, actual, { details });
  },
});

type Declared = NonNullable<
  NonNullable<ReturnType<typeof scaledServices>[number]['scaling']>['scheduled']
>[string];

function isAsDeclared(deployed: ScheduledAction, declared: Declared): boolean {
  return (
    deployed.schedule === declared.expression &&
    (deployed.timeZone ?? 'UTC') === (declared.timeZone ?? 'UTC') &&
    deployed.minTasks === (declared.minTasks ?? null) &&
    deployed.maxTasks === (declared.maxTasks ?? null)
  );
}

/** When a declared schedule does nothing, which no spec declares: each the end of a sentence that begins with its name. */
function boundsOf({ startsAt, endsAt }: ScheduledAction, takenAt: number): readonly string[] {
  return [
    ...(startsAt !== null && Date.parse(startsAt) > takenAt
      ? [`does nothing before ${startsAt}`]
      : []),
    ...(endsAt === null ? [] : [`does nothing after ${endsAt}`]),
  ];
}
