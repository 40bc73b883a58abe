import { invalid } from '../aws-failure.ts';
import { type JsonCompletion, regionalKey } from '../completion.ts';
import { isJsonRecord, type JsonRecord, recordsOf, stringOf } from '../json.ts';

const NOT_SUSPENDED = {
  DynamicScalingInSuspended: false,
  DynamicScalingOutSuspended: false,
  ScheduledScalingSuspended: false,
};

/** The role that AWS puts on targets that were registered without one. */
const SERVICE_ROLE = {
  path: 'aws-service-role/ecs.application-autoscaling.amazonaws.com',
  name: 'AWSServiceRoleForApplicationAutoScaling_ECSService',
};

export const AUTO_SCALING_COMPLETIONS: readonly JsonCompletion[] = [
  {
    form: 'json',
    service: 'application-autoscaling',
    operations: ['DescribeScalableTargets'],
    gap: 'Suspension and role of a target are left out, and the page token repeats for ever.',
    async complete(body, _parameters, context) {
      const account = await context.accountId();
      const targets = recordsOf(body, 'ScalableTargets').map((target) => ({
        ...target,
        RoleARN:
          stringOf(target, 'RoleARN') ??
          `arn:aws:iam::${account}:role/${SERVICE_ROLE.path}/${SERVICE_ROLE.name}`,
        SuspendedState: {
          ...NOT_SUSPENDED,
          ...(isJsonRecord(target['SuspendedState']) && target['SuspendedState']),
        },
      }));
      return { ...body, ScalableTargets: targets };
    },
  },
  {
    form: 'json',
    service: 'application-autoscaling',
    operations: ['DescribeScalingActivities'],
    gap: 'Not implemented; the activities are those of the state application-autoscaling/activities, and those that did not scale are told only when they are asked for.',
    async answer(parameters, context) {
      const namespace = stringOf(parameters, 'ServiceNamespace');
      if (namespace === undefined) {
        throw invalid('ValidationException', 'ServiceNamespace must be given.');
      }
      const key = await regionalKey(context, 'application-autoscaling/activities');
      const activities = recordsOf({ list: context.state.get(key) }, 'list');
      const isWanted = (activity: JsonRecord) =>
        parameters['IncludeNotScaledActivities'] === true ||
        recordsOf(activity, 'NotScaledReasons').length === 0;
      const fits = (activity: JsonRecord) =>
        isWanted(activity) &&
        ['ServiceNamespace', 'ResourceId', 'ScalableDimension'].every(
          (member) => parameters[member] === undefined || parameters[member] === activity[member],
        );
      return { ScalingActivities: activities.filter(fits) };
    },
  },
];
