import { resourcesOfType, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import { allowedBy, type Statement } from '../iam/policy-statements';
import type { RenderedRule } from './rendered-rule';

/**
 * Trust policies for tokens of an OpenID Connect issuer name audience and subject exactly. With `StringLike` a star in a subject
 * matches everybody, and operators that end in `IfExists` accept tokens without the claim. Without a subject, everybody with a
 * token for the audience may assume the role; that is safe only if no other role trusts this audience.
 */
export const exactTrustsRule: RenderedRule = {
  id: 'exact-trusts',
  holds: 'every role that is assumed with a token names audience and subject exactly',
  findings: ({ resources }) => {
    const trusts = resourcesOfType(resources, 'AWS::IAM::Role').flatMap((role) =>
      allowedBy(role.resource.Properties.AssumeRolePolicyDocument)
        .filter(({ Principal }) => Principal?.Federated !== undefined)
        .map((statement) => toTrust(role, statement)),
    );
    return trusts.flatMap((trust) =>
      findFaults(trust, trusts).map((reason) => ({
        place: describeResource(trust.role),
        reason,
        remedy: 'write aud and sub in full, only under StringEquals',
      })),
    );
  },
};

interface Trust {
  readonly role: RenderedResource;
  readonly issuers: string;
  readonly operators: readonly string[];
  readonly audiences: readonly string[];
  readonly subjects: readonly string[];
}

function toTrust(role: RenderedResource, { Principal, Condition }: Statement): Trust {
  const exact = Object.entries(Condition.StringEquals ?? {});
  const values = (ending: string) =>
    exact.filter(([key]) => key.endsWith(ending)).flatMap(([, texts]) => texts.map(String));
  return {
    role,
    issuers: JSON.stringify(Principal?.Federated),
    operators: Object.keys(Condition),
    audiences: values(':aud'),
    subjects: values(':sub'),
  };
}

function findFaults(
  { role, issuers, operators, audiences, subjects }: Trust,
  trusts: readonly Trust[],
): readonly string[] {
  const others = operators.filter((operator) => operator !== 'StringEquals');
  const wild = [...audiences, ...subjects].filter((value) => /[*?]/.test(value));
  const shared = trusts.some(
    (other) =>
      other.role !== role && other.issuers === issuers && other.audiences.some((value) => audiences.includes(value)),
  );
  return [
    ...(others.length === 0 ? [] : [`its trust compares by ${others.join(', ')}`]),
    ...wild.map((value) => `its trust names ${value}, which StringEquals takes letter by letter and so never matches`),
    ...(audiences.length > 0 ? [] : ['its trust takes tokens for any audience']),
    ...(subjects.length > 0 || !shared
      ? []
      : ['its trust takes tokens about anybody, for an audience that others have too']),
  ];
}
