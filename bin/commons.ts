#!/usr/bin/env node
import { Command, Option } from 'commander';
import { addClusterCommands } from './cluster-commands';
import { addDnsCommands } from './dns-commands';
import { addEdgeCommands } from './edge-commands';
import { environmentQuestions } from '../lib/operations/home/environment-questions';
import { forges } from '../lib/operations/home/forge';
import type { CheckEnvironmentOptions } from './commands/check-environment';
import type { InitOptions } from './commands/init';
import type { NewEnvironmentOptions } from './commands/new-environment';
import type { PinOperatorsOptions } from './commands/pin-operators';
import type { RecordDirectoryOptions } from './commands/record-directory';
import type { RecordFactsOptions } from './commands/record-facts';
import type { VerifyOptions } from './commands/verify';
import type { PipelineOptions } from './commands/write-pipeline';
import { addDeployCommands } from './deploy-commands';
import { home } from './home';
import { programVersion } from './program-version';
import { repeated } from './repeated';
import { addMailCommands } from './mail-commands';
import { addReviewCommands } from './review-commands';
import { run } from './run';
import { addWireguardCommands } from './wireguard-commands';
import { addTenantCommands } from './tenant-commands';
import { today } from './today';

/** The command line. Each command loads its modules when it runs, so that commands do not slow each other down. */
const program = new Command('commons')
  .description('Operate the platform of a community')
  // `home.ts` reads this option before the command line is parsed. It is here for the help text, and so that commander
  // accepts it.
  .option('--home <folder>', 'folder of the community; otherwise that of COMMONS_HOME, or the current one')
  .version(programVersion())
  .showHelpAfterError();

program
  .command('render')
  .description('render all environments, or the named ones')
  .argument('[environments...]')
  .option('--into <folder>', 'where to write', home.rendered)
  .option('--remove <environment>', 'environment whose rendered files may be removed; can be repeated', repeated, [])
  .option('--remove-tenant <name>', 'tenant whose rendered files may be removed; can be repeated', repeated, [])
  .option(
    '--without-fact <fact>',
    'fact that may be missing now, so that outputs which need it are removed; can be repeated',
    repeated,
    [],
  )
  .option(
    '--remove-stateful <name>',
    'what holds data or others hold on to, and may go: <stack>/<logical id>, or <environment>/<namespace>/<kind>.<group>/<name>; can be repeated',
    repeated,
    [],
  )
  .action(async (environments: string[], { into, remove, ...others }: RenderArguments) => {
    const { render } = await import('./commands/render');
    const { removeTenant, withoutFact, removeStateful } = others;
    const removals = { environments: remove, tenants: removeTenant, facts: withoutFact, stateful: removeStateful };
    await render(environments, { into, removals });
  });

interface RenderArguments {
  readonly into: string;
  readonly remove: readonly string[];
  readonly removeTenant: readonly string[];
  readonly withoutFact: readonly string[];
  readonly removeStateful: readonly string[];
}

program
  .command('verify')
  .description('check the rendered files of one environment, or of all, with every rule')
  .argument('[environment]')
  .option('--json', 'print findings as JSON', false)
  .option('--junit <file>', 'write a JUnit report too')
  .action(async (environment: string | undefined, options: VerifyOptions) => {
    const { verifyRendered } = await import('./commands/verify');
    await verifyRendered(environment, options);
  });

addReviewCommands(program);

program
  .command('schemas')
  .description('write the JSON Schemas for editors')
  .action(async () => {
    const { writeSchemas } = await import('./commands/write-schemas');
    writeSchemas();
  });

program
  .command('pipeline')
  .description('write the pipeline of the home, which has a part for each environment that pipelines deploy')
  .addOption(new Option('--forge <forge>', 'where it runs; otherwise where the home has one').choices(forges))
  .action(async (options: PipelineOptions) => {
    const { writePipeline } = await import('./commands/write-pipeline');
    writePipeline(options);
  });

/** Adds an option for each question about a first environment. */
const withAnswers = (command: Command): Command =>
  Object.entries(environmentQuestions).reduce(
    (all, [key, { description }]) => all.option(`--${key} <value>`, description),
    command,
  );

withAnswers(
  program
    .command('init')
    .description("make a community's home: a first environment, this version, a pipeline; asks for missing values")
    .argument('<folder>')
    .option('--environment <name>', 'name of the first environment', 'production'),
).action(async (folder: string, options: InitOptions) => {
  const { init } = await import('./commands/init');
  await init(folder, options);
});

const environment = program.command('environment').description('declare environments');

withAnswers(
  environment
    .command('new')
    .description('write the file of a new environment; asks for missing values')
    .argument('<name>'),
).action(async (name: string, options: NewEnvironmentOptions) => {
  const { newEnvironment } = await import('./commands/new-environment');
  await newEnvironment(name, options);
});

environment
  .command('check')
  .description('find every problem of an environment, or of all')
  .argument('[name]')
  .option('--junit <file>', 'write a JUnit report too')
  .action(async (name: string | undefined, options: CheckEnvironmentOptions) => {
    const { checkEnvironment } = await import('./commands/check-environment');
    await checkEnvironment(name, today(), options);
  });

addTenantCommands(program);

const facts = program.command('facts').description('values from AWS and the installer');

facts
  .command('record')
  .description('record the facts in the outputs of the stacks')
  .argument('<environment>')
  .argument('<outputs.json>', 'file of cdk deploy --outputs-file')
  .option('--replace <fact>', 'known fact that may change; can be repeated', repeated, [])
  .action(async (environment: string, outputs: string, options: RecordFactsOptions) => {
    const { recordFactsCommand } = await import('./commands/record-facts');
    recordFactsCommand(environment, outputs, options);
  });

facts
  .command('issuers')
  .description('check whether single sign-on and GitLab answer, so that AWS can trust them')
  .argument('<environment>')
  .action(async (environment: string) => {
    const { recordIssuersCommand } = await import('./commands/record-issuers');
    await recordIssuersCommand(environment);
  });

facts
  .command('directory')
  .description('record the certificate of the authority that the directory made for itself')
  .argument('<environment>')
  .argument('<ca.crt>', 'file from https://<host of its web pages>/ipa/config/ca.crt')
  .addOption(new Option('--replace <fact>', 'let another authority take its place').choices(['directoryAuthority']))
  .action(async (environment: string, certificate: string, options: RecordDirectoryOptions) => {
    const { recordDirectory } = await import('./commands/record-directory');
    recordDirectory(environment, certificate, options);
  });

program
  .command('machine-images')
  .description('images that machines boot from')
  .command('update')
  .description('look up the images of the release in EC2, verify and pin them')
  .argument('<environment>')
  .option(
    '--stream <file>',
    'output of openshift-install coreos print-stream-json, instead of the names that this program knows',
  )
  .action(async (environment: string, options: { stream?: string }) => {
    const { updateMachineImages } = await import('./commands/update-machine-images');
    await updateMachineImages(environment, options);
  });

const images = program.command('images').description('container images that are pinned by digest');

images
  .command('pin')
  .description('look up missing digests in registries')
  .argument('[environment]', 'if left out: all environments, and the base images of builds')
  .option('--credentials <file>', 'names and passwords for registries, as podman login --authfile writes them')
  .action(async (environment: string | undefined, { credentials }: { credentials?: string }) => {
    const { pinImagesCommand } = await import('./commands/pin-images');
    await pinImagesCommand(environment, { asked: 'missing', credentials });
  });

images
  .command('update')
  .description('look up all digests again, and show what changed')
  .argument('[environment]', 'if left out: all environments, and the base images of builds')
  .option('--image <reference>', 'only this image, as images.yaml names it; can be repeated', repeated, [])
  .option('--credentials <file>', 'names and passwords for registries, as podman login --authfile writes them')
  .action(async (environment: string | undefined, { image, credentials }: UpdateImagesArguments) => {
    const { pinImagesCommand } = await import('./commands/pin-images');
    await pinImagesCommand(environment, { asked: image.length === 0 ? 'all' : image, credentials });
  });

interface UpdateImagesArguments {
  readonly image: readonly string[];
  readonly credentials?: string;
}

program
  .command('operators')
  .description('operators of the cluster')
  .command('pin')
  .description('look up versions of operators in the catalogues of the cluster, and pin them')
  .argument('<environment>')
  .option('--only <package>', 'only this operator; can be repeated', repeated, [])
  .action(async (environment: string, options: PinOperatorsOptions) => {
    const { pinOperators } = await import('./commands/pin-operators');
    await pinOperators(environment, options);
  });

program
  .command('backup')
  .description('backups of everything that holds data')
  .command('coverage')
  .description('list everything that holds data, and how it can be restored')
  .argument('<environment>')
  .option('--live', 'also read from AWS how old the newest copies are', false)
  .action(async (environment: string, options: { live: boolean }) => {
    const { backupCoverage } = await import('./commands/backup-coverage');
    await backupCoverage(environment, options);
  });

program
  .command('capacity')
  .description('compare the resources of machines with the requests of workloads')
  .argument('<environment>')
  .option('--json', 'print JSON', false)
  .action(async (environment: string, options: { json: boolean }) => {
    const { capacity } = await import('./commands/capacity');
    await capacity(environment, options);
  });

program
  .command('volumes')
  .description('volumes of workloads')
  .command('tune')
  .description('compare speed and backup of volumes with the environment')
  .argument('<environment>')
  .option('--apply', 'change volumes that differ', false)
  .action(async (environment: string, options: { apply: boolean }) => {
    const { tuneVolumes } = await import('./commands/tune-volumes');
    await tuneVolumes(environment, options);
  });

program
  .command('preflight')
  .description('find problems in AWS that a deploy would only find after twenty minutes')
  .argument('<environment>')
  .action(async (environment: string) => {
    const { preflight } = await import('./commands/preflight');
    await preflight(environment);
  });

const rights = program.command('rights').description('rights of deploys');
rights
  .command('check')
  .description('check that CloudFormation has exactly the rendered rights')
  .argument('<environment>')
  .action(async (environment: string) => {
    const { checkRights } = await import('./commands/check-rights');
    await checkRights(environment);
  });

addDeployCommands(program);
addDnsCommands(program);
addEdgeCommands(program);
addMailCommands(program);
addClusterCommands(program);
addWireguardCommands(program);

run(async () => {
  await program.parseAsync();
});
