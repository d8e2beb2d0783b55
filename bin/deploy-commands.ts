import type { Command } from 'commander';
import type { ChangeSetOptions } from './commands/deploy-change-sets';

/** Commands that the jobs of a pipeline run before CloudFormation gets anything. */
export function addDeployCommands(program: Command): void {
  const deploy = program.command('deploy').description('what pipelines do around cdk deploy');

  deploy
    .command('assembly')
    .description('write the cloud assembly of an environment, if its templates are the committed ones')
    .argument('<environment>')
    .argument('<folder>')
    .action(async (environment: string, folder: string) => {
      const { deployAssembly } = await import('./commands/deploy-assembly');
      deployAssembly(environment, folder);
    });

  deploy
    .command('approvals')
    .description('refuse a commit with changes that somebody must approve and nobody has, by GitLab’s approvals')
    .argument('<environment>')
    .action(async (environment: string) => {
      const { deployApprovals } = await import('./commands/deploy-approvals');
      await deployApprovals(environment);
    });

  deploy
    .command('change-sets')
    .description('print what the prepared change sets of an assembly do, and list those with something to execute')
    .argument('<environment>')
    .argument('<assembly>')
    .requiredOption('--name <change set>', 'name of the change sets')
    .requiredOption('--list <file>', 'where to list the stacks')
    .action(async (environment: string, assembly: string, options: ChangeSetOptions) => {
      const { deployChangeSets } = await import('./commands/deploy-change-sets');
      await deployChangeSets(environment, assembly, options);
    });
}
