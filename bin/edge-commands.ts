import type { Command } from 'commander';
import type { EdgeDenyOptions } from './commands/edge-deny';
import type { EdgeWhoOptions } from './commands/edge-who';
import type { EdgeChangeOptions } from './edge-change';
import { repeated } from './repeated';
import { today } from './today';

/** Commands about what meets the internet: the emergency deny list, and the CDN's ranges. */
export function addEdgeCommands(program: Command): void {
  const edge = program.command('edge').description('deny abusers at once, and keep the ranges of the CDN');
  const yes = ['--yes', 'change without asking, as in a pipeline', false] as const;

  edge
    .command('deny')
    .description('drop the packets of blocks at once, and write them into the environment file')
    .argument('<environment>')
    .argument(
      '<block...>',
      'addresses or blocks; - for a list on standard input, which becomes the fewest ranges that fit',
    )
    .requiredOption('--because <sentence>', 'why, for the reviewer')
    .requiredOption('--until <day>', 'last day on which they are denied, like 2027-06-30')
    .option('--neighbours <number>', 'with -: others of each family that ranges may hit', '0')
    .option('--my-address <address>', 'your own address, which is never denied; can be repeated', repeated, [])
    .option(...yes)
    .action(async (environment: string, blocks: string[], options: Omit<EdgeDenyOptions, 'today'>) => {
      const { edgeDeny } = await import('./commands/edge-deny');
      await edgeDeny(environment, blocks, { ...options, today: today() });
    });

  edge
    .command('allow')
    .description('let blocks in again that are denied, with everything in them')
    .argument('<environment>')
    .argument('<block...>', 'addresses or blocks')
    .option(...yes)
    .action(async (environment: string, blocks: string[], options: EdgeChangeOptions) => {
      const { edgeAllow } = await import('./commands/edge-allow');
      await edgeAllow(environment, blocks, options);
    });

  edge
    .command('expire')
    .description('let in again what was to be denied until a day that is over')
    .argument('<environment>')
    .option(...yes)
    .action(async (environment: string, options: EdgeChangeOptions) => {
      const { edgeExpire } = await import('./commands/edge-expire');
      await edgeExpire(environment, today(), options);
    });

  edge
    .command('list')
    .description('list what is denied, and where the environment file and EC2 differ')
    .argument('<environment>')
    .action(async (environment: string) => {
      const { edgeList } = await import('./commands/edge-list');
      await edgeList(environment, today());
    });

  edge
    .command('refresh')
    .description('take the ranges that the CDN publishes over into the environment file')
    .argument('<environment>')
    .option(...yes)
    .action(async (environment: string, options: EdgeChangeOptions) => {
      const { edgeRefresh } = await import('./commands/edge-refresh');
      await edgeRefresh(environment, options);
    });

  edge
    .command('who')
    .description('name the worst callers in flow logs or logs of the routers, by network')
    .argument('<environment>')
    .argument('[file...]', 'logs, gzip too; otherwise standard input')
    .option('--by <measure>', 'requests, bytes or refused', 'requests')
    .option('--top <number>', 'networks to list', '20')
    .option('--at-least <number>', 'leave out callers with fewer', '1')
    .option('--addresses', 'print the addresses alone, for edge deny -', false)
    .action(async (environment: string, files: string[], options: EdgeWhoOptions) => {
      const { edgeWho } = await import('./commands/edge-who');
      await edgeWho(environment, files, options);
    });
}
