import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { blockYaml } from '../../model/formats/block-yaml';
import { buildFolder } from '../../bin/build-folder';
import { kinds } from '../../cdk8s/services/kinds';
import { environmentsUnderTest } from '../support/homes-under-test';
import { loadFrom } from '../support/load-from';
import { hasDigest } from '../../model/images';
import { buildFiles } from '../../bin/build-files';
import { stackImages } from '../../lib/stack-images';
import { environmentImages } from '../../bin/environment-images';
import { filesBelow } from '../support/rendered';

/**
 * The configuration of Renovate as far as the project depends on it. As a whole it was checked by `renovate-config-validator
 * --strict` of renovate 40, which is too large to be a dependency.
 */
const managerSchema = z.looseObject({
  description: z.string(),
  managerFilePatterns: z.array(z.string()),
  matchStrings: z.array(z.string()).length(1),
});
const configuration = z
  .looseObject({
    customManagers: z.array(managerSchema),
    dockerfile: z.looseObject({ managerFilePatterns: z.array(z.string()) }),
    gitlabci: z.looseObject({ managerFilePatterns: z.array(z.string()) }),
  })
  .parse(JSON.parse(readFileSync(join(buildFolder, 'renovate.json'), 'utf8')));

/** What stands between slashes is an expression. */
const isFor = (patterns: readonly string[], file: string): boolean =>
  patterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file));

interface Found {
  readonly file: string;
  readonly depName: string;
  readonly currentValue: string;
  readonly currentDigest: string;
}

/** What a manager of ours finds in a text. */
function foundIn({ matchStrings }: z.output<typeof managerSchema>, file: string, text: string): readonly Found[] {
  return [...text.matchAll(new RegExp(matchStrings[0] ?? '', 'g'))].map(({ groups }) => ({
    file,
    depName: '',
    currentValue: '',
    currentDigest: '',
    ...groups,
  }));
}

const files = filesBelow(buildFolder, /\.(ts|yaml)$|Containerfile$/)
  .map((file) => relative(buildFolder, file))
  .filter(
    (file) =>
      /^(cdk8s|lib|model|images|(?:examples|test\/fixtures)\/[^/]+\/environments)\//.test(file) &&
      !file.includes('node_modules'),
  );

const found = configuration.customManagers.map((manager) => ({
  manager,
  all: files
    .filter((file) => isFor(manager.managerFilePatterns, file))
    .flatMap((file) => foundIn(manager, file, readFileSync(join(buildFolder, file), 'utf8'))),
}));

const managerOf = (file: string) =>
  configuration.customManagers.filter(({ managerFilePatterns }) => isFor(managerFilePatterns, file));

test('digests are found as the command writes them', () => {
  const digest = `sha256:${'ab'.repeat(32)}`;
  const [manager, ...others] = managerOf('environments/mine/images.yaml');
  if (manager === undefined) throw new Error('nothing is for images.yaml');
  expect(others).toEqual([]);
  const text = blockYaml({
    'docker.io/valkey/valkey:9.1.1-alpine': { digest, architectures: ['amd64', 'arm64'] },
    'registry.example:5000/x/y:1': { digest, architectures: ['arm64'] },
  });
  expect(foundIn(manager, 'images.yaml', text)).toMatchObject([
    { depName: 'docker.io/valkey/valkey', currentValue: '9.1.1-alpine', currentDigest: digest },
    { depName: 'registry.example:5000/x/y', currentValue: '1', currentDigest: digest },
  ]);
});

test.each(
  configuration.customManagers.filter(({ description }) => description !== 'Digests that commons images wrote'),
)('$description are found', (manager) => {
  expect(found.find((each) => each.manager === manager)?.all).not.toEqual([]);
});

test('every file that says how images are built is looked at', () => {
  const { dockerfile, gitlabci } = configuration;
  const patterns = [...dockerfile.managerFilePatterns, ...gitlabci.managerFilePatterns];
  expect(buildFiles().filter((file) => !isFor(patterns, file))).toEqual([]);
});

/** Versions that stand apart from the name of their image, and why nobody proposes newer ones. */
const apart: Readonly<Record<string, string>> = {
  'ghcr.io/cloudnative-pg/plugin-barman-cloud': 'that of the chart, which is proposed',
  'ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar': 'that of the chart, which is proposed',
  'registry.gitlab.com/gitlab-org/gitlab-runner': 'GitLab, its operator and its runners are raised together',
  'quay.io/keycloak/keycloak': 'that of the operator, which has to be the same',
};

test('every image that goes by digest is proposed where it is named, or has a version elsewhere', async () => {
  const proposed = new Set(
    found.flatMap(({ all }) => all).map(({ depName, currentValue }) => `${depName}:${currentValue}`),
  );
  const wanted = await Promise.all(
    environmentsUnderTest.map(async ({ home, name }) => {
      const loaded = loadFrom(home, name);
      const images = [...(await environmentImages(loaded, kinds)), ...stackImages(loaded.environment)];
      return images.map(({ reference }) => reference);
    }),
  );
  const missing = [...new Set(wanted.flat())].filter((reference) => !hasDigest(reference) && !proposed.has(reference));
  expect(missing.filter((reference) => !((reference.split(':')[0] ?? '') in apart))).toEqual([]);
});

test('the rendered files are left to the program, here and in a home', () => {
  expect(configuration.ignorePaths).toEqual(expect.arrayContaining(['rendered/**', 'examples/**/rendered/**']));
});
