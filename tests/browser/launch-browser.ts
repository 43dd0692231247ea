import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { type UnpackedChromium, unpackChromium } from './unpack-chromium.ts';

/** Nothing may leave the machine during a test, not even what a browser sends by itself. */
const quietArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
];

/** Containers have neither the kernel settings for the sandbox nor room in /dev/shm. */
const containerArguments = ['--no-sandbox', '--no-zygote', '--disable-dev-shm-usage'];

export interface LaunchOptions {
  /** Use the packed browser with the libraries that come with it, whatever the machine has. */
  packed?: boolean;
}

/**
 * A headless Chromium: the one that `BROWSER_PATH` names, otherwise one that is installed, otherwise
 * the one that npm has brought along.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const args = [...quietArguments, ...containerArguments, '--font-render-hinting=none'];
  const installed = options.packed ? undefined : findInstalledBrowser();
  if (installed) return chromium.launch({ executablePath: installed, args });
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No browser for the tests was found. Install Chrome, Edge or Chromium, or set BROWSER_PATH.',
    );
  }
  const unpacked = await unpackChromium();
  return chromium.launch({
    executablePath: unpacked.executable,
    args,
    env: environmentFor(unpacked, options.packed || lacksLibraries(unpacked.executable)),
  });
}

function environmentFor(unpacked: UnpackedChromium, withLibraries: boolean) {
  const environment: Record<string, string | undefined> = {
    ...process.env,
    FONTCONFIG_FILE: unpacked.fontconfig,
  };
  if (withLibraries) {
    const paths = [unpacked.libraries, process.env['LD_LIBRARY_PATH']];
    environment['LD_LIBRARY_PATH'] = paths.filter(Boolean).join(':');
  }
  return environment;
}

function lacksLibraries(executable: string): boolean {
  const { status, stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return status !== 0 || stdout.includes('not found');
}

function findInstalledBrowser(): string | undefined {
  const named = process.env['BROWSER_PATH'];
  if (!named) return candidates().find((path) => existsSync(path));
  if (existsSync(named)) return named;
  throw new Error(`BROWSER_PATH names a file that does not exist: ${named}`);
}

function candidates(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'];
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ];
    return folders
      .map((name) => process.env[name])
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => programs.map((program) => join(folder, program)));
  }
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'chromium',
    'chromium-browser',
  ];
  const folders = (process.env['PATH'] ?? '').split(':').filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}
