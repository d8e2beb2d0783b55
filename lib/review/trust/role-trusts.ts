import { toPattern } from '../../iam/pattern-text';
import { findStatements, type Statement } from '../../iam/policy-statements';
import type { TemplateResource } from '../../rendered';
import type { ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import { canonical } from '../difference';

/** Who may take a role, in both versions; undefined where there is no role, or its trust could not be read. */
export interface RoleTrust {
  readonly change: ResourceChange;
  readonly before: readonly Statement[] | undefined;
  readonly after: readonly Statement[] | undefined;
}

const property = 'AssumeRolePolicyDocument';

/** Roles that are there after the change and that others may take than before. */
export const roleTrusts = ({ resources }: Comparison): readonly RoleTrust[] =>
  resources
    .filter(({ type, after }) => type === 'AWS::IAM::Role' && after !== undefined)
    .map((change) => ({ change, before: trustIn(change.before), after: trustIn(change.after) }))
    .filter(({ before, after }) => canonical(before) !== canonical(after));

const trustIn = (role: TemplateResource | undefined): readonly Statement[] | undefined =>
  role && findStatements(role.Properties[property]);

/** Where it can be seen. */
export const trustTarget = ({ change }: RoleTrust) => ({ change, path: ['Properties', property] });

/** Issuers whose tokens statements take: hosts and paths, without `https://`. */
export const issuersIn = (statements: readonly Statement[]): ReadonlySet<string> =>
  new Set(
    statements.flatMap(({ Principal, Condition }) => [
      ...(Principal?.Federated ?? []).flatMap((name) => /oidc-provider\/(.+)$/.exec(toPattern(name))?.[1] ?? []),
      ...Object.values(Condition).flatMap((keys) =>
        Object.keys(keys).flatMap((key) => /^(.+\..+):(?:aud|sub)$/.exec(key)?.[1] ?? []),
      ),
    ]),
  );
