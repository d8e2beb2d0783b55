/** JUnit reports that the steps write. */
export const junitFiles = ['environments.xml', 'rules.xml'] as const;

const [environments, rules] = junitFiles;

/** Steps of every pipeline: the committed files must be what the environments render to, and no rule may be broken. */
export const checkSteps = [
  `npx commons environment check --junit ${environments}`,
  'npx commons render',
  'test -z "$(git status --porcelain -- rendered environments)"',
  `npx commons verify --junit ${rules}`,
] as const;
