// @ts-check

/** Whether there is a file with what can be found in all roles. A package has only one role. */
export const HAS_ALL_ROLES = true;
