import { ZodError } from 'zod';
import { usablePart } from '../../../model/data/cloudformation-quotas';
import type { Comparison } from '../comparison';
import { exampleResources } from '../example-files';
import type { LimitedCount } from '../limits/limited-count';
import { networkCounts } from '../limits/network-counts';
import { policyCounts } from '../limits/policy-counts';
import { templateCounts } from '../limits/template-counts';
import { isTemplate, type RenderedSnapshot } from '../rendered-snapshot';
import type { ReviewRule, ReviewTarget, RuleFinding } from '../review-rule';

/** A change that uses up a quota of AWS, or nearly so. */
export const nearLimitsRule: ReviewRule = {
  id: 'near-limits',
  finds: 'a quota of CloudFormation, IAM or the network that a change exceeds, or of which it leaves less than a tenth',
  class: 'interrupts',
  why: 'AWS rejects what exceeds a quota in the middle of a deploy, and a full stack cannot be changed without splitting it.',
  remedy:
    'Split the stack or the policy, or join entries. A quota that AWS raises by request (rules, trust policies, policies of a role) has to be raised before the deploy.',
  dangerous: { before: topics(400), after: topics(501) },
  harmless: { before: topics(400), after: topics(420) },
  findings: (comparison) => {
    const files = [...comparison.after.files.keys()].filter(
      (file) => isTemplate(file) && comparison.before.files.get(file) !== comparison.after.files.get(file),
    );
    if (files.length === 0) return [];
    return [
      ...crossed((side) => templateCounts(side, files), comparison),
      ...crossed((side) => policyCounts(resourcesIn(side, files)), comparison),
      ...(comparison.resources.some(({ type }) => networkTypes.test(type)) ? networkFindings(comparison) : []),
    ];
  },
};

const networkTypes = /^AWS::EC2::(SecurityGroup|NetworkAclEntry|PrefixList)/;

const resourcesIn = (side: RenderedSnapshot, files: readonly string[]) =>
  files.flatMap((file) => {
    const rendered = side.template(file);
    return Object.entries(rendered?.template.Resources ?? {}).map(([logicalId, resource]) => ({
      stack: rendered?.stack ?? '',
      logicalId,
      resource,
    }));
  });

/** Rules of security groups that cannot be read are not counted, and that is said. */
function networkFindings(comparison: Comparison): readonly RuleFinding[] {
  try {
    return crossed(networkCounts, comparison);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const changes = comparison.resources.filter(({ type }) => networkTypes.test(type));
    return [
      {
        class: 'watch',
        layer: 'aws',
        subject: 'rules of security groups',
        what: 'could not be counted, because some of them cannot be read',
        targets: changes.map((change) => ({ change })),
      },
    ];
  }
}

/** Findings for counts that were below the limit, or below its last tenth, and are not any more. */
function crossed(
  counts: (side: RenderedSnapshot) => readonly LimitedCount[],
  comparison: Comparison,
): readonly RuleFinding[] {
  const old = new Map(counts(comparison.before).map(({ key, count }) => [key, count]));
  return counts(comparison.after).flatMap(({ key, subject, place, count, limit, unit }) => {
    const former = old.get(key) ?? 0;
    const isAbove = count > limit;
    if (count <= former || count <= limit * usablePart || former > (isAbove ? limit : limit * usablePart)) return [];
    return [
      {
        class: isAbove ? ('interrupts' as const) : ('watch' as const),
        layer: 'aws' as const,
        subject,
        what: `has ${count} ${unit}, and AWS takes ${limit}`,
        targets: targetsFor(place, comparison),
      },
    ];
  });
}

/** Changes of what is counted: of one resource, or of a whole template. */
const targetsFor = (place: string, { resources }: Comparison): readonly ReviewTarget[] =>
  resources
    .filter(
      ({ file, stack, logicalId, type }) =>
        file === place ||
        `${stack} ${logicalId}` === place ||
        (networkTypes.test(type) && place.startsWith(`${stack} `)),
    )
    .map((change) => ({ change }));

function topics(count: number): ReviewRule['dangerous']['before'] {
  const all = Array.from({ length: count }, (_, index) => [`Topic${index}`, { Type: 'AWS::SNS::Topic' }] as const);
  return exampleResources(Object.fromEntries(all));
}
