/** An SQL expression for who was granted a privilege: a role that is named "PUBLIC" is not the public. */
export function grantee(oid: string): string {
  return `CASE WHEN ${oid} = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(${oid})) END`;
}
