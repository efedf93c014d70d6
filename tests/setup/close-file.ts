import { afterAll } from 'vitest';
import { closeFile } from './after-file';

afterAll(closeFile, 60_000);
