import { rightsIn, withoutRights, type Right } from '../../iam/rights';
import { resourceTenant } from '../../verify/tenancy';
import { principalWords } from '../access/right-words';
import type { Comparison } from '../comparison';
import { goneNamespaces } from '../gone-namespaces';
import { platformNamespaces } from '../platform-namespaces';
import type { RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';
import { movedIssuers, withIssuer } from './moved-issuers';
import { roleTrusts, trustTarget } from './role-trusts';
import { isPipeline, subjectNamespace, subjectWords } from './subject-words';
import { newSubjects } from './trust-words';

/** Who can take a role no more that is still there. */
export function lostTrust(comparison: Comparison): readonly RuleFinding[] {
  const trusts = roleTrusts(comparison);
  if (trusts.length === 0) return [];
  const moves = movedIssuers(comparison);
  const isOurs = platformNamespaces(comparison);
  const gone = goneNamespaces(comparison);
  return trusts.flatMap((trust): readonly RuleFinding[] => {
    const { change, before, after } = trust;
    if (before === undefined || after === undefined || change.after === undefined) return [];
    const former = moves.reduce((statements, move) => withIssuer(statements, move), before);
    const refused = withoutRights(rightsIn(after, 'Deny'), rightsIn(former, 'Deny'));
    const lost = withoutRights(rightsIn(former, 'Allow'), rightsIn(after, 'Allow'));
    const tenant = resourceTenant({ stack: change.stack, logicalId: change.logicalId, resource: change.after });
    const finding = (isInterrupted: boolean, what: string): RuleFinding => ({
      class: isInterrupted && tenant === undefined ? 'interrupts' : 'watch',
      layer: 'aws',
      subject: resourceSubject(change),
      what,
      targets: [trustTarget(trust)],
    });
    return [
      ...lost.flatMap((right) => {
        const all = newSubjects(right, after);
        const subjects = all?.filter((each) => !gone.has(subjectNamespace(each) ?? ''));
        if (subjects?.length === 0 && all?.length !== 0) return [];
        const homes = subjects?.map(subjectNamespace) ?? [];
        const isLoud =
          !isNarrowed(right, all, after) &&
          subjects?.some(isPipeline) !== true &&
          homes.every((home) => home === undefined || isOurs(home));
        return [finding(isLoud, `can no longer be assumed by ${callerWords(right, subjects)}`)];
      }),
      ...(refused.length === 0
        ? []
        : [
            finding(
              refused.some(({ conditions }) => conditions.length === 0),
              'newly refuses some who could assume it',
            ),
          ]),
    ];
  });
}

/** Whether the same caller can still take it, under other conditions on the same subjects. */
const isNarrowed = (
  right: Right,
  subjects: readonly string[] | undefined,
  after: Parameters<typeof newSubjects>[1],
): boolean =>
  (subjects ?? []).length === 0 &&
  rightsIn(after, 'Allow').some(({ principal }) => principal.pattern === right.principal.pattern);

function callerWords({ principal }: Right, subjects: readonly string[] | undefined): string {
  if (subjects === undefined) return principalWords(principal);
  return subjects.length === 0
    ? 'the same subjects unless they meet more conditions'
    : subjects.map(subjectWords).join(' and ');
}
