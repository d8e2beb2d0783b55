import type { Environment } from '../../../../model/environment';
import type { Forge } from '../forge';
import { actionsWorkflow } from './actions-workflow';
import { gitlabPipeline } from './gitlab-pipeline';

/** Where a home has the pipeline that `commons pipeline` writes, by forge. */
export const pipelinePaths: Readonly<Record<Forge, string>> = {
  gitlab: '.gitlab/commons.gitlab-ci.yml',
  github: '.github/workflows/commons.yaml',
  forgejo: '.forgejo/workflows/commons.yaml',
};

/** Text of that file for a home with these environments. */
export function pipelineFile(forge: Forge, environments: readonly Environment[]): string {
  switch (forge) {
    case 'gitlab':
      return gitlabPipeline(environments);
    case 'github':
      return actionsWorkflow('ubuntu-latest');
    case 'forgejo':
      return actionsWorkflow('docker');
  }
}

/** Files of a new home's pipeline: with GitLab also the one that GitLab reads, which is the home's own. */
export const newPipelineFiles = (
  forge: Forge,
  environments: readonly Environment[],
): Readonly<Record<string, string>> => ({
  [pipelinePaths[forge]]: pipelineFile(forge, environments),
  ...(forge === 'gitlab' && { '.gitlab-ci.yml': gitlabEntry }),
});

const gitlabEntry = `# Jobs of your own go here. Those of the platform are written by \`npm run commons -- pipeline\`.
include:
  - local: ${pipelinePaths.gitlab}
`;
