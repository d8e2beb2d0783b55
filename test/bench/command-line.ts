import { table } from '../../bin/table';
import { exampleHome } from '../support/example-home';
import { figure, spreadColumns } from './figures';
import type { Program } from './measure';
import type { Measurement } from './measurement';
import { measureInTurn, Series } from './series';
import type { Workspace } from './workspace';

/** The CDK command without anything that would ask the network. */
const cdk = (...command: readonly string[]): Program => ({
  command: (into) => [
    'node_modules/.bin/cdk',
    ...command,
    '--context',
    'environment=production',
    '--output',
    into,
    '--no-notices',
  ],
  environment: () => ({ CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_DISABLE_VERSION_CHECK: 'true', CI: 'true' }),
});

/** What the CDK command adds to the program that it runs. Only wall time: the program is a process of its own. */
export function measureCommandLine(workspace: Workspace, rounds: number): Measurement {
  const direct = new Series('bin/platform.ts by itself', {
    command: () => ['--require', 'ts-node/register', 'bin/platform.ts', '--home', exampleHome.folder],
    environment: (into) => ({ CDK_OUTDIR: into, CDK_CONTEXT_JSON: JSON.stringify({ environment: 'production' }) }),
  });
  const series = [direct, new Series('cdk ls', cdk('ls')), new Series('cdk synth', cdk('synth', '--quiet'))];
  measureInTurn(series, rounds, workspace);
  return {
    title: `The CDK command against the program run by itself, ${rounds} rounds; no target`,
    text: table(
      ['program', 'wall s', 'spread', 'more s'],
      series.map((each) => [
        each.name,
        ...spreadColumns(each.summary('wallSeconds')),
        figure(each.paired(direct, 'wallSeconds', (own, others) => own - others).median),
      ]),
    ),
    series,
    verdicts: [],
  };
}
