import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    remix({ buildDirectory: process.env.BARE_BUILD_DIR ?? 'build', future: { v3_singleFetch: true } }),
  ],
});
