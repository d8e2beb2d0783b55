import { z } from 'zod';
import type { Problem } from '../../../model/problem';
import { validate } from '../../../model/schema-problems';
import { SourceFile } from '../../../model/source-file';

const section = z.record(z.string(), z.unknown()).default({}).describe('{ "<name>": "<text>" }');
const packageSchema = z
  .looseObject({ scripts: section, dependencies: section, devDependencies: section })
  .describe('a JSON object, as npm init writes it');

/** A `package.json` that a folder has before it becomes a home. */
export type PackageJson = z.output<typeof packageSchema>;

/** Reads the text of a `package.json`, with everything that is in it. */
export function readPackageJson(
  file: string,
  text: string,
): { readonly value: PackageJson } | { readonly problems: readonly Problem[] } {
  const broken = jsonProblem(file, text);
  return broken === undefined ? validate(packageSchema, new SourceFile(file, text)) : { problems: [broken] };
}

/** The parser of YAML would take what npm does not, such as a comma at the end of a list. */
function jsonProblem(file: string, text: string): Problem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /at position (\d+)/.exec(error.message)?.[1];
    const before = text.slice(0, position === undefined ? 0 : Number(position));
    return {
      file,
      line: before.split('\n').length,
      column: before.length - before.lastIndexOf('\n'),
      path: '',
      reason: `is not JSON: ${error.message.replaceAll('\n', ' ')}`,
      remedy: 'mend it so that npm can read it, or move it away: then one is written',
    };
  }
}
