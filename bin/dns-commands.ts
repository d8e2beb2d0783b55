import type { Command } from 'commander';
import type { DnsPushOptions } from './commands/dns-push';
import type { DnsOptions } from './dns/with-zone-states';
import { repeated } from './repeated';

/** Commands about the registered domains at their DNS providers. */
export function addDnsCommands(program: Command): void {
  const dns = program.command('dns').description('write rendered records to the DNS providers, by octoDNS');
  const programs = [
    '--octodns <folder>',
    'folder of octoDNS’ programs, such as .venv/bin; else the search path',
  ] as const;

  dns
    .command('diff')
    .description('show what a push would change; exits with 2 if that is anything')
    .argument('<environment>')
    .option(...programs)
    .action(async (environment: string, options: DnsOptions) => {
      const { dnsDiff } = await import('./commands/dns-diff');
      await dnsDiff(environment, options);
    });

  dns
    .command('push')
    .description('show what would change, ask, and change it; records of others stay')
    .argument('<environment>')
    .option(...programs)
    .option('--take-over <name>', 'full name whose records there become ours; can be repeated', repeated, [])
    .option('--yes', 'change without asking, as in a pipeline; never more than 30 % of a zone', false)
    .action(async (environment: string, options: DnsPushOptions) => {
      const { dnsPush } = await import('./commands/dns-push');
      await dnsPush(environment, options);
    });
}
