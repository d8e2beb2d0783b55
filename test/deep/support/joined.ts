import { isObject, textOf, type Json, type Resource, type Template } from './template';

/** Parts of a resource that CloudFormation makes resources of their own. */
interface Part {
  readonly type: string;
  /** Property that refers to the whole. */
  readonly of: string;
  /** Property of the whole that lists them all. */
  readonly list: string;
}

const parts: readonly Part[] = [
  { type: 'AWS::EC2::Route', of: 'RouteTableId', list: 'Routes' },
  { type: 'AWS::EC2::SecurityGroupIngress', of: 'GroupId', list: 'SecurityGroupIngress' },
  { type: 'AWS::EC2::SecurityGroupEgress', of: 'GroupId', list: 'SecurityGroupEgress' },
];

const partOf = ({ Type }: Resource): Part | undefined => parts.find(({ type }) => type === Type);

/**
 * The resources of a template with routes put into their tables and rules into their groups, so that a route or rule
 * too many shows as well as one that is missing. A part of what another stack makes stays a resource.
 */
export function joinedResources({ Resources }: Template): Readonly<Record<string, Resource>> {
  const joined = new Map(Object.entries(Resources).filter(([, resource]) => partOf(resource) === undefined));
  for (const [partId, resource] of Object.entries(Resources)) {
    const part = partOf(resource);
    if (part === undefined) continue;
    const { [part.of]: reference = null, ...own } = resource.Properties;
    const id = idOf(reference);
    if (id === undefined) {
      joined.set(partId, resource);
      continue;
    }
    const whole = joined.get(id);
    if (whole === undefined) throw new Error(`${part.type} of ${id}, which the template does not have`);
    const others = whole.Properties[part.list] ?? [];
    const all: Json = [...(Array.isArray(others) ? others : []), own];
    joined.set(id, { ...whole, Properties: { ...whole.Properties, [part.list]: all } });
  }
  for (const [id, resource] of joined) joined.set(id, launched(resource, Object.values(Resources)));
  return Object.fromEntries(joined);
}

/** An instance with what its launch template says instead of the name of that. */
function launched(resource: Resource, all: readonly Resource[]): Resource {
  const { LaunchTemplate: template, ...own } = resource.Properties;
  if (resource.Type !== 'AWS::EC2::Instance' || !isObject(template)) return resource;
  const data = all.find(({ Properties }) => Properties.LaunchTemplateName === template.LaunchTemplateName)?.Properties
    .LaunchTemplateData;
  if (!isObject(data)) throw new Error(`an instance of ${textOf(template.LaunchTemplateName)}, which is not there`);
  const { ImageId = '', InstanceType = '', MetadataOptions = '', NetworkInterfaces, TagSpecifications } = data;
  const [network] = [NetworkInterfaces].flat();
  const [tags] = [TagSpecifications].flat();
  if (!isObject(network) || !isObject(tags)) throw new Error('an instance without network or tags');
  const { Tags = [] } = tags;
  const launch = { ImageId, InstanceType, MetadataOptions, Tags, ...placeOf(network) };
  return { ...resource, Properties: { ...own, ...launch } };
}

/** Where a machine is: in a subnet, or at a network interface that was there before. */
function placeOf(network: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  const { SubnetId = '', Groups = [], NetworkInterfaceId } = network;
  return NetworkInterfaceId === undefined
    ? { SubnetId, SecurityGroupIds: Groups }
    : { NetworkInterfaceIds: [NetworkInterfaceId] };
}

/** The logical id that a reference names; undefined for a value of another stack. */
function idOf(reference: Json): string | undefined {
  if (!isObject(reference)) return undefined;
  const { Ref: id, 'Fn::GetAtt': attribute } = reference;
  const named = Array.isArray(attribute) ? attribute[0] : id;
  return named === undefined ? undefined : textOf(named);
}
