/** What `environment check` says of an environment that has just begun: the least that it runs has no digest yet. */
export const minimalNotices = (name: string): readonly string[] => [
  `notice: ${name} runs 3 images by a tag that somebody may move, such as ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.13.0 and ghcr.io/cloudnative-pg/plugin-barman-cloud:v0.13.0`,
  `    pin them: npm run commons -- images pin ${name}`,
  `notice: ${name} starts images of the community without checking a signature`,
  '    name the key and the repositories in cluster.signatures: docs/images.md',
];
