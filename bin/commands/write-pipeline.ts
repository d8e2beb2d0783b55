import { mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Forge } from '../../lib/operations/home/forge';
import { pipelineFile } from '../../lib/operations/home/pipelines/pipeline-file';
import { fileProblem } from '../../model/file-problem';
import { environmentNames } from '../../model/load';
import { collectOrThrow, ProblemsError } from '../../model/problem';
import { home } from '../home';
import { loadedEnvironment } from '../loaded-environment';
import { homeForges, pipelineOnDisk } from '../pipeline-files';
import { replaceFile } from '../replace-file';

export interface PipelineOptions {
  /** @default those whose pipeline the home has */
  readonly forge?: Forge;
}

/**
 * Writes the pipeline of the home for its environments.
 *
 * @throws ProblemsError with the problems of the environments, or when it is not known where the pipeline runs.
 */
export function writePipeline({ forge }: PipelineOptions): void {
  const wanted = forge === undefined ? homeForges() : [forge];
  if (wanted.length === 0) {
    const remedy = 'say where it runs: --forge gitlab, github or forgejo';
    throw new ProblemsError([fileProblem('--forge', 'is missing, and the home has no pipeline yet', remedy)]);
  }
  const environments = collectOrThrow(environmentNames(home.environments), loadedEnvironment).map(
    ({ environment }) => environment,
  );
  for (const each of wanted) {
    const file = pipelineOnDisk(each);
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, pipelineFile(each, environments));
    console.log(`wrote ${relative(process.cwd(), file)}`);
  }
}
