import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Emulator } from './emulator';

const command = resolve(__dirname, '../../../node_modules/.bin/cdk');

/** How the CDK command ended. */
export interface CdkResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the CDK command on a cloud assembly against the emulator. */
export function cdk(emulator: Emulator, assembly: string, ...args: readonly string[]): Promise<CdkResult> {
  const env = {
    ...emulator.variables,
    // It remembers there which account a key belongs to, by default in the home of whoever runs the tests.
    CDK_HOME: emulator.variables.HOME,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
    CI: 'true',
    NODE_NO_WARNINGS: '1',
  };
  process.stderr.write(`cdk ${args.slice(0, 2).join(' ')}\n`);
  return new Promise((resolved) => {
    const child = execFile(
      process.execPath,
      [command, ...args, '--app', assembly, '--no-notices'],
      { env, cwd: assembly, encoding: 'utf8', maxBuffer: 2 ** 26 },
      (_, stdout, stderr) => resolved({ code: child.exitCode, output: `${stdout}${stderr}` }),
    );
  });
}
