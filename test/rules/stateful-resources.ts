/**
 * Logical ids of everything that holds data or that others hold on to, by stack. An id that disappears from a template
 * takes the resource out of CloudFormation's hands, and one that changes makes a second, empty one: neither happens
 * without a change here, and a decision record. A new environment adds what the test asks for.
 */
export const statefulResources: Readonly<Record<string, readonly string[]>> = {
  'production-dns': [
    'ClusterZone051B5757',
    'ClusterZoneKey2162CD28',
    'ClusterZoneKeyAlias2E4E7460',
    'ClusterZoneSigning06B9EB6B',
    'ClusterZoneSigningKey4F2BEEB3',
    'PrivatecommonsopenshiftcommonsexampleZone63DF371D',
    'PrivateinternalcommonsexampleZone8FF326D3',
  ],
  'production-issuer': ['IssuerDistributionDB44D957'],
  'production-network': [
    'FlowLogsBucket87F67F60',
    'NetworkNatAddressA93FFB27A',
    'NetworkNatAddressB11E8C918',
    'NetworkNatAddressCA04898C1',
  ],
  'staging-dns': [
    'ClusterZone051B5757',
    'ClusterZoneKey2162CD28',
    'ClusterZoneKeyAlias2E4E7460',
    'ClusterZoneSigning06B9EB6B',
    'ClusterZoneSigningKey4F2BEEB3',
    'PrivatecommonsopenshiftcommonsstagingexampleZone6FFEC20A',
  ],
  'staging-network': ['FlowLogsBucket87F67F60', 'NetworkNatAddressA93FFB27A'],
};
