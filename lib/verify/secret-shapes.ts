import type { RenderedRule } from './rendered-rule';

/** Patterns of secrets, such as private keys and tokens. */
const shapes: Readonly<Record<string, RegExp>> = {
  'an AWS access key': /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'a token of GitLab, GitHub or Slack': /\b(glpat-|ghp_|gho_|xox[abp]-)[A-Za-z0-9_-]{10,}/,
  'a JSON web token': /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./,
  'a password inside an address': /[a-z]+:\/\/[^:/\s$]+:[^@$\s/]+@/,
};

/** No rendered file contains a secret, because rendered files are committed. */
export const secretShapesRule: RenderedRule = {
  id: 'secret-shapes',
  holds: 'no rendered file contains text that looks like a secret',
  findings: ({ files }) =>
    files.flatMap(({ file, text }) =>
      Object.entries(shapes)
        .filter(([, shape]) => shape.test(text))
        .map(([what]) => ({
          place: file,
          reason: `it contains what looks like ${what}`,
          remedy: 'remove it, revoke it where it is used, and keep the new one in AWS Secrets Manager',
        })),
    ),
};
