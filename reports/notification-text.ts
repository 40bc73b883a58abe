import type { Notification } from './notification.ts';
import { fit, forJson, forSlack, forTerminal } from './sanitize.ts';

/** In characters. Slack cuts a message's text after 40,000, and nobody reads half of that. */
const LINE_LIMIT = 500;
/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: less than 100, of ASCII, without control characters. */
const SUBJECT_LIMIT = 99;

/** A message for an incoming webhook of Slack, as JSON: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export function slackMessage({ title, lines, link }: Notification): string {
  const text = [title, ...lines].map((line) => forSlack(fit(line, LINE_LIMIT)));
  return forJson(
    JSON.stringify({
      text: [...text, ...(link === null ? [] : [`<${linkFor(link)}|the report>`])].join('\n'),
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
}

/** Subject and text of a notification of SNS, which sends them by mail and by text message as well. */
export function plainMessage(notification: Notification): { subject: string; text: string } {
  const { title, lines, link } = notification;
  // The sign in front of a title is no ASCII, and its verdict is a word already.
  const subject = `Landfall: ${title.replace(/^[^\x20-\x7e]+ ?/, '')}`;
  return {
    subject: fit(forTerminal(subject, true), SUBJECT_LIMIT),
    text: `${[title, ...lines, ...(link === null ? [] : [link])]
      .map((line) => forTerminal(fit(line, LINE_LIMIT), false))
      .join('\n')}\n`,
  };
}

/** The detail of an event on a bus, as JSON. */
export function eventDetail({ kind, title, lines, link }: Notification): string {
  return forJson(
    JSON.stringify({
      formatVersion: 1,
      kind,
      title: forTerminal(fit(title, LINE_LIMIT), false),
      lines: lines.map((line) => forTerminal(fit(line, LINE_LIMIT), false)),
      link,
    }),
  );
}

/** Within `<…|…>` nothing may end the link, or begin its name. */
function linkFor(link: string): string {
  return link
    .replaceAll('&', '&amp;')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll('|', '%7C');
}
