import { z } from 'zod';

/** What a home pins and takes over from the program. */
export interface ProgramPackage {
  readonly version: string;
  /** Version of the CDK command that this version was tried with. */
  readonly cdkVersion: string;
  /** The program's own `cdk.json`. */
  readonly cdkSettings: Readonly<Record<string, unknown>>;
  /** The program's own `renovate.json`. */
  readonly renovate: Readonly<Record<string, unknown>>;
}

/** Who runs the pipeline of a home. */
export type Forge = 'gitlab' | 'github' | 'forgejo';

/** The forge behind a repository's address, as far as its host tells; most who run their own have GitLab. */
export function detectForge(repository: string): Forge {
  const host = URL.canParse(repository) ? new URL(repository).hostname : '';
  if (host === 'github.com') return 'github';
  return host === 'codeberg.org' || /(^|\.)(forgejo|gitea)\./.test(host) ? 'forgejo' : 'gitlab';
}

export interface NewHomeProps {
  /** Name of the folder. */
  readonly name: string;
  readonly community: string;
  readonly forge: Forge;
  readonly program: ProgramPackage;
  /** `package.json` that lies there already, as text: it keeps everything that it says. */
  readonly packageJson: string | undefined;
}

/** Files of a home by path, but for its environments and their schemas. */
export function newHomeFiles(props: NewHomeProps): Readonly<Record<string, string>> {
  return {
    'package.json': json(toPackageJson(props)),
    'cdk.json': json(cdkSettings(props.program)),
    '.gitignore':
      'node_modules/\ncdk.out/\ncdk.context.json\noutputs.json\nrights.json\nrendered/.next-*/\nrendered/.old-*/\n',
    '.gitattributes':
      '* text=auto eol=lf\nrendered/** linguist-generated=true gitlab-generated\nenvironments/*.schema.json linguist-generated=true gitlab-generated\n',
    Containerfile: containerfile,
    'README.md': readme(props.community),
    'renovate.json': json(renovateSettings(props.program)),
    ...pipelineFiles(props.forge),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const section = z.record(z.string(), z.unknown()).default({});
const packageSchema = z.looseObject({ scripts: section, dependencies: section, devDependencies: section });

function toPackageJson({ name, program, packageJson }: NewHomeProps): unknown {
  const present = packageSchema.parse(packageJson === undefined ? {} : JSON.parse(packageJson));
  return {
    ...(packageJson === undefined && { name, private: true }),
    ...present,
    scripts: {
      start: 'commons render',
      commons: 'commons',
      check: 'commons environment check && commons verify',
      ...present.scripts,
    },
    dependencies: { 'commons-platform': program.version, ...present.dependencies },
    devDependencies: { 'aws-cdk': program.cdkVersion, ...present.devDependencies },
  };
}

/**
 * The program's settings of the CDK command. It is started as a file, which a CDK command that was installed elsewhere finds too;
 * feature flags stay with the program, so that a new version brings its own.
 */
const cdkSettings = ({ cdkSettings: settings }: ProgramPackage): unknown => ({
  app: 'node node_modules/commons-platform/dist/bin/platform.js',
  ...Object.fromEntries(Object.entries(settings).filter(([key]) => key !== 'app' && key !== 'context')),
});

const managerSchema = z.looseObject({ managerFilePatterns: z.array(z.string()) });
const renovateSchema = z.looseObject({ customManagers: z.array(managerSchema) });

/** Files of a home in which the bot finds images. */
const withImages = ['environments/production/images.yaml', 'environments/production/tenants/site.yaml'];

/** The program's settings of the bot, for the files that a home has. */
function renovateSettings({ renovate }: ProgramPackage): unknown {
  const { customManagers, ...settings } = renovateSchema.parse(renovate);
  const finds = (pattern: string) => withImages.some((file) => new RegExp(pattern.slice(1, -1)).test(file));
  return {
    ...settings,
    description: 'Proposes newer versions of the program, and newer versions and digests of images',
    enabledManagers: ['npm', 'dockerfile', 'custom.regex'],
    ignorePaths: ['**/node_modules/**', 'rendered/**'],
    customManagers: customManagers.filter(({ managerFilePatterns }) => managerFilePatterns.some(finds)),
    gitlabci: undefined,
  };
}

/** What runs inside the cluster; the base image is chosen by `cluster.toolsImage`'s owner. */
const containerfile = `# The command line of this home's version as an image, for what it does inside the cluster (cluster.toolsImage).
FROM registry.access.redhat.com/ubi9/nodejs-22:9.8-1790572348
WORKDIR /opt/app-root/src
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
ENTRYPOINT ["node", "node_modules/commons-platform/dist/bin/commons.js"]
`;

const readme = (community: string): string => `# Platform of ${community}

\`environments/\` says what there is, \`rendered/\` what it becomes. People write the first, \`npm start\` writes the second, and both
are committed: a merge request shows what changes.

\`\`\`sh
npm ci && npm start     # render every environment
npm run check           # every problem, and every rule over what is rendered
npx cdk diff -c environment=<name>
\`\`\`

The pages of the version in use are in \`node_modules/commons-platform/docs\`; \`runbook.md\` has every step of a first deploy.
`;

/** What every pipeline runs: what is committed must be what the files render to, and no rule may be broken. */
const steps = [
  'npm ci',
  'npx commons environment check',
  'npx commons render',
  'test -z "$(git status --porcelain -- rendered environments)"',
  'npx commons verify',
] as const;

function pipelineFiles(forge: Forge): Readonly<Record<string, string>> {
  switch (forge) {
    case 'gitlab':
      return { '.gitlab-ci.yml': gitlabPipeline };
    case 'github':
      return { '.github/workflows/check.yaml': actionsWorkflow('ubuntu-latest') };
    case 'forgejo':
      return { '.forgejo/workflows/check.yaml': actionsWorkflow('docker') };
  }
}

const gitlabPipeline = `# Proves that what is committed below rendered/ is what the environments render to, and that no rule is broken.
check:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
${steps.map((step) => `    - ${step.includes('"') ? `'${step}'` : step}`).join('\n')}
`;

const actionsWorkflow = (
  runner: string,
): string => `# Proves that what is committed below rendered/ is what the environments render to, and that no rule is broken.
name: check
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  check:
    runs-on: ${runner}
    container: node:22
    steps:
      - uses: actions/checkout@v4
${steps.map((step) => `      - run: ${step}`).join('\n')}
`;
