export { backoffMs, type EnqueueJob, type Job, type JobQueue } from './job-queue';
export { createMemoryJobQueue } from './memory-job-queue';
export { createMutex } from './mutex';
