import { existsSync, readdirSync } from 'node:fs';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Folders of services: what the platform runs, and the kinds that tenants run. */
const serviceFolders = readdirSync('cdk8s/services', { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

const forbid = (target, ...from) => ({ target: `./${target}`, from: from.map((folder) => `./${folder}`) });
/** None of these folders below `parent` may import its neighbours but what is `shared`. */
const apart = (parent, folders, ...shared) =>
  folders.map((name) => ({
    target: `./${parent}/${name}`,
    from: `./${parent}`,
    except: [...new Set([name, ...shared])].map((other) => `./${other}`),
  }));

/** The only ones on the cluster's side that see a whole environment. */
const maps = ['cdk8s/cluster.ts', 'cdk8s/installation.ts', 'cdk8s/applications'];

/** What a kind of service may know of the model: fields, names and findings. It knows no environment and no tenant. */
const leaf = [
  'kinds',
  'schema',
  'data',
  'cron.ts',
  'did-you-mean.ts',
  'finding.ts',
  'formats',
  'group-path.ts',
  'immutable.ts',
  'closest-match.ts',
  'ordered-settings.ts',
  'outside-node-port.ts',
  'problem.ts',
  'secret-likeness.ts',
  'service-needs.ts',
  'sum.ts',
  'variable-text.ts',
];
const leafOnly = (target) => ({ target: `./${target}`, from: './model', except: leaf.map((part) => `./${part}`) });
/** Formats of others, which are the same whoever writes or reads them: all of the model that these may know. */
const formatsOnly = (target) => ({ target: `./${target}`, from: './model', except: ['./formats'] });

/** Who may import whom; see README, "Layout". */
const layers = [
  ...leaf.map((part) => leafOnly(`model/${part}`)),
  ...['model/formats', 'constructs', 'cdk8s/base', 'cdk8s/platform', 'cdk8s/tenancy', 'lib/stacks'].map(formatsOnly),
  leafOnly('cdk8s/services'),
  // What is known about a kind without its chart is loaded for every home.
  {
    target:
      './cdk8s/services/*/{*-{kind,schema,secrets,findings,tokens,variables,extensions,health,warnings},placed-processes,placed-mounts,service-texts,calling-texts,declared-ports,http-port,port-process,web-replicas}.ts',
    from: './cdk8s/base',
  },
  { target: './cdk8s/applications', from: './cdk8s/services/*/*-chart.ts' },
  forbid('model', 'bin', 'lib', 'constructs', 'cdk8s'),
  forbid('constructs', 'bin', 'lib', 'cdk8s'),
  forbid('lib', 'bin', 'cdk8s'),
  forbid('cdk8s', 'bin', 'lib', 'constructs'),
  forbid('cdk8s/base', ...maps, 'cdk8s/services', 'cdk8s/platform', 'cdk8s/tenancy'),
  forbid('cdk8s/platform', ...maps, 'cdk8s/services', 'cdk8s/tenancy'),
  forbid('cdk8s/services', ...maps, 'cdk8s/platform', 'cdk8s/tenancy'),
  forbid('cdk8s/tenancy', ...maps, 'cdk8s/platform', 'cdk8s/services'),
  forbid('cdk8s/applications', 'cdk8s/cluster.ts', 'cdk8s/installation.ts'),
  ...apart('cdk8s/services', serviceFolders, 'service-kind.ts', 'service-context.ts'),
  ...apart('images', readdirSync('images'), 'http-server'),
  forbid('bin', 'constructs', 'cdk8s/applications', 'cdk8s/platform', 'cdk8s/tenancy'),
  { target: './bin', from: './cdk8s/services', except: ['./kinds.ts', './service-kind.ts'] },
  // What a stack holds knows no environment; lib/platform takes out of one what each stack needs.
  forbid('lib/stacks', 'lib/platform'),
];

const kinds = serviceFolders.filter((name) => existsSync(`cdk8s/services/${name}/${name}-kind.ts`));

/** Nothing outside of its folder tells a kind of service from others: whoever needs to know something asks the service. */
const kindsApart = ['BinaryExpression[operator=/^[!=]==?$/] > Literal', 'SwitchCase > Literal'].map((place) => ({
  selector: `${place}[value=/^(${kinds.join('|')})$/]`,
  message: 'A kind of service is told apart: have its kind declare what is asked for here',
}));

const impure = 'is not the same on every run: take it as a parameter from bin/';

/** What may be imported nowhere below `bin/`, and the packages that may not either. */
const imports = (...packages) => ({
  paths: [
    { name: 'aws-cdk-lib', message: 'Import the submodule: the root makes type checking twice as slow.' },
    ...['node:http', 'node:https', 'node:net', 'node:dns', 'node:os', 'node:crypto', 'node:child_process'].map(
      (name) => ({ name, message: `It ${impure}` }),
    ),
  ],
  patterns: packages,
});

/** The same for the cluster's side, which has objects of its own. */
const clusterImports = {
  paths: [
    ...imports().paths,
    {
      name: 'cdk8s',
      importNames: ['ApiObject'],
      message: 'Take it from cdk8s/base/manifests/api-object.ts: that is faster.',
    },
  ],
  patterns: ['aws-cdk-lib/*', 'cdk8s-plus-*'],
};

/** All but what makes digests, and randomness too. */
const isNoDigest = ({ name }) => name !== 'node:crypto';

/** `containerOf` could build, find or read: a name says which; see docs/glossary.md. */
const namesInOf = [
  'FunctionDeclaration[id.name=/Of$/]',
  ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator[id.name=/Of$/][init.type="ArrowFunctionExpression"]',
].map((selector) => ({
  selector,
  message: 'Name what the function does: toContainer, parseQuantity, findPool or egressFor in place of containerOf.',
}));

export default tseslint.config(
  { ignores: ['node_modules/', 'cdk.out/', 'dist/', 'examples/', 'coverage/', 'test/**/*.ts'] },
  // For TypeScript these are in .oxlintrc.json, as is all that needs to know no layers: oxlint is ten times as fast.
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.strict, tseslint.configs.stylistic] },
  { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: layers }],
    },
  },
  {
    files: ['model/**/*.ts', 'lib/**/*.ts', 'constructs/**/*.ts', 'cdk8s/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: `process.env ${impure}` },
        { object: 'Date', property: 'now', message: `The clock ${impure}` },
        { object: 'Math', property: 'random', message: `Randomness ${impure}` },
      ],
      'no-restricted-syntax': [
        'error',
        ...kindsApart,
        ...namesInOf,
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: `The clock ${impure}` },
      ],
      'no-restricted-imports': ['error', imports()],
    },
  },
  { files: ['bin/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...kindsApart, ...namesInOf] } },
  {
    // A digest is the same on every run, and so is what a key or a certificate says.
    files: ['model/openpgp/public-key.ts', 'model/formats/is-certificate.ts', 'model/formats/is-signing-key.ts'],
    rules: { 'no-restricted-imports': ['error', { ...imports(), paths: imports().paths.filter(isNoDigest) }] },
  },
  { files: ['cdk8s/**/*.ts'], rules: { 'no-restricted-imports': ['error', clusterImports] } },
  {
    files: ['cdk8s/base/manifests/api-object.ts', 'cdk8s/base/manifests/kubernetes-api.ts'],
    rules: { 'no-restricted-imports': ['error', imports('aws-cdk-lib/*')] },
  },
  {
    files: ['lib/**/*.ts', 'constructs/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', imports('cdk8s', 'cdk8s-plus-*')] },
  },
  {
    // It names its own script and style by their digests.
    files: ['lib/review/report/page.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { ...imports('cdk8s', 'cdk8s-plus-*'), paths: imports().paths.filter(isNoDigest) },
      ],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], rules: { 'import-x/no-cycle': 'error' } },
  // jest loads it as CommonJS.
  { files: ['jest.config.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
