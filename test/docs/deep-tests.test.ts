import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(__dirname, '../deep');

test('the page of deep tests says what each file asks', () => {
  const page = readFileSync(`${folder}/README.md`, 'utf8');
  const named = [...page.matchAll(/^\| `([\w*-]+)\.deep\.ts`/gm)].map(([, name = '']) => name);
  const files = readdirSync(folder).flatMap((file) => /^(.*)\.deep\.ts$/.exec(file)?.[1] ?? []);
  const isNamed = (file: string) =>
    named.some((name) => file === name || (name === 'ec2-*' && file.startsWith('ec2-')));
  expect(files.filter((file) => !isNamed(file))).toEqual([]);
  expect(named.filter((name) => name !== 'ec2-*' && !files.includes(name))).toEqual([]);
});
