// @ts-check

/** Whether a link can take data along: to get into a learning system, one needs more than that. */
export const CAN_LINK = true;
