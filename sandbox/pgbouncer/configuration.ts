/** Keywords of one database's line, such as `port` or `pool_size`. https://www.pgbouncer.org/config.html#section-databases */
export type DatabaseKeywords = Readonly<Record<string, string | number>>;

/** The text of `pgbouncer.ini`. Names of databases are of letters, digits and underscores: it takes no others unquoted. */
export function configurationText(
  databases: Readonly<Record<string, DatabaseKeywords>>,
  settings: Readonly<Record<string, string>>,
): string {
  const lines = Object.entries(databases).map(([name, keywords]) => {
    const words = Object.entries({ host: '127.0.0.1', ...keywords });
    return `${name} = ${words.map(([word, value]) => `${word}=${quoted(value)}`).join(' ')}`;
  });
  const assignments = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return ['[databases]', ...lines, '', '[pgbouncer]', ...assignments, ''].join('\n');
}

/** The text of the file of users: a name and its password each. */
export function usersText(users: Readonly<Record<string, string>>): string {
  const lines = Object.entries(users).map(
    ([name, password]) => `${quotedName(name)} ${quotedName(password)}`,
  );
  return `${lines.join('\n')}\n`;
}

function quotedName(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function quoted(value: string | number): string {
  return `'${String(value).replaceAll("'", "''")}'`;
}
