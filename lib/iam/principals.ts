import { coversPattern, type Pattern } from './pattern';
import type { PatternSet } from './pattern-set';
import { toPattern } from './pattern-text';
import type { Statement } from './policy-statements';

/**
 * Whom a statement is about, like `AWS:arn:aws:iam::111122223333:root`, `Federated:…` or `*`. The empty text is the one who has the policy,
 * where a statement names nobody.
 */
export function principalSets({
  Principal,
  NotPrincipal,
}: Pick<Statement, 'Principal' | 'NotPrincipal'>): readonly PatternSet[] {
  if (NotPrincipal !== undefined) return [{ pattern: '*', except: toPrincipals(NotPrincipal) }];
  if (Principal === undefined) return [{ pattern: '', except: [] }];
  return toPrincipals(Principal).map((pattern) => ({ pattern, except: [] }));
}

export const coversPrincipal = ({ pattern, except }: PatternSet, principal: string): boolean =>
  pattern !== '' && coversPattern(pattern, principal) && !except.some((each) => coversPattern(each, principal));

const toPrincipals = (principal: Readonly<Record<string, readonly unknown[]>>): readonly Pattern[] =>
  Object.entries(principal).flatMap(([kind, names]) => names.map((name) => toPrincipal(kind, toPattern(name))));

function toPrincipal(kind: string, name: Pattern): Pattern {
  if (name === '*') return kind === 'AWS' ? '*' : `${kind}:*`;
  // The number of an account stands for the account.
  return /^\d{12}$/.test(name) ? `${kind}:arn:aws:iam::${name}:root` : `${kind}:${name}`;
}
