import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFolders } from '../../bin/replace-folder';
import { withFolder } from '../support/environment-folder';

function writeFolder(parent: string, name: string, text: string, file = 'file'): void {
  mkdirSync(join(parent, name), { recursive: true });
  writeFileSync(join(parent, name, file), text);
}

test('folders are moved into place whole, and others stay', () => {
  withFolder((target) => {
    writeFolder(target, 'staging', 'old');
    writeFolder(target, 'staging', 'gone', 'left-over');
    writeFolder(target, 'production', 'old');
    const result = replaceFolders(target, (temporary) => {
      writeFolder(temporary, 'staging', 'new');
      writeFolder(temporary, 'fresh', 'new');
      expect(readFileSync(join(target, 'staging', 'file'), 'utf8')).toBe('old');
      return 'done';
    });
    expect(result).toBe('done');
    expect(readdirSync(target).sort()).toEqual(['fresh', 'production', 'staging']);
    expect(readdirSync(join(target, 'staging'))).toEqual(['file']);
    expect(['fresh', 'production', 'staging'].map((name) => readFileSync(join(target, name, 'file'), 'utf8'))).toEqual([
      ...['new', 'old', 'new'],
    ]);
  });
});

test('nothing changes when filling fails, and nothing is left behind', () => {
  withFolder((target) => {
    writeFolder(target, 'staging', 'old');
    const fill = (temporary: string) => {
      writeFolder(temporary, 'staging', 'new');
      throw new Error('half-way');
    };
    expect(() => replaceFolders(target, fill)).toThrow('half-way');
    expect(readdirSync(target)).toEqual(['staging']);
    expect(readFileSync(join(target, 'staging', 'file'), 'utf8')).toBe('old');
  });
});

test('a target that does not exist is made', () => {
  withFolder((folder) => {
    const target = join(folder, 'a', 'b');
    replaceFolders(target, (temporary) => writeFolder(temporary, 'staging', 'new'));
    expect(existsSync(join(target, 'staging', 'file'))).toBe(true);
    expect(readdirSync(target)).toEqual(['staging']);
  });
});

test('what a killed process left behind is cleared away, and what another is at work on is not', () => {
  const longAgo = new Date('2020-01-01T00:00:00Z');
  withFolder((target) => {
    for (const name of ['.next-1234', '.old-1234', '.next-5678']) writeFolder(target, name, 'half');
    for (const name of ['.next-1234', '.old-1234']) utimesSync(join(target, name), longAgo, longAgo);
    replaceFolders(target, (temporary) => writeFolder(temporary, 'staging', 'new'));
    expect(readdirSync(target)).toEqual(['.next-5678', 'staging']);
  });
});
