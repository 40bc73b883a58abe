import { CONNECTION_SHARE } from '../../core/aurora-connections.ts';
import { fuseText, type Fuse } from './fuse.ts';

/** What AWS answered to one look at a fuse; why it was not seen, as a sentence. */
export type Look =
  | { readonly kind: 'alarm'; readonly state: string | null }
  | { readonly kind: 'dead-letter-queue'; readonly messages: number }
  | {
      readonly kind: 'connections';
      /** Of the busiest member in each of the last minutes, oldest first. */
      readonly perMinute: readonly number[];
    }
  | { readonly kind: 'unseen'; readonly why: string };

/** What that says: nothing, that load does harm, or that the look saw. */
export type Sight =
  | { readonly state: 'unseen'; readonly why: string }
  | { readonly state: 'whole' }
  /** As a sentence. */
  | { readonly state: 'blown'; readonly why: string };

const WHOLE: Sight = { state: 'whole' };

/**
 * What one look at a fuse says. What was not answered, or not in time, is unseen and never whole.
 *
 * An alarm that lacks data is whole: many that count failures have none before there are any. Connections are measured against the least
 * that the cluster surely takes, as it is worse to refuse users than to end a test; CloudWatch tells their number by the minute,
 * and one or two minutes late, so that the load goes on for as long.
 * @param fewestMessages that a queue was seen to have since the load began, or before it did; null when it was not seen yet
 */
export function sightOf(fuse: Fuse, look: Look, fewestMessages: number | null): Sight {
  if (look.kind === 'unseen') return { state: 'unseen', why: look.why };
  if (fuse.kind === 'alarm' && look.kind === 'alarm') return alarmSight(fuse, look.state);
  if (fuse.kind === 'dead-letter-queue' && look.kind === 'dead-letter-queue') {
    return fewestMessages === null || look.messages <= fewestMessages
      ? WHOLE
      : blown(
          `${fuseText(fuse)} has ${messagesText(look.messages)}, and had ${fewestMessages} before.`,
        );
  }
  if (fuse.kind === 'connections' && look.kind === 'connections') {
    return connectionsSight(fuse, look.perMinute);
  }
  return { state: 'unseen', why: `It was looked at as ${look.kind}.` };
}

function alarmSight(fuse: Fuse, state: string | null): Sight {
  if (state === 'ALARM') return blown(`${fuseText(fuse)} is in ALARM.`);
  if (state === 'OK' || state === 'INSUFFICIENT_DATA') return WHOLE;
  const why =
    state === null
      ? 'The answer to cloudwatch:DescribeAlarms lacks its state.'
      : `CloudWatch tells a state of it that is not known: ${state}.`;
  return { state: 'unseen', why };
}

function connectionsSight(
  fuse: Extract<Fuse, { kind: 'connections' }>,
  perMinute: readonly number[],
): Sight {
  const now = perMinute.at(-1);
  if (now === undefined) {
    return { state: 'unseen', why: 'CloudWatch has not reported it for the last minutes.' };
  }
  if (!Number.isFinite(now)) {
    return { state: 'unseen', why: 'CloudWatch reported what is no number.' };
  }
  const { least, most, isDeclared } = fuse.limit;
  const takes = isDeclared ? `${least}` : `between ${least} and ${most}`;
  return now > CONNECTION_SHARE * least
    ? blown(
        `${fuseText(fuse)} is ${now}, and it takes ${takes}: that is more than ${CONNECTION_SHARE * 100} %.`,
      )
    : WHOLE;
}

function blown(why: string): Sight {
  return { state: 'blown', why };
}

function messagesText(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}
