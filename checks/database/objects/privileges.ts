/** The words for each privilege, by its name in an access control list. https://www.postgresql.org/docs/current/ddl-priv.html */
export const PRIVILEGES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'SELECT',
    'INSERT',
    'UPDATE',
    'DELETE',
    'TRUNCATE',
    'REFERENCES',
    'TRIGGER',
    'MAINTAIN',
    'USAGE',
    'CREATE',
    'CONNECT',
    'TEMPORARY',
    'EXECUTE',
  ].map((name) => [name, `right to ${name}`]),
);
