/** How the server of an image is tried with rude clients: by a suite, or not, for a reason. */
export type Trial = { readonly suite: string } | { readonly none: string };

/** By folder of `images`. */
export const servers: Readonly<Record<string, Trial>> = {
  'automation-hooks': { suite: 'test/deep/automation-hooks-clients.deep.ts' },
  discourse: { none: 'its server is that of Discourse, behind the nginx of Discourse' },
  'git-fetch-cache': { suite: 'test/deep/git-fetch-cache-clients.deep.ts' },
  'release-service': { suite: 'test/deep/release-service-clients.deep.ts' },
};
