import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ProblemsError } from '../model/problem';
import { fileProblem } from '../lib/operations/install/file-problem';
import { objectSchema, templateSchema, type Rendered } from '../lib/rendered';

const waitingSchema = z.array(z.looseObject({ output: z.string() }));
const unpinnedSchema = z.array(z.string());

/**
 * Everything that is rendered into a folder of one environment.
 *
 * @throws ProblemsError when the folder is not there.
 */
export function readRendered(folder: string): Rendered {
  if (!existsSync(folder)) {
    throw new ProblemsError([fileProblem(folder, 'is not there', 'render the environment first: npm start')]);
  }
  const [waiting, unpinned] = [join(folder, 'waiting.yaml'), join(folder, 'unpinned.yaml')];
  return {
    objects: filesBelow(join(folder, 'cluster'), '.yaml').flatMap((file) =>
      parseAllDocuments(readFileSync(file, 'utf8')).map((document) => ({
        ...objectSchema.parse(document.toJS()),
        file: relative(folder, file),
      })),
    ),
    resources: ['aws', 'rights'].flatMap((part) =>
      filesBelow(join(folder, part), templateEnding).flatMap((file) => {
        const stack = file.slice(join(folder, part).length + 1, -templateEnding.length);
        const { Resources } = templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
        return Object.entries(Resources).map(([logicalId, resource]) => ({ stack, logicalId, resource }));
      }),
    ),
    waiting: existsSync(waiting)
      ? waitingSchema.parse(parse(readFileSync(waiting, 'utf8'))).map(({ output }) => output)
      : [],
    unpinned: existsSync(unpinned) ? unpinnedSchema.parse(parse(readFileSync(unpinned, 'utf8'))) : [],
  };
}

const templateEnding = '.template.json';

/** Files below `folder` with this ending, in order. */
const filesBelow = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
