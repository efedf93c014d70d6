export const remarks = {} as const;
