/**
 * Names, tags, descriptions and error texts belong to whoever can write them in the account, so none of them may steer
 * what shows a report. One function a target; each is the only way of such a text into it.
 */

/** Controls, bidi and other format characters, surrogates without a partner, unassigned code points, all that is blank but not a space. */
const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}]|(?! )\p{Z}/gu;
/** What CI systems take for a command wherever it stands in a line: `##[group]`, `##vso[task]`, `##teamcity[…]`. */
const CI_COMMAND = /##(?=\w*\[)/g;

/** What most texts are made of: they need no second look. */
const HARMLESS_IN_HTML = /^(?! *::)[\w ./()*+=,;:!?@$%-]*$/;

/** What splits a word for GitHub and for nobody else. Data never brings one: `oneLine` writes it out. */
const ZERO_WIDTH_SPACE = '\u200b';

/** One line in which every invisible character is written out, so that two texts that look equal are equal. */
export function forTerminal(text: string, ascii: boolean): string {
  const line = plain(text);
  return ascii ? line.replace(/[^\x20-\x7e]/gu, escaped) : line;
}

/**
 * One line of XML 1.0 text for the XML writer. The writer escapes markup except an ampersand that begins what looks like
 * an entity, so every ampersand comes to it escaped; what XML cannot hold at all is removed.
 */
export function forXml(text: string): string {
  return plain(text).replaceAll('&', '&amp;');
}

/**
 * One line of HTML text, or of an attribute's value between double quotes. What a CI system would take for a command is
 * written as entities, so that readers see it as it is.
 */
export function forHtml(text: string): string {
  if (HARMLESS_IN_HTML.test(text)) return text;
  return oneLine(text)
    .replace(/[&<>"'`]/g, entity)
    .replace(CI_COMMAND, `${entity('#')}#`)
    .replace(/^(\s*):(?=:)/, `$1${entity(':')}`);
}

/** One line within a fenced block of markdown, where nothing is markup as long as the line begins with a sign. */
export function forFence(text: string): string {
  return plain(text);
}

/**
 * Markdown of GitHub or GitLab in which nothing is markup, a mention, a reference or a link. It must not stand where a
 * line or a list item begins.
 */
export function forMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[@#]|\b(?:https?|ftp|www|GH)(?=[:.-])/gi, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/[\\`*_[\]<>&|~$]/g, entity)
    .replaceAll(ZERO_WIDTH_SPACE, '&#8203;');
}

/** One line of a text field of Security Hub, which shows it as it is. */
export function forSecurityHub(text: string): string {
  return plain(text);
}

/**
 * One line of a message of Slack, or of a chat that takes the same, in which nothing is a mention, a link or markup of
 * ours: https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
export function forSlack(text: string): string {
  return plain(text)
    .replace(/[@#]|\b(?:https?|ftp|www)(?=[:.])/gi, `$&${ZERO_WIDTH_SPACE}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** JSON text whose strings hold nothing that a terminal or a CI system would obey. The value is the same. */
export function forJson(json: string): string {
  return json
    .replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
      Array.from({ length: character.length }, (_, index) => unitEscape(character, index)).join(''),
    )
    .replace(CI_COMMAND, `${unitEscape('#', 0)}#`);
}

/** One line of JSON that a terminal or a CI system would not obey. */
export function jsonLine(value: object): string {
  return forJson(JSON.stringify(value));
}

/**
 * A cell of CSV as RFC 4180 quotes it. What a spreadsheet would take for a formula is text by the apostrophe before it:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function forCsv(text: string): string {
  const line = plain(text);
  const guarded = /^\s*[=+\-@＝＋－＠]/.test(line) ? `'${line}` : line;
  return /[",]/.test(guarded) || guarded !== guarded.trim()
    ? `"${guarded.replaceAll('"', '""')}"`
    : guarded;
}

/** The description of a test point of TAP: a number sign would begin a directive there. */
export function forTap(text: string): string {
  return plain(text).replace(/[\\#]/g, '\\$&');
}

/** The value of a label in the text format of Prometheus, without its quotes. */
export function forLabel(text: string): string {
  return plain(text).replace(/["\\]/g, '\\$&');
}

/**
 * The message of one of GitHub's workflow commands, as its toolkit escapes it:
 * https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
export function forCommandData(lines: readonly string[]): string {
  return lines.map((line) => plain(line).replaceAll('%', '%25')).join('%0A');
}

/** The value of one of its properties, which a comma or a colon would end. */
export function forCommandProperty(text: string): string {
  return forCommandData([text]).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One line of a SARIF message, in which nothing is an embedded link. */
export function forSarif(text: string): string {
  return plain(text).replaceAll('](', '] (');
}

/** At most this many characters of a text, and how many it has when that is more. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text
    .slice(0, limit)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  return `${kept}... (${text.length} characters)`;
}

/** At most this many characters of a text, for fields that take no more; dots say that it had more. */
export function fit(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text
    .slice(0, limit - 3)
    .toWellFormed()
    .replace(/\ufffd$/, '');
  return `${kept}...`;
}

function plain(text: string): string {
  return oneLine(text).replace(CI_COMMAND, '# #');
}

function oneLine(text: string): string {
  return text
    .replace(/\s*[\r\n]\s*/g, ' ')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function unitEscape(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}
