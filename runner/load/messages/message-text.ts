/** One message to be sent now. */
export interface Message {
  /** What is different in each message of a load, such as `01J….work.17`. */
  readonly id: string;
  /** As ISO 8601. */
  readonly sentAt: string;
}

/** What every message and event carries: by it can be found what is left of a load. */
export const MARKER = 'x-landfall-load';
/** When it was sent, by the sender's clock. */
export const SENT_AT = 'x-landfall-sent-at';

/** The text of a message: its template with what is different in each. */
export function messageText(template: string, { id, sentAt }: Message): string {
  return template.replaceAll('{{id}}', id).replaceAll('{{sentAt}}', sentAt);
}

/** The detail of an event, which has no attributes beside it: the marker stands in it. The spec says that it is a JSON object. */
export function eventDetail(template: string, message: Message): string {
  const detail = JSON.parse(messageText(template, message)) as Record<string, unknown>;
  return JSON.stringify({ ...detail, [MARKER]: message.id, [SENT_AT]: message.sentAt });
}
