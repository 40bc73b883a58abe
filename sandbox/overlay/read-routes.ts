/**
 * The operations that collectors send to REST services, by path, so that grants, faults and counts know them by name. What
 * the sandbox writes goes by its path.
 */

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53.html */
export const ROUTE53_ROUTES: Readonly<Record<string, string>> = {
  ListHostedZonesByName: 'GET /2013-04-01/hostedzonesbyname',
  ListResourceRecordSets: 'GET /2013-04-01/hostedzone/{HostedZoneId}/rrset',
};

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html */
export const SCHEDULER_ROUTES: Readonly<Record<string, string>> = {
  GetSchedule: 'GET /schedules/{Name}',
  ListSchedules: 'GET /schedules',
};
