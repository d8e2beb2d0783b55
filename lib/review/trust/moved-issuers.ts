import { findStatements, type Statement } from '../../iam/policy-statements';
import type { RenderedResource } from '../../rendered';
import type { Comparison } from '../comparison';
import { canonical } from '../difference';
import { issuersIn, roleTrusts, type RoleTrust } from './role-trusts';

/** An issuer of tokens in whose place all roles trust another one. */
export interface MovedIssuer {
  readonly from: string;
  readonly to: string;
  /** Roles that trusted the first one, and now the other. */
  readonly roles: readonly RoleTrust[];
}

/** Fewer roles are spoken of one by one. */
const fewestRoles = 2;

/** Issuers in whose place all roles that trusted them trust another one. */
export function movedIssuers(comparison: Comparison): readonly MovedIssuer[] {
  const moves = new Map<string, RoleTrust[]>();
  for (const trust of roleTrusts(comparison)) {
    const [old, current] = [issuersIn(trust.before ?? []), issuersIn(trust.after ?? [])];
    const [from, ...moreGone] = [...old].filter((issuer) => !current.has(issuer));
    const [to, ...moreCome] = [...current].filter((issuer) => !old.has(issuer));
    if (from === undefined || to === undefined || moreGone.length > 0 || moreCome.length > 0) continue;
    const key = `${from}\t${to}`;
    moves.set(key, [...(moves.get(key) ?? []), trust]);
  }
  if (moves.size === 0) return [];
  const left = trustedIn(comparison.after.resources);
  return [...moves].flatMap(([key, roles]) => {
    const [from = '', to = ''] = key.split('\t');
    return roles.length < fewestRoles || left.has(from) ? [] : [{ from, to, roles }];
  });
}

/** The statements as they would be if only the issuer had changed. */
export function withIssuer(
  statements: readonly Statement[],
  { from, to }: Pick<MovedIssuer, 'from' | 'to'>,
): readonly Statement[] {
  const text = JSON.stringify(statements).replaceAll(from, to);
  return findStatements({ Statement: JSON.parse(text) as unknown }) ?? statements;
}

/** Whether a role's trust has changed in nothing but the issuer. */
export const isOnlyMoved = ({ before, after }: RoleTrust, move: Pick<MovedIssuer, 'from' | 'to'>): boolean =>
  before !== undefined && after !== undefined && canonical(withIssuer(before, move)) === canonical(after);

const trustedIn = (resources: readonly RenderedResource[]): ReadonlySet<string> =>
  new Set(
    resources
      .filter(({ resource: { Type } }) => Type === 'AWS::IAM::Role')
      .flatMap(({ resource: { Properties } }) => [
        ...issuersIn(findStatements(Properties.AssumeRolePolicyDocument) ?? []),
      ]),
  );
