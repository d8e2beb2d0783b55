import { readdirSync } from 'node:fs';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const forbid = (target, ...from) => ({ target: `./${target}`, from: from.map((folder) => `./${folder}`) });
/** No folder below `parent` may import its neighbours but those that are `shared`. */
const apart = (parent, ...shared) =>
  readdirSync(parent).map((name) => ({
    target: `./${parent}/${name}`,
    from: `./${parent}`,
    except: [...new Set([name, ...shared])].map((folder) => `./${folder}`),
  }));

/** The only ones on the cluster's side that see a whole environment. */
const maps = ['cdk8s/cluster.ts', 'cdk8s/installation.ts', 'cdk8s/applications'];

/** Who may import whom; see README, "Layout". */
const layers = [
  forbid('model', 'bin', 'lib', 'constructs', 'cdk8s'),
  forbid('constructs', 'bin', 'lib', 'cdk8s', 'model'),
  forbid('lib', 'bin', 'cdk8s'),
  forbid('cdk8s', 'bin', 'lib', 'constructs'),
  forbid('cdk8s/base', ...maps, 'cdk8s/services', 'cdk8s/platform', 'cdk8s/tenancy', 'model'),
  forbid('cdk8s/platform', ...maps, 'cdk8s/services', 'cdk8s/tenancy', 'model'),
  forbid('cdk8s/services', ...maps, 'cdk8s/platform', 'cdk8s/tenancy', 'model'),
  forbid('cdk8s/tenancy', ...maps, 'cdk8s/platform', 'cdk8s/services', 'model'),
  forbid('cdk8s/applications', 'cdk8s/cluster.ts', 'cdk8s/installation.ts'),
  ...apart('cdk8s/services'),
  ...apart('images', 'http-server'),
  forbid('bin', 'constructs', 'cdk8s/applications', 'cdk8s/services', 'cdk8s/platform', 'cdk8s/tenancy'),
  // What a stack holds knows no environment; lib/platform takes out of one what each stack needs.
  forbid('lib/stacks', 'model', 'lib/platform'),
];

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

/** All but what makes digests, and randomness too. */
const isNoDigest = ({ name }) => name !== 'node:crypto';

export default tseslint.config(
  { ignores: ['node_modules/', 'cdk.out/', 'dist/', 'examples/', 'coverage/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.mjs', '*.js'] } },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.json'] })] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones: layers }],
      '@typescript-eslint/no-explicit-any': 'error',
      // Constructs register themselves with their scope.
      'no-new': 'off',
      '@typescript-eslint/no-unused-expressions': 'error',
      // A new kind of service is an error wherever kinds are told apart.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
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
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: `The clock ${impure}` },
      ],
      'no-restricted-imports': ['error', imports()],
    },
  },
  {
    // A digest is the same on every run.
    files: ['environments/openpgp/public-key.ts'],
    rules: { 'no-restricted-imports': ['error', { ...imports(), paths: imports().paths.filter(isNoDigest) }] },
  },
  { files: ['cdk8s/**/*.ts'], rules: { 'no-restricted-imports': ['error', imports('aws-cdk-lib/*', 'cdk8s-plus-*')] } },
  { files: ['cdk8s/base/kubernetes.ts'], rules: { 'no-restricted-imports': ['error', imports('aws-cdk-lib/*')] } },
  {
    files: ['lib/**/*.ts', 'constructs/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', imports('cdk8s', 'cdk8s-plus-*')] },
  },
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
);
