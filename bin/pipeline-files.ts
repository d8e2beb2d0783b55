import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forges, type Forge } from '../lib/operations/home/forge';
import { pipelineFile, pipelinePaths } from '../lib/operations/home/pipelines/pipeline-file';
import type { Environment } from '../model/environment';
import { fileProblem } from '../model/file-problem';
import type { Problem } from '../model/problem';
import { home } from './home';

/** The file of a forge's pipeline in the home. */
export const pipelineOnDisk = (forge: Forge): string => join(home.folder, pipelinePaths[forge]);

/** Forges whose pipeline the home has. */
export const homeForges = (): readonly Forge[] => forges.filter((forge) => existsSync(pipelineOnDisk(forge)));

/** Problems of pipelines that are not what this version writes for these environments. */
export const stalePipelines = (environments: readonly Environment[]): readonly Problem[] =>
  homeForges()
    .filter((forge) => readFileSync(pipelineOnDisk(forge), 'utf8') !== pipelineFile(forge, environments))
    .map((forge) =>
      fileProblem(
        pipelinePaths[forge],
        'is not what the environments and this version of the program make of it',
        'write it again: npm run commons -- pipeline',
      ),
    );
