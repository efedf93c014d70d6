export const remarks = {
  'remarks.status.resolved': 'Решено',
} as const;
