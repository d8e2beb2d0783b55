/** The software that hosts the repository and runs its pipeline. */
export const forges = ['gitlab', 'github', 'forgejo'] as const;

export type Forge = (typeof forges)[number];

/**
 * The forge of a repository, as far as its host name shows it; GitLab otherwise, because most self-hosted forges are.
 */
export function detectForge(repository: string): Forge {
  const host = URL.canParse(repository) ? new URL(repository).hostname : '';
  if (host === 'github.com') return 'github';
  return host === 'codeberg.org' || /(^|\.)(forgejo|gitea)\./.test(host) ? 'forgejo' : 'gitlab';
}
