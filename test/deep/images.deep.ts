import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { exampleHome } from '../support/example-home';
import { programOf } from './support/python';
import { isObject, type Json } from './support/template';
import { noAccount } from './support/variables';

const project = resolve(__dirname, '../..');
const images = readdirSync(join(project, 'images'), { recursive: true, encoding: 'utf8' })
  .filter((file) => !file.includes('node_modules'))
  .map((file) => join('images', file));
const definitions = ['Containerfile', ...images.filter((file) => basename(file) === 'Containerfile')];
const scripts = images.filter((file) => file.endsWith('.sh'));

/** What the linter `program` prints about a text; it fails when it finds something, which is no failure here. */
const lint = (program: 'hadolint' | 'shellcheck', args: readonly string[], text: string): Promise<string> =>
  new Promise((resolved, rejected) => {
    const child = execFile(
      programOf('images', program),
      [...args, '-'],
      { env: noAccount, encoding: 'utf8' },
      (error, stdout, stderr) => {
        if (error !== null && error.code !== 1) rejected(new Error(stderr, { cause: error }));
        else resolved(stdout);
      },
    );
    child.stdin?.end(text);
  });

const hadolint = (text: string): Promise<string> => lint('hadolint', ['--no-color'], text);
const shellcheck = (text: string, shell: string): Promise<string> =>
  lint('shellcheck', ['--norc', '--format', 'gcc', '--shell', shell], text);

describe('images', () => {
  test.each(definitions)('%s is one that hadolint finds nothing in', async (file) => {
    expect(await hadolint(readFileSync(join(project, file), 'utf8'))).toBe('');
  });

  test.each(scripts)('%s is one that ShellCheck finds nothing in', async (file) => {
    const text = readFileSync(join(project, file), 'utf8');
    expect(await shellcheck(text, text.startsWith('#!/bin/bash\n') ? 'bash' : 'sh')).toBe('');
  });

  test('a bad definition and a bad script are found', async () => {
    expect(await hadolint('FROM debian\nRUN cd /tmp\n')).toMatch(/DL3006[^]*DL3003/);
    expect(await shellcheck('rm -rf $1/*\n', 'sh')).toContain('SC2086');
    expect(scripts.length).toBeGreaterThan(0);
  });
});

interface Script {
  readonly shell: string;
  readonly text: string;
}

/** Scripts that containers are given as an argument of a shell. */
function scriptsIn(node: Json): readonly Script[] {
  if (Array.isArray(node)) return node.flatMap(scriptsIn);
  if (!isObject(node)) return [];
  const words = ['command', 'args', 'EntryPoint', 'Command'].flatMap((key) => node[key] ?? []);
  const texts = words.filter((word) => typeof word === 'string');
  const shell = basename(texts[0] ?? '');
  const option = texts.findIndex((word) => /^-[a-z]*c$/.test(word));
  const text = texts[option + 1];
  const own = /^(ba)?sh$/.test(shell) && option > 0 && text !== undefined ? [{ shell, text }] : [];
  return [...own, ...Object.values(node).flatMap(scriptsIn)];
}

test('ShellCheck finds nothing in the scripts of what is rendered', async () => {
  const files = readdirSync(exampleHome.rendered, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(yaml|template\.json)$/.test(file),
  );
  const found = new Map<string, string>();
  for (const file of files) {
    const whole = readFileSync(join(exampleHome.rendered, file), 'utf8');
    // Reading every manifest takes a minute, and most have no script.
    if (!/\b(ba)?sh\b/.test(whole)) continue;
    for (const document of parseAllDocuments(whole)) {
      for (const { shell, text } of scriptsIn(z.json().parse(document.toJS()))) found.set(`${shell}\n${text}`, file);
    }
  }
  expect(found.size).toBeGreaterThan(5);
  const told: string[] = [];
  for (const [script, file] of found) {
    const [shell = '', ...lines] = script.split('\n');
    const says = await shellcheck(lines.join('\n'), shell);
    if (says !== '') told.push(`${file}: ${says}`);
  }
  expect(told).toEqual([]);
});
