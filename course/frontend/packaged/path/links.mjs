// @ts-check

/** Nobody gets into a learning system by the address of one of its pages. */
export const CAN_LINK = false;
