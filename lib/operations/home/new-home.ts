import { z } from 'zod';
import type { Environment } from '../../../model/environment';
import type { Forge } from './forge';
import type { PackageJson } from './package-json';
import { newPipelineFiles } from './pipelines/pipeline-file';

/** Properties of the program that a new home copies. */
export interface ProgramPackage {
  readonly version: string;
  /** Version of the package `aws-cdk` with which this version was tested. */
  readonly cdkVersion: string;
  /** The program's own `cdk.json`. */
  readonly cdkSettings: Readonly<Record<string, unknown>>;
  /** The program's own `renovate.json`. */
  readonly renovate: Readonly<Record<string, unknown>>;
}

export interface NewHomeProps {
  /** Name of the package. */
  readonly name: string;
  readonly community: string;
  readonly forge: Forge;
  /** Environments that the home begins with. */
  readonly environments: readonly Environment[];
  readonly program: ProgramPackage;
  /** The `package.json` that exists in the folder already. Everything in it stays. */
  readonly packageJson: PackageJson | undefined;
}

/** Files of a home by path, without environments and their schemas. */
export function newHomeFiles(props: NewHomeProps): Readonly<Record<string, string>> {
  return {
    'package.json': json(toPackageJson(props)),
    'cdk.json': json(cdkSettings(props.program)),
    '.gitignore':
      'node_modules/\ncdk.out/\ncdk.context.json\noutputs.json\nrights.json\nrendered/.next-*/\nrendered/.old-*/\n',
    '.gitattributes':
      '* text=auto eol=lf\nrendered/** linguist-generated=true gitlab-generated\nenvironments/*.schema.json linguist-generated=true gitlab-generated\n',
    Containerfile: containerfile(props.packageJson),
    'README.md': readme(props.community),
    'renovate.json': json(renovateSettings(props.program)),
    ...newPipelineFiles(props.forge, props.environments),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

function toPackageJson({ name, program, packageJson }: NewHomeProps): unknown {
  return {
    ...(packageJson ?? { name, private: true }),
    scripts: {
      start: 'commons render',
      commons: 'commons',
      check: 'commons environment check && commons verify',
      ...packageJson?.scripts,
    },
    dependencies: { 'commons-platform': program.version, ...packageJson?.dependencies },
    devDependencies: { 'aws-cdk': program.cdkVersion, ...packageJson?.devDependencies },
  };
}

/**
 * `cdk.json` of a home. `app` names the program's file, so that a CDK command from outside the home finds it too.
 * Feature flags are left out: the program sets them, so a new version brings its own.
 */
const cdkSettings = ({ cdkSettings: settings }: ProgramPackage): unknown => ({
  app: 'node node_modules/commons-platform/dist/bin/platform.js',
  ...Object.fromEntries(Object.entries(settings).filter(([key]) => key !== 'app' && key !== 'context')),
});

const managerSchema = z.looseObject({ managerFilePatterns: z.array(z.string()) });
const renovateSchema = z.looseObject({ customManagers: z.array(managerSchema) });

/** Files of a home in which Renovate should find images; with their paths `renovateSettings` selects the managers. */
const withImages = ['environments/production/images.yaml', 'environments/production/tenants/site.yaml'];

/** The program's settings of Renovate, reduced to the files that a home has. */
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

/**
 * Containerfile for an image with this command line, which runs inside the cluster as `cluster.toolsImage`. The
 * community may change the base image.
 */
const containerfile = (
  packageJson: PackageJson | undefined,
): string => `# The command line of this home's version as an image, for what it does inside the cluster (cluster.toolsImage).
FROM registry.access.redhat.com/ubi9/nodejs-22:9.8-1790572348
WORKDIR /opt/app-root/src
COPY ${['package.json', 'package-lock.json', ...packedProgram(packageJson)].join(' ')} ./
RUN npm ci --omit=dev
ENTRYPOINT ["node", "node_modules/commons-platform/dist/bin/commons.js"]
`;

/** The program's tarball, where the home has it installed from one of its own. */
function packedProgram(packageJson: PackageJson | undefined): readonly string[] {
  const found = /^file:(?:\.\/)?([\w.-]+\.tgz)$/.exec(String(packageJson?.dependencies['commons-platform']));
  return found === null ? [] : found.slice(1);
}

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
