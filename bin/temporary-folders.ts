import { mkdtempSync, rmSync } from 'node:fs';

/** Folders to remove when the program is interrupted. */
const folders = new Set<string>();

/** Makes a folder that is removed when the program is interrupted; otherwise the caller must remove it. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(prefix);
  folders.add(folder);
  return folder;
}

export function removeTemporaryFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

/**
 * Installs signal handlers that remove the temporary folders. The exit code is the usual one: 128 plus the number of the signal.
 * In a program that never awaits, a handler runs only at the end: see `yieldToSignals`.
 */
export function exitOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      console.error(`ended by ${signal}; no file was left incomplete\n    run the command again`);
      process.exit(code);
    });
  }
}

/** Yields to the event loop once, so that pending signal handlers run. */
export const yieldToSignals = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
