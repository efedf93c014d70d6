// The Chromium of @sparticuz/chromium, unpacked by ourselves: its own unpacking writes to fixed paths in /tmp that
// another user of the machine could prepare. Here: a private folder named by version, made whole under another
// name and renamed; its libraries and fonts go along (without them a bare Linux prints silently empty pages).
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import type { BrowserInstallation } from './browser-candidates.server';
import { untar } from './untar.server';

const require = createRequire(import.meta.url);
const decompress = promisify(brotliDecompress);

function packageFolder(): string | null {
  try {
    // …/build/cjs/index.cjs → the package's own folder
    return dirname(dirname(dirname(require.resolve('@sparticuz/chromium'))));
  } catch {
    // Not installed (an installation without optional packages): simply no candidate.
    return null;
  }
}

/** True where that build can run at all. */
export function canUnpackNpmChromium(): boolean {
  const folder = packageFolder();
  const runsHere = process.platform === 'linux' && process.arch === 'x64';
  return runsHere && folder !== null && existsSync(join(folder, 'bin', 'chromium.br'));
}

function installationIn(folder: string): BrowserInstallation {
  return {
    executablePath: join(folder, 'chromium'),
    headless: 'shell',
    env: {
      LD_LIBRARY_PATH: join(folder, 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

async function unpackTar(archive: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await untar(await decompress(await readFile(archive)), folder);
}

/** Our own fontconfig: the packed fonts, then whatever the system has for rarer scripts. */
function fontsConfig(target: string): string {
  const attribute = (path: string) => path.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${attribute(join(target, 'fonts'))}</dir><dir>/usr/share/fonts</dir><cachedir>${attribute(join(target, 'font-cache'))}</cachedir></fontconfig>
`;
}

async function unpackInto(folder: string, bin: string, target: string): Promise<void> {
  const executable = join(folder, 'chromium');
  await Promise.all([
    pipeline(
      createReadStream(join(bin, 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(executable, { mode: 0o700 }),
    ),
    unpackTar(join(bin, 'al2023.tar.br'), folder),
    unpackTar(join(bin, 'fonts.tar.br'), join(folder, 'fonts')),
  ]);
  await writeFile(join(folder, 'fonts', 'fonts.conf'), fontsConfig(target));
  await chmod(executable, 0o700);
}

/** The unpacked browser; unpacks on first use (a few seconds, about 250 MB). Safe when several processes call it. */
export async function unpackNpmChromium(cacheDir: string): Promise<BrowserInstallation> {
  const source = packageFolder();
  if (source === null) throw new Error('@sparticuz/chromium не установлен');
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  const target = join(cacheDir, `chromium-${version}-x64`);
  if (existsSync(join(target, 'chromium'))) return installationIn(target);
  await mkdir(cacheDir, { recursive: true, mode: 0o700 });
  const whole = await mkdtemp(join(cacheDir, '.chromium-'));
  try {
    await unpackInto(whole, join(source, 'bin'), target);
    await rename(whole, target);
  } catch (error) {
    await rm(whole, { recursive: true, force: true });
    // Another process was first: its folder is as good as ours.
    if (!existsSync(join(target, 'chromium'))) throw error;
  }
  return installationIn(target);
}
