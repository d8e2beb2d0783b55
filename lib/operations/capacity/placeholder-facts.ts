import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';

/**
 * Placeholders for unknown facts, so that all objects of an environment can be synthesized in memory before its first deploy.
 * Objects that are made with them are never written to a file, and no computed sum depends on them.
 */
export function placeholderFacts({ cluster, caches, region, account, zones }: Environment): Facts {
  const image = { imageId: 'ami-00000000000000000', name: 'stand-in' };
  const nameServers = ['ns-0', 'ns-1', 'ns-2', 'ns-3'].map((host) => `${host}.example`);
  return {
    natAddresses: ['192.0.2.1'],
    clusterZoneId: 'Z00000000000',
    clusterZoneNameServers: nameServers,
    clusterZoneDsRecord: '',
    clusterPrivateZoneId: 'Z00000000001',
    pagesZoneNameServers: nameServers,
    pagesZoneDsRecord: '',
    serviceAccountKeys: [],
    serviceAccountIssuer: 'https://issuer.example',
    answeringIssuers: [],
    fileSystemId: 'fs-00000000',
    volumeKeyArn: `arn:aws:kms:${region}:${account}:key/00000000-0000-0000-0000-000000000000`,
    singleSignOnBalancer: 'balancer.example',
    singleSignOnCertificateRecords: {},
    directoryBalancer: 'balancer.example',
    directoryCertificateRecords: {},
    directoryAuthority: '',
    cacheHosts: Object.fromEntries(caches.map(({ name }) => [name, `${name}.example`])),
    gitSshBalancer: 'stand-in',
    portsBalancer: 'stand-in',
    hostAddresses: {},
    wireguardAddress: '192.0.2.1',
    wireguardKey: 'stand-in',
    networkIpv6Block: '2001:db8::/56',
    hostIpv6Addresses: {},
    dkimKeys: {},
    machineImages: { [cluster.release]: { amd64: image, arm64: image } },
    operatorVersions: {},
    infraId: `${cluster.name}-00000`,
    clusterId: '00000000-0000-0000-0000-000000000000',
    machineConfigServerCa: '',
    controlPlane: Object.fromEntries(
      zones.map((zone) => [
        zone,
        {
          generation: 1,
          imageId: image.imageId,
          instanceType: '',
          volume: { sizeGiB: 0, iops: 0, throughputMiBps: 0 },
        },
      ]),
    ),
  };
}
