import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environmentFolders, unreadInEnvironment } from '../../model/unread-files';
import { withFolder, writeEnvironment } from '../support/environment-folder';

/** What is said with these files beside the minimal environment, below a home; a text that begins with `->` is a link. */
const unread = (files: Readonly<Record<string, string>>) =>
  withFolder((folder) => {
    writeEnvironment(folder, {});
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if (text.startsWith('->')) symlinkSync(text.slice(2), file);
      else writeFileSync(file, text);
    }
    const { unread: beside } = environmentFolders(folder);
    const inside = unreadInEnvironment(folder, 'testing');
    return {
      problems: [...beside.problems, ...inside.problems].map(({ file, reason, remedy }) => [file, reason, remedy]),
      warnings: [...beside.warnings, ...inside.warnings].map(({ file, reason }) => [file, reason]),
    };
  });

test.each<[string, string, string, string]>([
  ['testing/tenants/site.YAML', 'testing/tenants/site.YAML', 'is not read', 'rename it to site.yaml, or remove it'],
  ['testing/tenants/site.json', 'testing/tenants/site.json', 'is not read', 'rename it to site.yaml, or remove it'],
  [
    'testing/tenants/site.yaml.txt',
    'testing/tenants/site.yaml.txt',
    'is not read',
    'rename it to site.yaml, or remove it',
  ],
  ['testing/tenants/.site.yaml', 'testing/tenants/.site.yaml', 'is not read', 'rename it to site.yaml, or remove it'],
  [
    'testing/tenants/a/b/c.yaml',
    'testing/tenants/a',
    'is a folder that is not read, with a/b/c.yaml in it',
    'move them up one folder, or remove it',
  ],
  ['testing/tenants/site.yaml/x', 'testing/tenants/site.yaml', 'is a folder that is not read', ''],
  ['testing/Facts.json', 'testing/Facts.json', 'is not read', 'rename it to facts.json, or remove it'],
  [
    'testing/Stateful.yml',
    'testing/Stateful.yml',
    'ends in .yml and is not read',
    'rename it to stateful.yaml, or remove it',
  ],
  ['testing/facts.yaml', 'testing/facts.yaml', 'is not read', 'rename it to facts.json, or remove it'],
  [
    'testing/environment.yml',
    'testing/environment.yml',
    'ends in .yml and is not read',
    'rename it to environment.yaml, or remove it',
  ],
  ['testing/pad.yaml', 'testing/pad.yaml', 'is not read', 'rename it to tenants/pad.yaml, or remove it'],
  [
    'testing/tenant/pad.yaml',
    'testing/tenant',
    'is a folder that is not read, with tenant/pad.yaml in it',
    'rename it to tenants, or remove it',
  ],
  ['staging/environment.yml', 'staging/environment.yml', 'is not read', 'rename it to environment.yaml'],
  ['staging/Environment.YAML', 'staging/Environment.YAML', 'is not read', 'rename it to environment.yaml'],
  [
    'staging/tenants/pad.yaml',
    'staging',
    'has no environment.yaml, so it is no environment',
    'write that file, or move the folder elsewhere',
  ],
  ['staging.yaml', 'staging.yaml', 'is not read', 'rename it to environments/staging/environment.yaml, or remove it'],
])('%s is an error', (file, path, reason, remedy) => {
  const { problems, warnings } = unread({ [file]: 'purpose: x\n' });
  if (remedy === '') expect([problems, warnings]).toEqual([[], [[`environments/${path}`, reason]]]);
  else expect([problems, warnings]).toEqual([[[`environments/${path}`, reason, remedy]], []]);
});

test.each([
  ['testing/tenants/site.yaml', '->nowhere.yaml', 'is a link that leads nowhere'],
  ['testing/tenants/site.yaml', '->site.yaml', 'is a link that leads nowhere'],
  ['staging', '->../elsewhere', 'is a link that leads nowhere'],
  ['testing/facts.json', '->nowhere', 'is a link that leads nowhere'],
  ['testing/facts.json/x', 'x', 'is a folder'],
])('%s that leads to %s is an error', (file, text, reason) => {
  expect(unread({ [file]: text }).problems.map(([, said]) => said)).toEqual([reason]);
});

test.each([
  ['testing/tenants/site.yaml~', 'is a copy that is not read'],
  ['testing/tenants/site.yaml.orig', 'is a copy that is not read'],
  ['testing/tenants/.site.yaml.swp', 'is a copy that is not read'],
  ['testing/tenants/._site.yaml', 'is a copy that is not read'],
  ['testing/tenants/notes.txt', 'is not read'],
  ['testing/plan.md', 'is not read'],
  ['notes.txt', 'is not read'],
])('%s is worth a word', (file, reason) => {
  expect(unread({ [file]: 'x' })).toEqual({ problems: [], warnings: [[`environments/${file}`, reason]] });
});

test('the lock of an editor, a link that leads nowhere, is worth a word', () => {
  expect(unread({ 'testing/tenants/.#site.yaml': '->ada@host.12' }).problems).toEqual([]);
});

test('a README, what Git and file managers keep, and what the program keeps are fine', () => {
  const files = ['README.md', 'testing/README.md', 'testing/tenants/.gitkeep', 'tenant.schema.json'];
  expect(unread(Object.fromEntries(files.map((file) => [file, '']))).problems).toEqual([]);
  expect(unread(Object.fromEntries(files.map((file) => [file, '']))).warnings).toEqual([]);
});
