import tseslint from 'typescript-eslint';

/** The one rule that only ESLint with types has: it takes as long as all others together. */
export default [
  { ignores: ['node_modules/', 'cdk.out/', 'dist/', 'examples/', 'coverage/'] },
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'error' },
  },
];
