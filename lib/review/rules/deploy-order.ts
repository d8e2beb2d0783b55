import { groupBy } from '../../group-by';
import { shortList } from '../../short-list';
import { stackOutputs } from '../../verify/stack-references';
import type { ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import { canonical } from '../difference';
import { outputReaders, type OutputReader } from '../order/output-readers';
import { referredResource } from '../order/referred-resource';
import { isTemplate, type RenderedTemplate } from '../rendered-snapshot';
import type { ReviewRule, ReviewTarget, RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';

/**
 * A change that cannot be deployed in one go, because a stack that is deployed later still uses in AWS what an earlier one takes away.
 * Source: AWS CloudFormation template reference, `Fn::ImportValue` and `Fn::GetStackOutput`: an import holds the export; an output that
 * is read otherwise is resolved when the reader is deployed, and nobody tells the reader of a later change.
 */
export const deployOrderRule: ReviewRule = {
  id: 'deploy-order',
  finds:
    'a resource or output that a stack removes or replaces while another stack, which is deployed later, still uses it in AWS',
  class: 'interrupts',
  why: 'The providing stack is deployed first, while the other one is unchanged: the deploy fails halfway, or the other stack keeps referring to something that is gone.',
  remedy:
    'Split it into two changes: first the later stack stops using the old resource, or uses a new one under another name; then remove the old one.',
  dangerous: { before: example(true, true), after: example(false, false) },
  harmless: { before: example(true, true), after: example(true, false) },
  findings: (comparison) => {
    if (!hasChangedTemplates(comparison)) return [];
    const before = outputReaders(comparison.before);
    return [
      ...before.filter(({ holds }) => holds).flatMap((each) => heldFinding(each, comparison)),
      ...looseFindings(looseUses(before, comparison), comparison),
      ...outputReaders(comparison.after).flatMap((each) => missingFinding(each, before, comparison)),
    ];
  },
};

/** Outputs alone may change, without a resource. */
const hasChangedTemplates = ({ before, after }: Comparison): boolean =>
  [...before.files].some(([file, text]) => isTemplate(file) && after.files.get(file) !== text);

type Found = readonly RuleFinding[];

/** An export that is gone, or has another value, while somebody imports it: CloudFormation refuses that. */
function heldFinding({ giver, reader, output, given }: OutputReader, comparison: Comparison): Found {
  const after = comparison.after.template(giver.file);
  if (after === undefined || given === undefined) return [];
  const current = [...stackOutputs(after.template).values()].find(({ exported }) => exported === given.exported);
  const change = changeFor(giver.stack, given.value, comparison);
  const isOther = current !== undefined && canonical(current.value) !== canonical(given.value);
  if (current !== undefined && !isOther && change?.impact !== 'replace') return [];
  const how = current === undefined ? 'takes away the export' : 'changes the export';
  return [
    finding(
      `stack ${giver.stack}`,
      `${how} ${given.exported ?? output}, which ${reader.stack} imports in AWS: CloudFormation refuses the deploy`,
      [...targetsFor(change), ...resourcesIn(reader.file, comparison)],
    ),
  ];
}

/** Something that is read without a hold, and that AWS does not delete while it is in use, or of which nobody tells the reader. */
interface LooseUse {
  readonly giver: string;
  readonly reader: RenderedTemplate;
  readonly change: ResourceChange;
  /** Whether nothing in the template of the reader changes, so that the CDK command does not deploy it. */
  readonly isLeftOut: boolean;
}

function looseUses(all: readonly OutputReader[], comparison: Comparison): readonly LooseUse[] {
  const { before, after } = comparison;
  return all.flatMap(({ giver, reader, given, holds }): readonly LooseUse[] => {
    const change = holds ? undefined : changeFor(giver.stack, given?.value, comparison);
    if (change === undefined) return [];
    const isLeftOut = after.files.has(reader.file) && before.files.get(reader.file) === after.files.get(reader.file);
    const isHeld = heldTypes.has(change.type);
    const counts = change.impact === 'destroy' ? isHeld : change.impact === 'replace' && (isHeld || isLeftOut);
    return counts ? [{ giver: giver.stack, reader, change, isLeftOut }] : [];
  });
}

/** One finding for all that a stack makes anew, and one for all that it gives up: what a whole network takes along is not told one by one. */
function looseFindings(uses: readonly LooseUse[], comparison: Comparison): Found {
  return [...groupBy(uses, ({ giver, change }) => `${giver} ${change.impact}`).values()].flatMap((group) => {
    const readers = namesPhrase(group.map(({ reader }) => reader.stack));
    const leftOut = group.filter(({ isLeftOut }) => isLeftOut).map(({ reader }) => reader.stack);
    const what =
      group[0]?.change.impact === 'destroy'
        ? `goes before ${readers} can do without it, and AWS does not delete it then`
        : `is made anew, and the old one is still used by ${readers}${leftOut.length === 0 ? '' : `; cdk deploy leaves out ${namesPhrase(leftOut)}, where nothing changes in the template`}`;
    return [...groupBy(group, ({ change }) => change.logicalId).values()].flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const targets = same.flatMap(({ reader }) => resourcesIn(reader.file, comparison));
      return [finding(resourceSubject(first.change), what, [...targetsFor(first.change), ...targets])];
    });
  });
}

/** Names as a phrase, each once. */
const namesPhrase = (all: readonly string[]): string => shortList([...new Set(all)], mostNames);

const mostNames = 3;

/** An output that is read and that its stack does not give, unless that was so before. */
function missingFinding(
  { giver, reader, output, given }: OutputReader,
  before: readonly OutputReader[],
  comparison: Comparison,
): Found {
  const was = before.some(
    (each) => each.reader.stack === reader.stack && each.output === output && each.given === undefined,
  );
  if (given !== undefined || was) return [];
  const what = `takes ${output} from ${giver.stack}, which does not give it: its deploy fails`;
  const targets = [...resourcesIn(reader.file, comparison), ...resourcesIn(giver.file, comparison)];
  return [finding(`stack ${reader.stack}`, what, targets)];
}

const finding = (subject: string, what: string, targets: readonly ReviewTarget[]): RuleFinding => ({
  class: 'interrupts',
  layer: 'aws',
  subject,
  what,
  targets,
});

/** The change of the resource that a value of a stack refers to. */
function changeFor(stack: string, value: unknown, { resources }: Comparison): ResourceChange | undefined {
  const logicalId = referredResource(value);
  return resources.find((change) => change.stack === stack && change.logicalId === logicalId);
}

const targetsFor = (change: ResourceChange | undefined): readonly ReviewTarget[] =>
  change === undefined ? [] : [{ change }];

/** Changes of a template, for the places of a finding. */
const resourcesIn = (file: string, { resources }: Comparison): readonly ReviewTarget[] =>
  resources
    .filter((change) => change.file === file)
    .slice(0, 1)
    .map((change) => ({ change }));

/**
 * Types that AWS does not delete while something uses them. Source: the API references of the calls that delete them
 * (`DependencyViolation`, `DeleteConflict`, `ResourceInUse`, `InvalidDBSubnetGroupStateFault` and the like).
 */
const heldTypes: ReadonlySet<string> = new Set([
  'AWS::CertificateManager::Certificate',
  'AWS::EC2::EIP',
  'AWS::EC2::PrefixList',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::ElastiCache::ParameterGroup',
  'AWS::ElastiCache::SubnetGroup',
  'AWS::ElastiCache::UserGroup',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::IAM::ManagedPolicy',
  'AWS::RDS::DBParameterGroup',
  'AWS::RDS::DBSubnetGroup',
  'AWS::Route53::HostedZone',
  'AWS::WAFv2::IPSet',
]);

function example(isExported: boolean, isImported: boolean): ReviewRule['dangerous']['before'] {
  const text = (template: object) => JSON.stringify(template, null, 1);
  const Hosts = { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'hosts' } };
  const group = { Value: { 'Fn::GetAtt': ['Hosts', 'GroupId'] }, Export: { Name: 'test-network:Hosts' } };
  const SecurityGroups = isImported ? [{ 'Fn::ImportValue': 'test-network:Hosts' }] : [];
  const Balancer = { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups } };
  return {
    'aws/test-network.template.json': text({ Resources: { Hosts }, Outputs: isExported ? { Hosts: group } : {} }),
    'aws/test-ports.template.json': text({ Resources: { Balancer } }),
  };
}
