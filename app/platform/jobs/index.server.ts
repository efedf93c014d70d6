export * from './index';
export { createJobRunner, type JobHandler, type JobRunner } from './job-runner.server';
export { createLease, type Lease } from './lease.server';
export { createMongoJobQueue } from './mongo-job-queue.server';
