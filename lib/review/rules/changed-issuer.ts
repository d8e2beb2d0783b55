import type { ReviewRule } from '../review-rule';
import { isOnlyMoved, movedIssuers, type MovedIssuer } from '../trust/moved-issuers';
import { trustTarget } from '../trust/role-trusts';
import { textAt } from '../value-at';

/** Another issuer of tokens, for all roles that trusted one. */
export const changedIssuerRule: ReviewRule = {
  id: 'changed-issuer',
  finds: 'another issuer of tokens for all roles that trusted one',
  class: 'interrupts',
  why: 'AWS refuses the tokens of the old issuer from the moment the roles change: backups, certificates, records and mail stop.',
  remedy:
    'Have the new issuer publish the same keys, have roles trust both for the time of the change, and move the cluster in between.',
  dangerous: { before: roles('tokens.commons.example'), after: roles('id.commons.example') },
  harmless: {
    before: roles('tokens.commons.example'),
    after: { ...roles('tokens.commons.example'), ...roles('gitlab.commons.example', 'ci') },
  },
  explains: true,
  findings: (comparison) =>
    movedIssuers(comparison).map((move) => {
      const only = move.roles.filter(
        (role) =>
          isOnlyMoved(role, move) &&
          role.change.differences.every(({ path }) => path[1] === 'AssumeRolePolicyDocument'),
      );
      const providers = comparison.resources.filter(
        ({ type, before, after }) =>
          type === 'AWS::IAM::OIDCProvider' &&
          [before, after].some((each) =>
            [move.from, move.to].includes(textAt(each?.Properties, ['Url'])?.replace('https://', '') ?? ''),
          ),
      );
      return {
        class: 'interrupts' as const,
        layer: 'aws' as const,
        subject: `issuer ${move.from}`,
        what: `is not trusted any more: ${move.roles.length} roles trust another issuer, ${move.to}, so ${whoHasNone(move)} until its tokens come from there`,
        targets: [...providers.map((change) => ({ change })), ...only.map(trustTarget)],
      };
    }),
};

const whoHasNone = ({ roles: all }: MovedIssuer): string =>
  all.every(({ before }) => JSON.stringify(before).includes('system:serviceaccount:'))
    ? 'no pod has a role'
    : 'nothing has a role';

function roles(issuer: string, ...names: readonly string[]): Readonly<Record<string, string>> {
  const role = (name: string) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: `test-${name}`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
            Condition: {
              StringEquals: {
                [`${issuer}:aud`]: 'sts.amazonaws.com',
                [`${issuer}:sub`]: `system:serviceaccount:${name}:web`,
              },
            },
          },
        ],
      },
    },
  });
  const all = names.length === 0 ? ['pad', 'wiki'] : names;
  const template = { Resources: Object.fromEntries(all.map((name) => [name, role(name)])) };
  return { [`aws/test-${all.join('-')}.template.json`]: JSON.stringify(template, null, 1) };
}
