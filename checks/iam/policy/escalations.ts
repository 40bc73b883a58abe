/** An action that an escalation needs, on resources that make it one. */
export interface Step {
  readonly action: string;
  /** A pattern, in which `{partition}` and `{account}` stand for the role's own. */
  readonly resources: string;
}

/** A way to more permissions than one was given. */
export interface Escalation {
  readonly id: string;
  /** What it leads to, as the end of a sentence that begins with the actions. */
  readonly gives: string;
  /** All of them are needed. */
  readonly steps: readonly Step[];
  /** The services that the role may be passed to, when one is passed: a condition on them can rule the way out. */
  readonly passedTo: readonly string[];
  /** Who described it. */
  readonly source: string;
}

const RHINO = 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/';
const pathfinding = (id: string) => `https://pathfinding.cloud/paths/${id}`;

const USERS = 'arn:{partition}:iam::{account}:user/*';
const GROUPS = 'arn:{partition}:iam::{account}:group/*';
const ROLES = 'arn:{partition}:iam::{account}:role/*';
const POLICIES = 'arn:{partition}:iam::{account}:policy/*';

/** One action of IAM that is enough. */
function byIam(action: string, resources: string, gives: string, source = RHINO): Escalation {
  return {
    id: action,
    gives,
    steps: [{ action, resources }],
    passedTo: [],
    source,
  };
}

/** A role that is passed to a service, which then works with it. */
function byPassing(
  passedTo: readonly string[],
  actions: readonly string[],
  source: string,
): Escalation {
  return {
    id: ['iam:PassRole', ...actions].join('+'),
    gives: 'the permissions of whatever role is passed',
    steps: [{ action: 'iam:PassRole', resources: ROLES }, ...actions.map(onAny)],
    passedTo,
    source,
  };
}

/** Something that has a role already, and is made to work for somebody else. */
function byTakingOver(what: string, actions: readonly string[], source: string): Escalation {
  return {
    id: actions.join('+'),
    gives: `the permissions of the role of ${what}`,
    steps: actions.map(onAny),
    passedTo: [],
    source,
  };
}

/** Some of these actions know no resources, and a policy that names another service's allows them nothing. */
function onAny(action: string): Step {
  return { action, resources: '*' };
}

/** The known ways, each in its least form: a way that needs all that another one does, and more, adds nothing. */
export const ESCALATIONS: readonly Escalation[] = [
  byIam('iam:CreatePolicyVersion', POLICIES, 'a policy of its own with other contents'),
  byIam('iam:SetDefaultPolicyVersion', POLICIES, 'an older version of its own policy'),
  byIam('iam:CreateAccessKey', USERS, 'the permissions of a user'),
  byIam('iam:CreateLoginProfile', USERS, 'the permissions of a user'),
  byIam('iam:UpdateLoginProfile', USERS, 'the permissions of a user'),
  byIam('iam:AttachUserPolicy', USERS, 'any policy for a user'),
  byIam('iam:AttachGroupPolicy', GROUPS, 'any policy for the users of a group'),
  byIam('iam:AttachRolePolicy', ROLES, 'any policy for a role'),
  byIam('iam:PutUserPolicy', USERS, 'any policy for a user'),
  byIam('iam:PutGroupPolicy', GROUPS, 'any policy for the users of a group'),
  byIam('iam:PutRolePolicy', ROLES, 'any policy for a role'),
  byIam('iam:AddUserToGroup', GROUPS, 'the permissions of a group for a user'),
  byIam('iam:UpdateAssumeRolePolicy', ROLES, 'the permissions of a role'),
  byIam(
    'iam:PutRolePermissionsBoundary',
    ROLES,
    'a role without its limits',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  ),
  byIam(
    'iam:DeleteRolePermissionsBoundary',
    ROLES,
    'a role without its limits',
    pathfinding('iam-023'),
  ),
  byIam(
    'iam:PutUserPermissionsBoundary',
    USERS,
    'a user without limits',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  ),
  byIam(
    'iam:DeleteUserPermissionsBoundary',
    USERS,
    'a user without limits',
    pathfinding('iam-022'),
  ),
  byIam(
    'sts:AssumeRole',
    ROLES,
    'the permissions of every role that a wildcard means and that trusts the account',
    pathfinding('sts-001'),
  ),

  byPassing(['ecs-tasks.amazonaws.com'], ['ecs:RunTask'], pathfinding('ecs-008')),
  byPassing(['ecs-tasks.amazonaws.com'], ['ecs:StartTask'], pathfinding('ecs-009')),
  byPassing(
    ['ecs-tasks.amazonaws.com'],
    ['ecs:RegisterTaskDefinition', 'ecs:CreateService'],
    pathfinding('ecs-003'),
  ),
  byPassing(
    ['ecs-tasks.amazonaws.com'],
    ['ecs:RegisterTaskDefinition', 'ecs:UpdateService'],
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html',
  ),
  byTakingOver('a running task', ['ecs:ExecuteCommand'], pathfinding('ecs-006')),

  byPassing(
    ['lambda.amazonaws.com'],
    ['lambda:CreateFunction', 'lambda:InvokeFunction'],
    pathfinding('lambda-001'),
  ),
  byPassing(
    ['lambda.amazonaws.com'],
    ['lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
    pathfinding('lambda-002'),
  ),
  byPassing(
    ['lambda.amazonaws.com'],
    ['lambda:CreateFunction', 'lambda:AddPermission'],
    pathfinding('lambda-006'),
  ),
  byTakingOver('a function', ['lambda:UpdateFunctionCode'], pathfinding('lambda-003')),
  byTakingOver('a function', ['lambda:UpdateFunctionConfiguration'], RHINO),

  byPassing(['ec2.amazonaws.com'], ['ec2:RunInstances'], pathfinding('ec2-001')),
  byPassing(['ec2.amazonaws.com'], ['ec2:RequestSpotInstances'], pathfinding('ec2-004')),
  byPassing(
    ['ec2.amazonaws.com'],
    ['ec2:AssociateIamInstanceProfile'],
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateIamInstanceProfile.html',
  ),
  byPassing(
    ['ec2.amazonaws.com'],
    ['ec2:ReplaceIamInstanceProfileAssociation'],
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceIamInstanceProfileAssociation.html',
  ),
  byPassing(
    ['ec2.amazonaws.com'],
    ['autoscaling:CreateAutoScalingGroup', 'autoscaling:CreateLaunchConfiguration'],
    'https://github.com/nccgroup/PMapper/wiki/Autoscaling-Privilege-Escalation',
  ),
  byPassing(
    ['ec2.amazonaws.com'],
    ['autoscaling:UpdateAutoScalingGroup', 'autoscaling:CreateLaunchConfiguration'],
    'https://github.com/nccgroup/PMapper/wiki/Autoscaling-Privilege-Escalation',
  ),
  byTakingOver(
    'an instance',
    ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'],
    pathfinding('ec2-002'),
  ),
  byTakingOver(
    'instances that are yet to start',
    ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
    pathfinding('ec2-005'),
  ),
  byTakingOver('an instance', ['ec2-instance-connect:SendSSHPublicKey'], pathfinding('ec2-003')),
  byTakingOver('an instance', ['ssm:StartSession'], pathfinding('ssm-001')),
  byTakingOver('an instance', ['ssm:SendCommand'], pathfinding('ssm-002')),
  byTakingOver(
    'an instance',
    ['ssm:CreateAssociation'],
    'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateAssociation.html',
  ),
  byPassing(
    ['ssm.amazonaws.com'],
    ['ssm:CreateDocument', 'ssm:StartAutomationExecution'],
    pathfinding('ssm-003'),
  ),

  byPassing(
    ['cloudformation.amazonaws.com'],
    ['cloudformation:CreateStack'],
    pathfinding('cloudformation-001'),
  ),
  byTakingOver('a stack', ['cloudformation:UpdateStack'], pathfinding('cloudformation-002')),
  byPassing(
    ['cloudformation.amazonaws.com'],
    ['cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'],
    pathfinding('cloudformation-003'),
  ),
  byPassing(
    ['cloudformation.amazonaws.com'],
    ['cloudformation:UpdateStackSet'],
    pathfinding('cloudformation-004'),
  ),
  byTakingOver(
    'a stack',
    ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'],
    pathfinding('cloudformation-005'),
  ),

  byPassing(['glue.amazonaws.com'], ['glue:CreateDevEndpoint'], pathfinding('glue-001')),
  byTakingOver('a development endpoint', ['glue:UpdateDevEndpoint'], pathfinding('glue-002')),
  byPassing(
    ['glue.amazonaws.com'],
    ['glue:CreateJob', 'glue:StartJobRun'],
    pathfinding('glue-003'),
  ),
  byPassing(
    ['glue.amazonaws.com'],
    ['glue:CreateJob', 'glue:CreateTrigger'],
    pathfinding('glue-004'),
  ),
  byPassing(
    ['glue.amazonaws.com'],
    ['glue:UpdateJob', 'glue:StartJobRun'],
    pathfinding('glue-005'),
  ),
  byPassing(
    ['glue.amazonaws.com'],
    ['glue:UpdateJob', 'glue:CreateTrigger'],
    pathfinding('glue-006'),
  ),
  byPassing(
    ['glue.amazonaws.com'],
    ['glue:CreateSession', 'glue:RunStatement'],
    pathfinding('glue-007'),
  ),

  byTakingOver('a build', ['codebuild:StartBuild'], pathfinding('codebuild-002')),
  byTakingOver('a build', ['codebuild:StartBuildBatch'], pathfinding('codebuild-003')),

  byPassing(
    ['sagemaker.amazonaws.com'],
    ['sagemaker:CreateNotebookInstance'],
    pathfinding('sagemaker-001'),
  ),
  byPassing(
    ['sagemaker.amazonaws.com'],
    ['sagemaker:CreateTrainingJob'],
    pathfinding('sagemaker-002'),
  ),
  byPassing(
    ['sagemaker.amazonaws.com'],
    ['sagemaker:CreateProcessingJob'],
    pathfinding('sagemaker-003'),
  ),
  byTakingOver(
    'a notebook',
    ['sagemaker:CreatePresignedNotebookInstanceUrl'],
    pathfinding('sagemaker-004'),
  ),
  byTakingOver(
    'a notebook',
    [
      'sagemaker:CreateNotebookInstanceLifecycleConfig',
      'sagemaker:StopNotebookInstance',
      'sagemaker:UpdateNotebookInstance',
      'sagemaker:StartNotebookInstance',
    ],
    pathfinding('sagemaker-005'),
  ),

  byPassing(
    ['datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com'],
    [
      'datapipeline:CreatePipeline',
      'datapipeline:PutPipelineDefinition',
      'datapipeline:ActivatePipeline',
    ],
    RHINO,
  ),
  byPassing(
    ['tasks.apprunner.amazonaws.com', 'build.apprunner.amazonaws.com'],
    ['apprunner:CreateService'],
    pathfinding('apprunner-001'),
  ),
  byTakingOver('a service', ['apprunner:UpdateService'], pathfinding('apprunner-002')),
  byTakingOver(
    'a code interpreter',
    ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'],
    pathfinding('bedrock-002'),
  ),
  byTakingOver('a job definition', ['batch:SubmitJob'], pathfinding('batch-002')),
  byPassing(
    ['elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com'],
    ['elasticmapreduce:RunJobFlow'],
    pathfinding('emr-001'),
  ),
  byPassing(
    ['scheduler.amazonaws.com'],
    ['scheduler:CreateSchedule'],
    pathfinding('scheduler-001'),
  ),
  byPassing(
    ['scheduler.amazonaws.com'],
    ['scheduler:UpdateSchedule'],
    'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html',
  ),
  // A rule that is there does as well as one that is made for it.
  byPassing(
    ['events.amazonaws.com'],
    ['events:PutTargets'],
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html',
  ),
  byPassing(
    ['pipes.amazonaws.com'],
    ['pipes:CreatePipe'],
    'https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_CreatePipe.html',
  ),
  byPassing(
    ['pipes.amazonaws.com'],
    ['pipes:UpdatePipe'],
    'https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_UpdatePipe.html',
  ),
  byPassing(
    ['states.amazonaws.com'],
    ['states:CreateStateMachine', 'states:StartExecution'],
    pathfinding('stepfunctions-001'),
  ),
  byPassing(
    ['states.amazonaws.com'],
    ['states:CreateStateMachine', 'states:StartSyncExecution'],
    'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html',
  ),
  byTakingOver(
    'a state machine',
    ['states:UpdateStateMachine', 'states:StartExecution'],
    pathfinding('stepfunctions-002'),
  ),
  byTakingOver(
    'a state machine',
    ['states:UpdateStateMachine', 'states:StartSyncExecution'],
    'https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html',
  ),
  byPassing(
    ['airflow-env.amazonaws.com', 'airflow.amazonaws.com'],
    ['airflow:CreateEnvironment'],
    pathfinding('mwaa-001'),
  ),
  byTakingOver('an environment', ['airflow:UpdateEnvironment'], pathfinding('mwaa-002')),
];
