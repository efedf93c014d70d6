import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

// The launcher builds into a folder of its own and renames it when whole (docs/decisions/003-build-by-hash.md).
const buildDirectory = process.env.KHARTIA_BUILD_DIR ?? 'build';

// One server bundle: the command line is its entry and imports the Remix build, so that site and commands share one
// copy of every module. It comes after the Remix plugin, which would make its own build the entry.
const commandLineEntry: Plugin = {
  name: 'khartia-command-line-entry',
  enforce: 'post',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? { build: { rollupOptions: { input: './app/cli/main.server.ts' } } } : null,
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    tailwindcss(),
    remix({
      appDirectory: 'app',
      buildDirectory,
      serverModuleFormat: 'esm',
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    commandLineEntry,
  ],
  // React Aria as separate modules costs the server a second of start; bundled, only what is used is loaded.
  ssr: {
    noExternal: [
      /^react-aria/,
      /^react-stately/,
      /^@react-aria\//,
      /^@react-stately\//,
      /^@internationalized\//,
    ],
  },
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  build: {
    target: isSsrBuild ? 'node20' : 'es2021',
    // A page that takes one function of a module's face does not carry the module's zod schemas into the browser.
    ...(isSsrBuild
      ? {}
      : {
          rollupOptions: { treeshake: { moduleSideEffects: (id) => !/\/app\/(modules|shared)\//.test(id) } },
        }),
  },
}));
