import { z } from 'zod';
import { environmentTag } from '../../model/platform-tags';
import { qualifiedKind, resourcesOfType, type Rendered, type RenderedObject, type RenderedResource } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/** A rendered object or resource from which AWS resources are made later, and the tags that they get. */
interface Maker {
  readonly place: string;
  /** The AWS resources that are made, in words. */
  readonly made: string;
  readonly tags: Readonly<Record<string, string>>;
}

const templateDataSchema = z.looseObject({
  LaunchTemplateData: z.looseObject({
    TagSpecifications: z
      .array(
        z.looseObject({
          ResourceType: z.string(),
          Tags: z.array(z.looseObject({ Key: z.string(), Value: z.unknown() })),
        }),
      )
      .default([]),
  }),
});

const machineSetSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        providerSpec: z.looseObject({
          value: z.looseObject({
            tags: z.array(z.looseObject({ name: z.string(), value: z.string() })).default([]),
          }),
        }),
      }),
    }),
  }),
});

const driverClassSchema = z.looseObject({
  provisioner: z.string().optional(),
  driver: z.string().optional(),
  parameters: z.record(z.string(), z.string()).optional(),
});

const diskDriver = 'ebs.csi.aws.com';

/**
 * Launch templates, StorageClasses and the like carry the environment's tags. CloudFormation tags the resources that it makes
 * with the tags of the stack, and OpenShift's operators tag theirs with those of the installation; machines, disks and snapshots
 * that are made later from a template or a class only get the tags written there.
 */
export const environmentTagsRule: RenderedRule = {
  id: 'environment-tags',
  holds: 'everything that makes machines, disks or snapshots gives them the tags of the environment',
  findings: (rendered) => {
    const makers = makersIn(rendered);
    const names = [...new Set(makers.flatMap(({ tags }) => tags[environmentTag] ?? []))];
    return makers.flatMap(({ place, made, tags }): readonly RenderedFinding[] => {
      const name = tags[environmentTag];
      const remedy = 'give it platformTags of model/platform-tags.ts';
      if (name === undefined) return [{ place, reason: `gives ${made} no tag ${environmentTag}`, remedy }];
      return names.length > 1
        ? [{ place, reason: `gives ${made} the environment ${name}, others have ${names.join(' and ')}`, remedy }]
        : [];
    });
  },
};

const makersIn = ({ objects, resources }: Rendered): readonly Maker[] => [
  ...resourcesOfType(resources, 'AWS::EC2::LaunchTemplate').flatMap(makersOfTemplate),
  ...objects.flatMap(makersOfObject),
];

function makersOfTemplate({ stack, logicalId, resource }: RenderedResource): readonly Maker[] {
  const { LaunchTemplateData } = templateDataSchema.parse(resource.Properties);
  return ['instance', 'volume'].map((type) => ({
    place: `${stack} ${logicalId}`,
    made: `each ${type}`,
    tags: Object.fromEntries(
      LaunchTemplateData.TagSpecifications.filter(({ ResourceType }) => ResourceType === type).flatMap(({ Tags }) =>
        Tags.map(({ Key, Value }) => [Key, String(Value)]),
      ),
    ),
  }));
}

function makersOfObject(object: RenderedObject): readonly Maker[] {
  const place = describeObject(object);
  switch (qualifiedKind(object)) {
    case 'machine.openshift.io/MachineSet': {
      const { tags } = machineSetSchema.parse(object).spec.template.spec.providerSpec.value;
      return [{ place, made: 'each machine', tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])) }];
    }
    case 'storage.k8s.io/StorageClass':
      return ofDriver(object, 'each disk');
    case 'snapshot.storage.k8s.io/VolumeSnapshotClass':
      return ofDriver(object, 'each snapshot');
    default:
      return [];
  }
}

/** StorageClasses that OpenShift makes: the platform renders only their annotations. */
function ofDriver(object: RenderedObject, made: string): readonly Maker[] {
  const { provisioner, driver, parameters } = driverClassSchema.parse(object);
  if ((provisioner ?? driver) !== diskDriver || parameters === undefined) return [];
  const specifications = Object.entries(parameters).filter(([name]) => name.startsWith('tagSpecification_'));
  return [
    {
      place: describeObject(object),
      made,
      tags: Object.fromEntries(
        specifications.map(([, text]) => {
          const equals = text.indexOf('=');
          return [text.slice(0, equals), text.slice(equals + 1)];
        }),
      ),
    },
  ];
}
