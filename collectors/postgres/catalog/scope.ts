/** Schemas that the system, its extensions or the migration itself keep: nothing in them is moved. */
const SYSTEM_SCHEMAS = [
  'information_schema',
  'apg_plan_mgmt',
  'aws_commons',
  'aws_lambda',
  'aws_ml',
  'aws_s3',
  'cron',
];

/** A condition on `n`, a row of pg_namespace: a schema of the database's users. */
export const USER_SCHEMA = `(n.nspname !~ '^(pg_|awsdms)' AND n.nspname NOT IN (${SYSTEM_SCHEMAS.map((name) => `'${name}'`).join(', ')}))`;

/** A condition: the object is no member of an extension, which brings its objects by itself. */
export function notOfExtension(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '${catalog}'::regclass AND x.objid = ${oid} AND x.deptype = 'e')`;
}
