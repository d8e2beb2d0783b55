/** Subjects of tokens, as their issuers write them, and what they are called. */
const forms: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  // https://docs.gitlab.com/ci/secrets/id_token_authentication/
  [/^project_path:(.+):ref_type:(branch|tag):ref:(.+)$/, ([project, type, name]) => `${type} ${name} of ${project}`],
  // https://docs.github.com/en/actions/reference/security/oidc
  [/^repo:([^:]+):ref:refs\/heads\/(.+)$/, ([project, name]) => `branch ${name} of ${project}`],
  [/^repo:([^:]+):ref:refs\/tags\/(.+)$/, ([project, name]) => `tag ${name} of ${project}`],
  [/^repo:([^:]+):environment:(.+)$/, ([project, name]) => `environment ${name} of ${project}`],
  [/^repo:([^:]+):pull_request$/, ([project]) => `pull requests of ${project}`],
  [
    /^system:serviceaccount:([^:]+):([^:]+)$/,
    ([namespace, name]) => `pods of namespace ${namespace} with the service account ${name}`,
  ],
];

/** Says whom the subject of a token means, like `branch next of infrastructure/platform`. */
export function subjectWords(subject: string): string {
  for (const [form, toWords] of forms) {
    const parts = form.exec(subject)?.slice(1);
    if (parts !== undefined) return toWords(parts);
  }
  return `tokens about ${subject}`;
}

/** Namespace of the pods that a subject means; undefined for other subjects. */
export const subjectNamespace = (subject: string): string | undefined =>
  /^system:serviceaccount:([^:*?]+):/.exec(subject)?.[1];

/** Whether a subject is one of a pipeline: a branch, a tag or an environment. */
export const isPipeline = (subject: string): boolean => /^(?:project_path|repo):/.test(subject);
