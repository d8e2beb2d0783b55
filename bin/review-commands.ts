import { Option, type Command } from 'commander';
import type { ReviewOptions } from './commands/review';
import type { ReviewedChangeOptions } from './review/reviewed-change';

/** Commands about what a change does. */
export function addReviewCommands(program: Command): void {
  const review = program
    .command('review')
    .description('say what a change does to what is rendered, the most dangerous first')
    .option('--base <commit>', 'commit to compare with; otherwise where the change has left the main branch')
    .option('--head <commit>', 'commit with the change; otherwise the working tree')
    .addOption(
      new Option('--deployed', 'compare with what CloudFormation holds, and not with a commit')
        .default(false)
        .conflicts('base'),
    )
    .option('--environment <name>', 'look at one environment; otherwise at all')
    .option('--markdown', 'print Markdown, for a comment in a merge request', false)
    .option('--json', 'print JSON', false)
    .option('--html <file>', 'write a page of its own, which needs no network')
    .option('--code-quality <file>', 'write a Code Quality report of GitLab')
    .action(async (options: ReviewOptions) => {
      const { reviewChange } = await import('./commands/review');
      await reviewChange(options);
    });

  review
    .command('publish')
    .description(
      'write the review on the change that the job of a forge runs for: one comment, and on GitLab discussions at the lines',
    )
    .action(async (_: object, command: Command) => {
      const { publishReview } = await import('./commands/publish-review');
      await publishReview(command.optsWithGlobals<ReviewedChangeOptions>());
    });

  review
    .command('schema')
    .description('print the JSON Schema of what --json prints')
    .action(async () => {
      const { printReviewSchema } = await import('./commands/print-review-schema');
      printReviewSchema();
    });

  review
    .command('explain')
    .description('say what a rule of the review finds, with an example')
    .argument('<rule>')
    .action(async (rule: string) => {
      const { explainReviewRule } = await import('./commands/explain-review-rule');
      explainReviewRule(rule);
    });
}
