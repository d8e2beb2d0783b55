import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const failing = `
interface Sum {
  readonly of: readonly number[];
}

class Failure {
  constructor(private readonly sum: Sum) {}
  total(): number {
    throw new Error(String(this.sum.of.length));
  }
}

new Failure({ of: [1, 2, 3] }).total();
`;

test('the trace of an error names lines of the source', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commons-typescript-'));
  try {
    const file = join(folder, 'failing.ts');
    writeFileSync(file, failing);
    const { status, stderr } = spawnSync(process.execPath, ['--require', 'ts-node/register', file], {
      cwd: resolve(__dirname, '../..'),
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('Error: 3');
    expect(stderr).toContain('failing.ts:9:');
    expect(stderr).toContain('failing.ts:13:');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
