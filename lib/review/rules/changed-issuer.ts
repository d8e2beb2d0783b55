import { exampleResources, exampleTokenRole } from '../example-files';
import type { ReviewRule } from '../review-rule';
import { isOnlyMoved, movedIssuers, type MovedIssuer } from '../trust/moved-issuers';
import { trustTarget } from '../trust/role-trusts';
import { textAt } from '../value-at';

/** Another issuer of tokens, for all roles that trusted one. */
export const changedIssuerRule: ReviewRule = {
  id: 'changed-issuer',
  finds: 'another OIDC issuer in the trust policies of roles',
  class: 'interrupts',
  why: 'AWS rejects tokens of the old issuer as soon as the roles change: backups, certificates, DNS records and mail stop.',
  remedy:
    'Have the new issuer publish the same keys, let roles trust both during the change, and move the cluster in between.',
  dangerous: {
    before: exampleResources(podRoles('tokens.commons.example')),
    after: exampleResources(podRoles('id.commons.example')),
  },
  harmless: {
    before: exampleResources(podRoles('tokens.commons.example')),
    after: exampleResources({
      ...podRoles('tokens.commons.example'),
      ci: podRole('ci', 'gitlab.commons.example'),
    }),
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

function podRole(name: string, issuer: string): object {
  return exampleTokenRole(name, issuer, { aud: 'sts.amazonaws.com', sub: `system:serviceaccount:${name}:web` });
}

function podRoles(issuer: string): Readonly<Record<string, object>> {
  return { pad: podRole('pad', issuer), wiki: podRole('wiki', issuer) };
}
