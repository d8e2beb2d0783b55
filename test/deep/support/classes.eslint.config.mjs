import tseslint from 'typescript-eslint';
import everyday from '../../../eslint.config.mjs';

/** The one rule that only ESLint with types has: it takes as long as all others together. */
export default [
  ...everyday.filter(({ rules }) => rules === undefined),
  {
    files: ['**/*.ts'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'error' },
  },
];
