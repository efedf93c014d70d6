export const remarks = {
  'remarks.status.resolved': 'Resolved',
} as const;
