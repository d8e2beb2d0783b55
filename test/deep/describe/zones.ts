import { textOf } from '../support/template';
import { route53, type Descriptions } from './description';

/** What Route 53 says. */
export const zoneDescriptions: Descriptions = {
  'AWS::Route53::HostedZone': ({ id }) => [
    route53(
      'get_hosted_zone',
      { Id: id },
      `{Name: HostedZone.Name, VPCs: VPCs[].{VPCId: VPCId, VPCRegion: VPCRegion},
        HostedZoneConfig: {Comment: HostedZone.Config.Comment}}`,
    ),
    route53(
      'list_tags_for_resource',
      { ResourceType: 'hostedzone', ResourceId: id },
      '{HostedZoneTags: ResourceTagSet.Tags}',
    ),
  ],
  'AWS::Route53::RecordSet': ({ properties: { HostedZoneId = '', Name = '', Type = '' } }) => [
    route53(
      'list_resource_record_sets',
      { HostedZoneId },
      `ResourceRecordSets[?(Name == '${textOf(Name)}' || Name == '${textOf(Name)}.') && Type == '${textOf(Type)}'] | [0]
        .{HostedZoneId: '${textOf(HostedZoneId)}', Name: '${textOf(Name)}', Type: Type, AliasTarget: AliasTarget,
          TTL: TTL && to_string(TTL), ResourceRecords: ResourceRecords[].Value}`,
    ),
  ],
};
