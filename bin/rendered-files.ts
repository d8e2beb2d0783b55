import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ProblemsError } from '../model/problem';
import { fileProblem } from '../model/file-problem';
import { objectSchema, templateSchema, type Rendered, type RenderedFile } from '../lib/rendered';
import { stackListFiles, stackListSchema } from '../lib/stack-list';

const waitingSchema = z.array(z.looseObject({ output: z.string() }));
const unpinnedSchema = z.array(z.string());

/**
 * Reads all rendered files of one environment from its folder.
 *
 * @throws ProblemsError when the folder does not exist.
 */
export function readRendered(folder: string): Rendered {
  if (!existsSync(folder)) {
    throw new ProblemsError([fileProblem(folder, 'is not there', 'render the environment first: npm start')]);
  }
  const files = filesBelow(folder).map((file) => ({ file: relative(folder, file), text: readFileSync(file, 'utf8') }));
  const waiting = files.find(({ file }) => file === 'waiting.yaml');
  const unpinned = files.find(({ file }) => file === 'unpinned.yaml');
  return {
    files,
    objects: files.filter(isManifest).flatMap(({ file, text }) =>
      parseAllDocuments(text).map((document) => ({
        ...objectSchema.parse(document.toJS()),
        file,
      })),
    ),
    resources: files.filter(isTemplate).flatMap(({ file, text }) => {
      const stack = basename(file, templateEnding);
      const { Resources } = templateSchema.parse(JSON.parse(text));
      return Object.entries(Resources).map(([logicalId, resource]) => ({ stack, logicalId, resource }));
    }),
    stacks: stackListFiles.flatMap((list) => {
      const text = files.find(({ file }) => file === list)?.text;
      return text === undefined ? [] : stackListSchema.parse(parse(text)).map((stack) => ({ ...stack, file: list }));
    }),
    waiting: waiting === undefined ? [] : waitingSchema.parse(parse(waiting.text)).map(({ output }) => output),
    unpinned: unpinned === undefined ? [] : unpinnedSchema.parse(parse(unpinned.text)),
  };
}

const templateEnding = '.template.json';

const isTemplate = ({ file }: RenderedFile): boolean =>
  (file.startsWith('aws/') || file.startsWith('rights/')) && file.endsWith(templateEnding);

const isManifest = ({ file }: RenderedFile): boolean => file.startsWith('cluster/') && file.endsWith('.yaml');

/** Files below `folder`, in order. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
