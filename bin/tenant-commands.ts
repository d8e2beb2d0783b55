import type { Command } from 'commander';
import type { ImportTenantOptions } from './commands/import-tenant';
import type { NewTenantOptions } from './commands/new-tenant';
import type { TenantSecretsOptions } from './commands/tenant-secrets';
import { repeated } from './repeated';
import { today } from './today';

/** Commands about tenants: their files, and their secrets. */
export function addTenantCommands(program: Command): void {
  const tenant = program.command('tenant').description('declare tenants, and fill their secrets');

  tenant
    .command('new')
    .description('write the file of a new tenant')
    .argument('<name>')
    .option('--environment <name>', 'environment that gets the tenant, if there are several')
    .option('--purpose <sentence>', 'what it does')
    .option('--maintainer <account...>', 'accounts of its maintainers, at least two')
    .option('--host <name>', 'its host name')
    .option('--image <reference>', 'container image, with registry and tag')
    .option('--kind <kind>', 'kind of its service: one with a page in docs/services', 'web-application')
    .option(
      '--set <key=value>',
      'value of a field of its service, like gitlab=https://…; can be repeated',
      repeated,
      [],
    )
    .action(async (name: string, options: Omit<NewTenantOptions, 'today'>) => {
      const { newTenant } = await import('./commands/new-tenant');
      await newTenant(name, { ...options, today: today() });
    });

  tenant
    .command('import')
    .description('draft the file of a tenant from a Compose file or from manifests, and list what is not taken over')
    .argument(
      '<file...>',
      'Compose files, merged in their order, or manifests like the output of helm template; - for standard input',
    )
    .option('--name <tenant>', 'name of the tenant, otherwise that of the Compose file or of its folder')
    .option('--from <format>', 'compose or manifests, otherwise told by the files')
    .option('--environment <name>', 'environment that the draft is for, if there are several')
    .option('--out <file>', 'file to write the draft to, otherwise it is printed')
    .option('--replace', 'replace the file if it exists', false)
    .option('--json', 'print draft and list as JSON', false)
    .action(async (files: string[], options: Omit<ImportTenantOptions, 'today'>) => {
      const { importTenantCommand } = await import('./commands/import-tenant');
      importTenantCommand(files, { ...options, today: today() });
    });

  tenant
    .command('secrets')
    .description('fill the secrets of a tenant that people fill: make key pairs, ask for other values')
    .argument('<environment>')
    .argument('<tenant>')
    .option('--from <file>', 'file with a line NAME=value for each value, instead of questions at the terminal')
    .option('--replace <name>', 'value that may be replaced; can be repeated', repeated, [])
    .action(async (name: string, ofTenant: string, options: TenantSecretsOptions) => {
      const { tenantSecrets } = await import('./commands/tenant-secrets');
      await tenantSecrets(name, ofTenant, options);
    });
}
