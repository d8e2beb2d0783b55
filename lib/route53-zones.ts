import { z } from 'zod';
import { withoutDot } from '../model/domain-names';
import type { ZoneLine } from './parse-zone';
import { resourcesOfType, type RenderedResource } from './rendered';

/** A record of a zone in Route 53, a value each. */
export interface Route53Record extends ZoneLine {
  readonly resource: RenderedResource;
}

const recordSetSchema = z.looseObject({ Name: z.string(), Type: z.string(), ResourceRecords: z.array(z.string()) });

/** The records with values that stacks make; neither aliases nor records whose values only AWS knows. */
export const route53Records = (resources: readonly RenderedResource[]): readonly Route53Record[] =>
  resourcesOfType(resources, 'AWS::Route53::RecordSet').flatMap((resource) => {
    const { data } = recordSetSchema.safeParse(resource.resource.Properties);
    return data === undefined
      ? []
      : data.ResourceRecords.map((value) => ({ resource, host: withoutDot(data.Name), type: data.Type, value }));
  });

/** A zone that a stack makes in Route 53. */
export interface Route53Zone {
  readonly domain: string;
  /** Whether it answers in VPCs alone. */
  readonly isPrivate: boolean;
}

const zoneSchema = z.looseObject({ Name: z.string(), VPCs: z.array(z.unknown()).default([]) });

/** The zones that stacks make. */
export const route53Zones = (resources: readonly RenderedResource[]): readonly Route53Zone[] =>
  resourcesOfType(resources, 'AWS::Route53::HostedZone').flatMap(({ resource }) => {
    const { data } = zoneSchema.safeParse(resource.Properties);
    return data === undefined ? [] : [{ domain: withoutDot(data.Name), isPrivate: data.VPCs.length > 0 }];
  });
