import { resourcesOfType, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import { findStatements, negatedElements, type Statement } from '../iam/policy-statements';
import type { RenderedRule } from './rendered-rule';

/**
 * Trust policies for tokens of an OpenID Connect issuer name audience and subject exactly. With `StringLike` a star in a subject
 * matches everybody, operators that end in `IfExists` accept tokens without the claim, and `ForAnyValue` and `IgnoreCase` accept more than
 * what is written. A variable is filled in from the token. Without a subject, everybody with a token for the audience may assume the
 * role; that is safe only if no other role trusts this audience, and if the issuer is the community's own. A trust for everybody (`*`)
 * takes tokens of every issuer.
 */
export const exactTrustsRule: RenderedRule = {
  id: 'exact-trusts',
  holds: 'every role that is assumed with a token names audience and subject exactly',
  findings: ({ resources }) => {
    const roles = resourcesOfType(resources, 'AWS::IAM::Role').map((role) => {
      const statements = findStatements(role.resource.Properties.AssumeRolePolicyDocument);
      return { role, statements: statements?.filter(({ Effect }) => Effect !== 'Deny') };
    });
    const trusts = roles.flatMap(({ role, statements = [] }) =>
      statements.filter(isFederated).map((statement) => toTrust(role, statement)),
    );
    return [
      ...roles.flatMap(({ role, statements }) =>
        openFaults(statements).map((reason) => ({
          place: describeResource(role),
          reason,
          remedy: 'name in full who may assume it',
        })),
      ),
      ...trusts.flatMap((trust) =>
        findFaults(trust, trusts).map((reason) => ({
          place: describeResource(trust.role),
          reason,
          remedy: 'write aud and sub in full, only under StringEquals',
        })),
      ),
    ];
  },
};

/** Whether a statement is about tokens, by who may call or by the call. */
const isFederated = ({ Principal, Action = [] }: Statement): boolean =>
  Principal?.Federated !== undefined ||
  Action.some((action) => /^sts:AssumeRoleWithWebIdentity$/i.test(String(action)));

/** What is wrong with the trust of a role as a whole. */
function openFaults(statements: readonly Statement[] | undefined): readonly string[] {
  if (statements === undefined) return ['its trust is an expression, which cannot be checked'];
  const principals = statements.flatMap(({ Principal = {} }) => Object.values(Principal).flat());
  return [
    ...(principals.includes('*') ? ['its trust is for everybody'] : []),
    ...statements.flatMap((statement) => negatedElements(statement).map((key) => `its trust uses ${key}`)),
  ];
}

interface Trust {
  readonly role: RenderedResource;
  readonly issuers: string;
  readonly operators: readonly string[];
  readonly audiences: readonly string[];
  readonly subjects: readonly string[];
  /** Claims of other issuers, which a token of this one does not have. */
  readonly foreign: readonly string[];
}

/**
 * Issuers with customers all over the world, where anybody gets a token for any audience. Source: AWS IAM user guide, "Identity-provider
 * controls for shared OIDC providers".
 */
const sharedIssuers =
  /oidc-provider\/(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|accounts\.google\.com|agent\.buildkite\.com)/;

function toTrust(role: RenderedResource, { Principal, Condition }: Statement): Trust {
  const exact = Object.entries(Condition.StringEquals ?? {});
  const values = (ending: string) =>
    exact
      .filter(([key]) => key.endsWith(ending))
      .flatMap(([, texts]) => texts.map((text) => (typeof text === 'string' ? text : JSON.stringify(text))));
  const issuer = /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/(.+)$/.exec(String(Principal?.Federated))?.[1];
  return {
    role,
    issuers: JSON.stringify(Principal?.Federated),
    operators: Object.keys(Condition),
    audiences: values(':aud'),
    subjects: values(':sub'),
    foreign: exact.flatMap(([key]) =>
      issuer === undefined || !/:(aud|sub)$/.test(key) || key.startsWith(`${issuer}:`) ? [] : [key],
    ),
  };
}

function findFaults(
  { role, issuers, operators, audiences, subjects, foreign }: Trust,
  trusts: readonly Trust[],
): readonly string[] {
  const others = operators.filter((operator) => operator !== 'StringEquals');
  const wild = [...audiences, ...subjects].filter((value) => /[*?]/.test(value));
  const later = [...audiences, ...subjects].filter((value) => /\$\{|^\{/.test(value));
  const shared = trusts.some(
    (other) =>
      other.role !== role && other.issuers === issuers && other.audiences.some((value) => audiences.includes(value)),
  );
  return [
    ...(others.length === 0 ? [] : [`its trust compares by ${others.join(', ')}`]),
    ...wild.map((value) => `its trust names ${value}, which StringEquals takes letter by letter and so never matches`),
    ...later.map((value) => `its trust names ${value}, which is known only later`),
    ...foreign.map((key) => `its trust compares ${key}, which tokens of its issuer do not have`),
    ...(audiences.length > 0 ? [] : ['its trust takes tokens for any audience']),
    ...(subjects.length > 0 || !shared
      ? []
      : ['its trust takes tokens about anybody, for an audience that others have too']),
    ...(subjects.length > 0 || !sharedIssuers.test(issuers)
      ? []
      : ['its trust takes tokens about anybody, of an issuer that everybody gets tokens from']),
  ];
}
