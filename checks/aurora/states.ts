// What AWS says of clusters and instances that are on their way to another state. Whatever is in neither list is settled
// and not available, which is a failure.
// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html
// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html

export const AVAILABLE = 'available';

const MOVING = new Set([
  'backing-up',
  'backtracking',
  'configuring-enhanced-monitoring',
  'configuring-iam-database-auth',
  'configuring-log-exports',
  'converting-to-vpc',
  'creating',
  'failing-over',
  'maintenance',
  'migrating',
  'modifying',
  'moving-to-vpc',
  'preparing-data-migration',
  'promoting',
  'rebooting',
  'renaming',
  'resetting-master-credentials',
  'starting',
  'storage-config-upgrade',
  'storage-optimization',
  'update-iam-db-auth',
  'upgrading',
]);

/** True for a state that AWS leaves by itself. */
export function isMoving(status: string): boolean {
  return MOVING.has(status);
}
