/**
 * Names, tags, descriptions and error texts belong to whoever can write them in the account, so none of them may steer
 * what shows a report. One function a target; each is the only way of such a text into it.
 */

/** Controls, bidi and other format characters, surrogates without a partner, unassigned code points, all that is blank but not a space. */
const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}]|(?! )\p{Z}/gu;
/** What CI systems take for a command wherever it stands in a line: `##[group]`, `##vso[task]`, `##teamcity[…]`. */
const CI_COMMAND = /##(?=\w*\[)/g;

/** One line in which every invisible character is written out, so that two texts that look equal are equal. */
export function forTerminal(text: string, ascii: boolean): string {
  const line = oneLine(text).replace(CI_COMMAND, '# #');
  return ascii ? line.replace(/[^\x20-\x7e]/gu, escaped) : line;
}

/** One line of XML 1.0 text. The XML writer escapes markup; this removes what XML cannot hold at all. */
export function forXml(text: string): string {
  return oneLine(text).replace(CI_COMMAND, '# #');
}

/**
 * One line of GitHub or GitLab markdown in which nothing is markup, a mention, a reference or a link. It never begins
 * a line of its own. Zero-width spaces are what keeps GitHub from notifying people and from linking.
 */
export function forMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>&|~$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[@#]/g, '$&&#8203;')
    .replace(/\b(https?|ftp|www|GH)(?=[:.-])/gi, '$1&#8203;');
}

/** One line within a fenced block of markdown, where nothing is markup as long as the line begins with a sign. */
export function forFence(text: string): string {
  return oneLine(text).replace(CI_COMMAND, '# #');
}

/** JSON text whose strings hold no character that a terminal would obey. The value is the same. */
export function forJson(json: string): string {
  return json.replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** At most this many characters, and how many there were when that is fewer. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit)
    .toWellFormed()
    .replace(/\ufffd$/, '')}… (${text.length} characters)`;
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
