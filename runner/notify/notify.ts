import type { Report } from '../../core/report.ts';
import { missedRunOf, notificationOf, type Notification } from '../../reports/notification.ts';
import { UsageError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { storedReport } from '../stored-runs.ts';
import { publishToTopic, putOnBus, regionOfArn } from './aws-targets.ts';
import { lastRun } from './last-run.ts';
import { rememberTold, toldTargets } from './told.ts';
import { postWebhook, webhookUrl } from './webhook.ts';

export interface NotifyOptions {
  readonly store: string;
  /** A stored run's id, folder or document; null for the newest. */
  readonly run: string | null;
  /** Tells only whether a run is missing; null tells of the run. */
  readonly missedAfterMs: number | null;
  /** With `missedAfterMs`: only runs of it count. */
  readonly suite: string | null;
  /** The environment variable that holds the webhook's URL. */
  readonly webhookEnv: string | null;
  readonly sns: string | null;
  readonly eventBus: string | null;
  readonly link: string | null;
  /** Replaces AWS's own addresses, for the sandbox. */
  readonly endpoint: string | null;
  readonly environment: NodeJS.ProcessEnv;
  readonly nowMs: number;
}

/** What became of it, by target. */
export interface Notified {
  /** Null when there was nothing to tell. */
  readonly title: string | null;
  readonly delivered: readonly string[];
  /** Targets that were told of it before. */
  readonly told: readonly string[];
  readonly failed: readonly { readonly target: string; readonly reason: string }[];
}

interface Target {
  /** As it is shown and remembered: never an address that is a secret. */
  readonly name: string;
  readonly deliver: (notification: Notification) => Promise<void>;
}

/**
 * Tells each target once of a run, or of runs that do not come, if there is something to tell. The run itself is not
 * touched, and one target that fails does not keep the others from being told.
 * @throws {UsageError} when there is no target, or one that cannot be.
 */
export async function notify(options: NotifyOptions): Promise<Notified> {
  checkLink(options.link);
  const { notification, about, region } = await whatToTell(options);
  const targets = targetsOf(options, region);
  if (notification === null) return { title: null, delivered: [], told: [], failed: [] };

  const before = await toldTargets(options.store, about);
  const told: string[] = [];
  const delivered: string[] = [];
  const failed: { target: string; reason: string }[] = [];
  for (const { name, deliver } of targets) {
    if (before.includes(name)) {
      told.push(name);
      continue;
    }
    try {
      await deliver(notification);
      delivered.push(name);
    } catch (error) {
      failed.push({ target: name, reason: messageOf(error) });
    }
  }
  if (delivered.length > 0) {
    // What is not remembered is told again: of no harm, and no reason to call the delivery failed.
    await rememberTold(options.store, about, delivered).catch(() => undefined);
  }
  return { title: notification.title, delivered, told, failed };
}

async function whatToTell(options: NotifyOptions): Promise<{
  notification: Notification | null;
  about: string;
  region: string | null;
}> {
  const { store, run, missedAfterMs, suite, nowMs, link } = options;
  if (missedAfterMs === null) {
    const report = await storedReport(run, store);
    const about = report.run.id;
    return { notification: notificationOf(report, link), about, region: report.region };
  }
  if (run !== null) {
    throw new UsageError('--missed-after looks for the newest run; leave --run out');
  }
  const last = await lastRun(store, suite);
  const wanted = { nowMs, withinMs: missedAfterMs, suite };
  return {
    notification: missedRunOf(last, wanted, link),
    about: missedAfter(last, suite),
    region: last?.region ?? null,
  };
}

/** Runs that stay away are told of once, until another one comes. */
function missedAfter(last: Report | null, suite: string | null): string {
  return `missed-${suite ?? 'any'}-after-${last?.run.id ?? 'none'}`;
}

function targetsOf(options: NotifyOptions, regionOfRun: string | null): readonly Target[] {
  const { webhookEnv, sns, eventBus, endpoint, environment } = options;
  const regionFor = (name: string) => {
    const region =
      regionOfArn(name) ??
      regionOfRun ??
      environment['AWS_REGION'] ??
      environment['AWS_DEFAULT_REGION'];
    if (region !== undefined) return region;
    throw new UsageError(`${name} names no region; give its ARN, or set AWS_REGION`);
  };
  const targets: Target[] = [];
  if (webhookEnv !== null) {
    const url = webhookUrl(webhookEnv, environment);
    targets.push({ name: `webhook ${webhookEnv}`, deliver: (told) => postWebhook(url, told) });
  }
  if (sns !== null) {
    if (!/^arn:[^:]+:sns:/.test(sns)) {
      throw new UsageError(`--sns ${sns} is no ARN of a topic; it begins with arn:aws:sns:`);
    }
    const place = { region: regionFor(sns), endpoint };
    targets.push({ name: `topic ${sns}`, deliver: (told) => publishToTopic(sns, told, place) });
  }
  if (eventBus !== null) {
    const place = { region: regionFor(eventBus), endpoint };
    targets.push({ name: `bus ${eventBus}`, deliver: (told) => putOnBus(eventBus, told, place) });
  }
  if (targets.length > 0) return targets;
  throw new UsageError(
    'nobody is to be told; name a target with --webhook-env, --sns or --event-bus',
  );
}

function checkLink(link: string | null): void {
  if (link === null) return;
  if (/^https?:\/\/[\x21-\x7e]+$/.test(link) && URL.canParse(link)) return;
  throw new UsageError('--link is no http or https URL');
}
