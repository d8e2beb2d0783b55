import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { convergeProgram } from '../../constructs/hosts/converge-program';

const root = mkdtempSync(join(tmpdir(), 'commons-token-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

test('the token of a host goes to the repository alone, and to no mirror', async () => {
  const seen: string[] = [];
  const server = createServer((asked, answer) => {
    seen.push(`${asked.url?.split('/')[1] ?? ''} ${asked.headers.authorization ?? 'nothing'}`);
    answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const at = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  write('run/commons-host/secrets/repository-token', 'reader:word\n');
  write(
    'etc/commons-converge.conf',
    `machine=mail-a urls='${at}/mirror.git ${at}/own.git' token_for='${at}/own.git' branch=delivered folder=a keys=b signers=anybody\n`,
  );
  const env = { PATH: process.env.PATH ?? '', HOME: root, COMMONS_ROOT: root };
  const told = await new Promise<string>((resolve) => {
    execFile('/bin/sh', [write('program', convergeProgram)], { env, encoding: 'utf8' }, (_, __, stderr) =>
      resolve(stderr),
    );
  });
  await new Promise((resolve) => server.close(resolve));
  expect(told).toContain('no address gives the branch: this machine stays as it is');
  const token = `Basic ${Buffer.from('reader:word').toString('base64')}`;
  expect(seen).toEqual(['mirror.git nothing', `own.git ${token}`]);
});
