export { loadKeyFile } from './key-file.server';
export { createSealer, type Sealer } from './sealer.server';
