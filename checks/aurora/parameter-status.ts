// How far a parameter group is in force on a member. What is neither of these, such as `pending-reboot` and
// `failed-to-apply`, stays as it is until somebody acts.
// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBParameterGroupStatus.html

export const IN_SYNC = 'in-sync';
/** AWS leaves this state by itself. */
export const APPLYING = 'applying';
