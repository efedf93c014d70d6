import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// One project a tier (tests/README.md says what belongs where). `npm test` runs all but proof.
const alias = { '~': fileURLToPath(new URL('./app', import.meta.url)) };
const ORDER = ['unit', 'spec', 'contract', 'integration', 'e2e', 'proof'];
const tier = (name: string, include: string[], extra: Record<string, unknown> = {}) => ({
  resolve: { alias },
  test: {
    name,
    include,
    environment: 'node' as const,
    setupFiles: [
      'tests/setup/close-file.ts',
      'tests/setup/strict-console.ts',
      ...(name === 'proof' ? [] : ['tests/setup/fixed-seed.ts']),
    ],
    // The product's modules take seconds to load: once a worker, not once a file. A helper that opens something closes
    // it through tests/setup/after-file.ts.
    isolate: false,
    // Tier after tier: a worker that met files of two tiers in turn would load everything anew each time.
    sequence: { groupOrder: ORDER.indexOf(name) },
    ...extra,
  },
});

export default defineConfig({
  resolve: { alias },
  test: {
    // vitest leaves a core free, which on two cores leaves one; tests mostly wait for a store, a disk or a browser.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      tier('unit', ['app/**/*.test.{ts,tsx}'], { testTimeout: 60_000 }),
      tier('spec', ['tests/spec/**/*.test.ts'], { testTimeout: 60_000 }),
      tier('contract', ['tests/contract/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 60_000,
        globalSetup: ['tests/setup/bundled-workers.ts'],
      }),
      tier('integration', ['tests/integration/**/*.test.ts'], {
        testTimeout: 60_000,
        hookTimeout: 120_000,
        globalSetup: ['tests/setup/bundled-workers.ts', 'tests/setup/shared-store.ts'],
      }),
      tier('e2e', ['tests/e2e/**/*.test.ts'], {
        testTimeout: 150_000,
        hookTimeout: 120_000,
        fileParallelism: false,
        globalSetup: ['tests/setup/built-site.ts'],
      }),
      tier('proof', ['tests/proof/**/*.proof.ts'], {
        testTimeout: 1_800_000,
        hookTimeout: 120_000,
        fileParallelism: false,
      }),
    ],
  },
});
