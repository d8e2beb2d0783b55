import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFolders } from '../../bin/replace-folder';

let target = '';
beforeEach(() => {
  target = mkdtempSync(join(tmpdir(), 'commons-test-'));
});
afterEach(() => rmSync(target, { recursive: true }));

function writeFolder(parent: string, name: string, text: string, file = 'file'): void {
  mkdirSync(join(parent, name), { recursive: true });
  writeFileSync(join(parent, name, file), text);
}

test('folders are moved into place whole, and others stay', async () => {
  writeFolder(target, 'staging', 'old');
  writeFolder(target, 'staging', 'gone', 'left-over');
  writeFolder(target, 'production', 'old');
  const result = await replaceFolders(target, (temporary) => {
    writeFolder(temporary, 'staging', 'new');
    writeFolder(temporary, 'fresh', 'new');
    expect(readFileSync(join(target, 'staging', 'file'), 'utf8')).toBe('old');
    return 'done';
  });
  expect(result).toBe('done');
  expect(readdirSync(target).sort()).toEqual(['fresh', 'production', 'staging']);
  expect(readdirSync(join(target, 'staging'))).toEqual(['file']);
  expect(['fresh', 'production', 'staging'].map((name) => readFileSync(join(target, name, 'file'), 'utf8'))).toEqual([
    'new',
    'old',
    'new',
  ]);
});

test('nothing changes when filling fails, and nothing is left behind', async () => {
  writeFolder(target, 'staging', 'old');
  const fill = (temporary: string) => {
    writeFolder(temporary, 'staging', 'new');
    throw new Error('half-way');
  };
  await expect(replaceFolders(target, fill)).rejects.toThrow('half-way');
  expect(readdirSync(target)).toEqual(['staging']);
  expect(readFileSync(join(target, 'staging', 'file'), 'utf8')).toBe('old');
});

test('a target that does not exist is made', async () => {
  const made = join(target, 'a', 'b');
  await replaceFolders(made, (temporary) => writeFolder(temporary, 'staging', 'new'));
  expect(existsSync(join(made, 'staging', 'file'))).toBe(true);
  expect(readdirSync(made)).toEqual(['staging']);
});

test('what a killed process left behind is cleared away, and what another is at work on is not', async () => {
  const longAgo = new Date('2020-01-01T00:00:00Z');
  for (const name of ['.next-1234', '.old-1234', '.next-5678']) writeFolder(target, name, 'half');
  for (const name of ['.next-1234', '.old-1234']) utimesSync(join(target, name), longAgo, longAgo);
  await replaceFolders(target, (temporary) => writeFolder(temporary, 'staging', 'new'));
  expect(readdirSync(target)).toEqual(['.next-5678', 'staging']);
});
