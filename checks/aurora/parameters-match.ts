import { auroraClusterParameters } from '../../collectors/aws/rds/cluster-parameters.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraMemberParameters } from '../../collectors/aws/rds/member-parameters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isSameValue } from './parameter-values.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** A restored cluster has the default group again, and with it none of the plan's parameters. */
export default defineCheck({
  id: 'aurora/parameters-match',
  title:
    'The Aurora cluster has the declared parameter group, and every declared parameter its value',
  risk: 'The database behaves otherwise than it was tested: limits, logs and extensions are those of AWS.',
  remediation:
    'Attach the declared cluster parameter group, set the parameters in it, and reset them in the groups of members.',
  fix: {
    cli: 'aws rds modify-db-cluster-parameter-group --db-cluster-parameter-group-name <group> --parameters "ParameterName=<name>,ParameterValue=<value>,ApplyMethod=pending-reboot"',
    cdk: 'new rds.ParameterGroup(this, "<id>", { engine, parameters: { "<name>": "<value>" } })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: {
    clusters: auroraClusters,
    parameters: auroraClusterParameters,
    ofMembers: auroraMemberParameters,
  },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters, parameters, ofMembers }) {
    const wanted = Object.entries(declared.parameters ?? {});
    const expected = {
      parameterGroup: declared.parameterGroup,
      parameters: Object.fromEntries(wanted),
    };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    const group = parameters.get(name);
    if (group === null) {
      return fail('The attached parameter group does not exist.', expected, {}, resource);
    }
    const found = {
      parameterGroup: group.group,
      parameters: Object.fromEntries(
        wanted.map(([parameter]) => [parameter, group.values[parameter] ?? null]),
      ),
    };
    // RDS keeps names of parameter groups in lower case.
    if (group.group !== declared.parameterGroup.toLowerCase()) {
      return fail('Another parameter group is attached.', expected, found, resource);
    }
    const details = wanted.flatMap(([parameter, value]) => {
      const actual = group.values[parameter];
      if (actual === undefined) return [`${parameter} is not a parameter of the group.`];
      if (actual === null || isSameValue(parameter, value, actual)) return [];
      return [`${parameter} is ${actual} and not ${value}.`];
    });
    if (details.length > 0) {
      const message = 'A declared parameter has another value.';
      return fail(message, expected, found, { ...resource, details });
    }
    const overrides = wanted.length === 0 ? {} : ofMembers.get(name);
    if (overrides === null) return unknown('AWS does not list the parameters of the members.');
    const actual = { ...found, members: overrides };
    const overridden = Object.entries(overrides).flatMap(([own, values]) =>
      wanted.flatMap(([parameter, value]) => {
        const set = values[parameter];
        return set === undefined || set === null || isSameValue(parameter, value, set)
          ? []
          : [`${own} sets ${parameter} to ${set} and not to ${value}.`];
      }),
    );
    if (overridden.length > 0) {
      return fail('A member has another value of a declared parameter.', expected, actual, {
        ...resource,
        details: overridden,
      });
    }
    if (Object.values(found.parameters).includes(null)) {
      return unknown('AWS lists a declared parameter without its value.');
    }
    if (Object.values(overrides).some((values) => Object.values(values).includes(null))) {
      return unknown('AWS lists a declared parameter of a member without its value.');
    }
    return pass(expected, actual, resource);
  },
});
