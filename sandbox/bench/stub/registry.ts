import { accountAnswers } from './answers/account.ts';
import { groupAnswers } from './answers/ec2-groups.ts';
import { networkAnswers } from './answers/ec2-network.ts';
import { alarmAnswers } from './answers/alarms.ts';
import { ecsAnswers } from './answers/ecs.ts';
import { elbAnswers } from './answers/elb.ts';
import { iamAnswers } from './answers/iam.ts';
import { keyAnswers } from './answers/keys.ts';
import { metricAnswers } from './answers/metrics.ts';
import { otherAnswers } from './answers/others.ts';
import { rdsAnswers } from './answers/rds.ts';
import { scalingAnswers } from './answers/scaling.ts';
import { wholeListAnswers } from './answers/whole-lists.ts';
import type { AnswerEntry } from './world.ts';

/** Every operation that the stub answers. A new operation of a suite is a new entry here, with its facts beside it. */
export const ANSWERS: readonly AnswerEntry[] = [
  ...accountAnswers,
  ...otherAnswers,
  ...keyAnswers,
  ...ecsAnswers,
  ...scalingAnswers,
  ...alarmAnswers,
  ...metricAnswers,
  ...networkAnswers,
  ...groupAnswers,
  ...rdsAnswers,
  ...elbAnswers,
  ...iamAnswers,
  ...wholeListAnswers,
];
