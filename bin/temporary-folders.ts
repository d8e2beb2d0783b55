import { mkdtempSync, rmSync } from 'node:fs';

/** Folders to remove when the program is interrupted. */
const folders = new Set<string>();

/** Makes a folder that is removed when the program is interrupted; whoever made it removes it otherwise. */
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
 * Has an interruption leave nothing behind. The exit code is the field's: 128 and the number of the signal. A program that never
 * waits hears of a signal when it is done: see `letSignalsIn`.
 */
export function exitOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      console.error(`ended by ${signal}; nothing was left half-written\n    run the command again`);
      process.exit(code);
    });
  }
}

/** Waits for as long as it takes to hear of signals. */
export const yieldToSignals = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
