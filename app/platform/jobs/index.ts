export type { EnqueueJob, Job, JobQueue } from './job-queue';
export { createMemoryJobQueue } from './memory-job-queue';
