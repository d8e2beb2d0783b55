import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { load, loadAll, YAMLException } from 'js-yaml';
import { z } from 'zod';
import { ProblemsError } from '../model/problem';
import { fileProblem } from '../model/file-problem';
import { objectSchema, templateSchema, type Rendered, type RenderedFile } from '../lib/rendered';
import { shownPath } from './shown-path';
import { stackListFiles, stackListSchema } from '../lib/stack-list';

const waitingSchema = z.array(z.looseObject({ output: z.string() }));
const unpinnedSchema = z.array(z.string());

/**
 * Reads all rendered files of one environment from its folder.
 *
 * @throws ProblemsError when the folder does not exist, or a manifest is no YAML.
 */
export function readRendered(folder: string): Rendered {
  if (!existsSync(folder)) {
    throw new ProblemsError([
      fileProblem(shownPath(folder), 'is not there', 'render the environment first: npm start'),
    ]);
  }
  const files = filesBelow(folder).map((file) => ({ file: relative(folder, file), text: readFileSync(file, 'utf8') }));
  const waiting = files.find(({ file }) => file === 'waiting.yaml');
  const unpinned = files.find(({ file }) => file === 'unpinned.yaml');
  return {
    files,
    objects: files
      .filter(isManifest)
      .flatMap((each) =>
        documentsIn(folder, each).map((document) => ({ ...objectSchema.parse(document), file: each.file })),
      ),
    resources: files.filter(isTemplate).flatMap(({ file, text }) => {
      const stack = basename(file, templateEnding);
      const { Resources } = templateSchema.parse(JSON.parse(text));
      return Object.entries(Resources).map(([logicalId, resource]) => ({ stack, logicalId, resource }));
    }),
    stacks: stackListFiles.flatMap((list) => {
      const text = files.find(({ file }) => file === list)?.text;
      return text === undefined ? [] : stackListSchema.parse(load(text)).map((stack) => ({ ...stack, file: list }));
    }),
    waiting: waiting === undefined ? [] : waitingSchema.parse(load(waiting.text)).map(({ output }) => output),
    unpinned: unpinned === undefined ? [] : unpinnedSchema.parse(load(unpinned.text)),
  };
}

function documentsIn(folder: string, { file, text }: RenderedFile): readonly unknown[] {
  try {
    return loadAll(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const problem = fileProblem(
      shownPath(join(folder, file)),
      `is no YAML: ${error.reason}`,
      'render it again: npm start',
    );
    throw new ProblemsError([{ ...problem, line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 }]);
  }
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
