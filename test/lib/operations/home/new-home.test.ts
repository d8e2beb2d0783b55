import { detectForge } from '../../../../lib/operations/home/forge';
import { newHomeFiles, type NewHomeProps } from '../../../../lib/operations/home/new-home';

const managers = ['/(^|/)environments/[^/]+/images\\.yaml$/', '/^images/discourse/Containerfile$/'].map((pattern) => ({
  managerFilePatterns: [pattern],
}));

const props: NewHomeProps = {
  name: 'my-community',
  community: 'The Commons',
  forge: 'gitlab',
  environments: [],
  program: {
    version: '1.2.3',
    cdkVersion: '2.0.1',
    renovate: { extends: ['config:recommended'], customManagers: managers, packageRules: [] },
    cdkSettings: { app: 'other', output: 'cdk.out', context: { a: 1 } },
  },
  packageJson: undefined,
};
const parsed = (files: Readonly<Record<string, string>>, file: string): unknown => JSON.parse(files[file] ?? '');

test.each([
  ['https://github.com/commons/platform.git', 'github'],
  ['https://codeberg.org/commons/platform', 'forgejo'],
  ['https://forgejo.commons.example/platform.git', 'forgejo'],
  ['https://gitlab.commons.example/platform.git', 'gitlab'],
  ['https://code.commons.example/platform.git', 'gitlab'],
])('the forge of %s is %s', (repository, forge) => {
  expect(detectForge(repository)).toBe(forge);
});

test('the versions of program and CDK command are pinned exactly', () => {
  expect(parsed(newHomeFiles(props), 'package.json')).toEqual({
    name: 'my-community',
    private: true,
    scripts: { start: 'commons render', commons: 'commons', check: 'commons environment check && commons verify' },
    dependencies: { 'commons-platform': '1.2.3' },
    devDependencies: { 'aws-cdk': '2.0.1' },
  });
});

test('a package.json that is there keeps what it says', () => {
  const packageJson = {
    name: 'own',
    scripts: { start: 'own' },
    dependencies: { 'commons-platform': 'file:../it.tgz', left: '1.0.0' },
    devDependencies: {},
  };
  expect(parsed(newHomeFiles({ ...props, packageJson }), 'package.json')).toMatchObject({
    name: 'own',
    scripts: { start: 'own', commons: 'commons' },
    dependencies: { 'commons-platform': 'file:../it.tgz', left: '1.0.0' },
  });
});

test.each([
  ['file:commons-platform-1.2.3.tgz', 'COPY package.json package-lock.json commons-platform-1.2.3.tgz ./'],
  ['1.2.3', 'COPY package.json package-lock.json ./'],
])('the image of a home with the program from %s has all that npm installs', (version, line) => {
  const packageJson = { scripts: {}, dependencies: { 'commons-platform': version }, devDependencies: {} };
  expect(newHomeFiles({ ...props, packageJson }).Containerfile?.split('\n')).toContain(line);
});

test('the CDK command gets the program’s settings, and no feature flags: a new version brings its own', () => {
  expect(parsed(newHomeFiles(props), 'cdk.json')).toEqual({
    app: 'node node_modules/commons-platform/dist/bin/platform.js',
    output: 'cdk.out',
  });
});

test.each([
  ['gitlab', '.gitlab/commons.gitlab-ci.yml', ['.gitlab-ci.yml']],
  ['github', '.github/workflows/commons.yaml', []],
  ['forgejo', '.forgejo/workflows/commons.yaml', []],
] as const)('the pipeline of %s is its own', (forge, file, others) => {
  const files = newHomeFiles({ ...props, forge });
  expect(files[file]).toContain('npx commons verify');
  for (const other of others) expect(files[other]).toContain(file);
  expect(Object.keys(files).filter((each) => each.endsWith('.yml') || each.endsWith('.yaml'))).toEqual([
    file,
    ...others,
  ]);
});

test('the bot is told of what a home has, and of nothing else', () => {
  expect(parsed(newHomeFiles(props), 'renovate.json')).toMatchObject({
    extends: ['config:recommended'],
    enabledManagers: ['npm', 'dockerfile', 'custom.regex'],
    customManagers: managers.slice(0, 1),
  });
});
