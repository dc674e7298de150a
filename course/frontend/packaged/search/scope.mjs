// @ts-check

/** A package has the course of one role. */
export const HAS_ALL_ROLES = false;
