import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemErrorText } from '../../bin/system-error';

/** What is said of a call that fails. */
function said(call: () => unknown): string | undefined {
  try {
    call();
    return 'nothing failed';
  } catch (error) {
    return systemErrorText(error);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'commons-test-'));
const file = join(folder, 'file');
writeFileSync(file, '');
const half = 'no file was left incomplete';

test.each<[string, () => unknown, string]>([
  [
    'EISDIR',
    () => readFileSync(folder),
    'what was being read is a folder instead of a file\n    name a file, or move the folder away',
  ],
  [
    'EISDIR',
    () => writeFileSync(folder, ''),
    `${folder} is a folder instead of a file\n    name a file, or move the folder away`,
  ],
  [
    'EEXIST',
    () => mkdirSync(file),
    `${file} exists already as something else, such as a folder instead of a file\n    move it away`,
  ],
  [
    'ENOTDIR',
    () => writeFileSync(join(file, 'x'), ''),
    `${file}/x is not a folder, or is below a file\n    move the file away, or name a folder`,
  ],
  ['ENOENT', () => readFileSync(join(folder, 'x')), `${folder}/x does not exist\n    make it, or name another one`],
  [
    'ENOTEMPTY',
    () => rmdirSync(folder),
    `${folder} is a folder that is not empty\n    check its content, and move it away`,
  ],
  [
    'ENAMETOOLONG',
    () => writeFileSync(join(folder, 'x'.repeat(300)), ''),
    `${folder}/${'x'.repeat(300)} has too long a name\n    shorten it`,
  ],
])('%s is told in two lines', (_, call, text) => {
  expect(said(call)).toBe(`${text}; ${half}`);
});

test.each(['ENOSPC', 'EMFILE', 'EROFS', 'EACCES', 'EPIPE', 'EDQUOT'])(
  '%s, which is hard to bring about, has words too',
  (code) => {
    const text = systemErrorText(Object.assign(new Error(code), { code, syscall: 'write' }));
    expect(text).toMatch(/^what was being written [a-z].*\n {4}[a-z].*; no file was left incomplete$/);
    expect(text).not.toContain(code);
  },
);

test('a code without words is told by itself, and what no call failed with is left to others', () => {
  expect(systemErrorText({ code: 'ESTALE', syscall: 'read', path: '/x' })).toBe(
    `/x failed: read answers ESTALE\n    look the code up in errno(3); ${half}`,
  );
  expect(systemErrorText(new TypeError('x is not a function'))).toBeUndefined();
});
