import type { Command } from 'commander';
import type { MailCheckOptions } from './commands/mail-check';
import { repeated } from './repeated';

/** Commands about the mail host of the community's own. */
export function addMailCommands(program: Command): void {
  const mail = program.command('mail').description('keys that sign mail, and what the world sees of the mail host');

  mail
    .command('keys')
    .description('make the missing keys that sign mail, in Secrets Manager, and record their public halves')
    .argument('<environment>')
    .action(async (environment: string) => {
      const { mailKeys } = await import('./commands/mail-keys');
      await mailKeys(environment);
    });

  mail
    .command('check')
    .description('ask DNS and the mail host what the world sees, and say what is wrong and whose it is to mend')
    .argument('<environment>')
    .option('--resolver <address>', 'name server to ask instead of that of this machine; can be repeated', repeated, [])
    .option('--json', 'print the findings for programs', false)
    .action(async (environment: string, options: MailCheckOptions) => {
      const { mailCheck } = await import('./commands/mail-check');
      await mailCheck(environment, options);
    });
}
