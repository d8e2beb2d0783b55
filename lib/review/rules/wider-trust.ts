import { rightsIn, withoutRights, type Right } from '../../iam/rights';
import { resourceTenant } from '../../verify/tenancy';
import type { ReviewClass } from '../review-finding';
import { exampleTemplate, exampleTokenRole } from '../example-files';
import { isFirst } from '../is-first';
import type { ReviewRule, RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';
import { movedIssuers, withIssuer, type MovedIssuer } from '../trust/moved-issuers';
import { roleTrusts, trustTarget, type RoleTrust } from '../trust/role-trusts';
import { subjectNamespace } from '../trust/subject-words';
import { isKnownIssuer, newSubjects, trustWords } from '../trust/trust-words';

/** Somebody who may take a role, and could not before. */
export const widerTrustRule: ReviewRule = {
  id: 'wider-trust',
  finds: 'a principal that can assume a role and could not before',
  class: 'lets-in',
  why: 'Whoever assumes the role has all of its rights.',
  remedy:
    'Name the principal in full, under StringEquals, with audience and subject; a branch that deploys must be protected.',
  dangerous: { before: role(['main']), after: role(['main', 'next']) },
  harmless: { before: role(['main', 'next']), after: role(['main']) },
  findings: (comparison) => {
    const trusts = isFirst(comparison) ? [] : roleTrusts(comparison);
    if (trusts.length === 0) return [];
    const moves = movedIssuers(comparison);
    return trusts.flatMap((trust) => trustFindings(trust, moves));
  },
};

function trustFindings(trust: RoleTrust, moves: readonly MovedIssuer[]): readonly RuleFinding[] {
  const { change, before, after } = trust;
  const finding = (danger: ReviewClass, what: string): RuleFinding => ({
    class: danger,
    layer: 'aws',
    subject: resourceSubject(change),
    what,
    targets: [trustTarget(trust)],
  });
  if (after === undefined || (before === undefined && change.before !== undefined)) {
    return [finding('watch', 'has a trust policy that could not be judged, since it is not literal')];
  }
  const former = moves.reduce((statements, move) => withIssuer(statements, move), before ?? []);
  const added = withoutRights(
    withoutRights(rightsIn(after, 'Allow'), rightsIn(former, 'Allow')),
    rightsIn(after, 'Deny'),
  );
  const lost = withoutRights(rightsIn(former, 'Deny'), rightsIn(after, 'Deny'));
  return [
    ...added.flatMap((right) => {
      const danger = trustClass(right, trust);
      return danger === 'routine'
        ? []
        : [
            finding(
              danger,
              `may ${change.before === undefined ? '' : 'also '}be assumed by ${trustWords(right, former)}`,
            ),
          ];
    }),
    ...(lost.length === 0 ? [] : [finding('weakens', 'no longer denies all whom it denied to assume it')]),
  ];
}

function trustClass(right: Right, { change, before }: RoleTrust): ReviewClass {
  const subjects = newSubjects(right, before ?? []);
  const namespaces = subjects?.map(subjectNamespace) ?? [undefined];
  const { stack, logicalId, after } = change;
  const tenant = after && resourceTenant({ stack, logicalId, resource: after });
  if (change.before === undefined) return isOpen(right) ? 'lets-in' : 'routine';
  const homes = new Set([tenant, ...formerNamespaces(before ?? [])]);
  const stays =
    isKnownIssuer(right, before ?? []) &&
    namespaces.length > 0 &&
    namespaces.every((each) => each !== undefined && homes.has(each));
  return stays ? 'watch' : 'lets-in';
}

/** Whether anybody may take a role: of AWS, or with any token of an issuer. */
const isOpen = ({ principal: { pattern, except }, conditions }: Right): boolean =>
  except.length > 0 ||
  (pattern === '*' && conditions.length === 0) ||
  (pattern.startsWith('Federated:') && !conditions.some(({ key }) => key.endsWith(':sub') || key.endsWith(':aud')));

const formerNamespaces = (statements: NonNullable<RoleTrust['before']>): readonly string[] =>
  [...JSON.stringify(statements).matchAll(/system:serviceaccount:([^:*?"]+):/g)].map(([, namespace = '']) => namespace);

function role(branches: readonly string[]): ReviewRule['dangerous']['before'] {
  return exampleTemplate(
    'Deploy',
    exampleTokenRole('deploy', 'gitlab.commons.example', {
      aud: 'commons-platform-deploy',
      sub: branches.map((branch) => `project_path:infrastructure/platform:ref_type:branch:ref:${branch}`),
    }),
  );
}
