/** «На согласовании» shows so many of the most urgent at once; the next appear as decisions are made. */
export const APPROVALS_SHOWN = 30;
