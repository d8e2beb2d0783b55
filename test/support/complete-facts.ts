import type { Environment } from '../../model/environment';
import type { FactName, Facts } from '../../model/facts';
import { findOwnMail } from '../../model/mail/own-mail';
import { dkimKey } from './dkim-key';
import { hostMachinePlaces } from '../../model/host-machines';

const machine = (imageId: string, instanceType: string) => ({
  generation: 1,
  imageId,
  instanceType,
  volume: { sizeGiB: 120, iops: 3000, throughputMiBps: 125 },
});

const nameServers = ['ns-0.example', 'ns-1.example', 'ns-2.example', 'ns-3.example'];

/**
 * Every fact that an environment could ever wait for, so that nothing of it does, as the text of its `facts.json`.
 *
 * @param unknown facts that nobody has told yet
 */
export function everyFact(environment: Environment, unknown: readonly FactName[] = []): string {
  const { name, account, region, zones, caches, cluster, singleSignOn, gitlab } = environment;
  const [imageId, other] = ['ami-0123456789abcdef0', 'ami-0fedcba9876543210'];
  const issuers = [singleSignOn.issuer, ...(gitlab === undefined ? [] : [`https://${gitlab.host}`])];
  const facts: Facts = {
    natAddresses: zones.map((_, index) => `192.0.2.${index + 1}`),
    clusterZoneId: 'Z0EXAMPLE123COMMONS45',
    clusterPrivateZoneId: 'Z0EXAMPLE678COMMONS90',
    clusterZoneNameServers: nameServers,
    clusterZoneDsRecord: `40391 13 2 ${'5F0D1A9C'.repeat(8)}`,
    pagesZoneNameServers: nameServers,
    pagesZoneDsRecord: `51877 13 2 ${'0F1E2D3C'.repeat(8)}`,
    serviceAccountKeys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: 'first', n: 'modulus', e: 'AQAB' }],
    serviceAccountIssuer: 'https://d111111abcdef8.cloudfront.net',
    answeringIssuers: issuers,
    fileSystemId: 'fs-0123456789abcdef0',
    volumeKeyArn: `arn:aws:kms:${region}:${account}:key/5c1f0a52-7d3e-4b64-9a81-0e6f2d4b7c93`,
    singleSignOnBalancer: 'single-sign-on-1.elb.example',
    singleSignOnCertificateRecords: { '_3f2a.sso.commons.example': '_9c1b.xlfgrmvvlj.acm-validations.aws' },
    directoryBalancer: 'directory-1.elb.example',
    directoryCertificateRecords: { '_3f2a.accounts.commons.example': '_9c1b.xlfgrmvvlj.acm-validations.aws' },
    directoryAuthority: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    cacheHosts: Object.fromEntries(caches.map((cache) => [cache.name, `master.${cache.name}.cache.example`])),
    gitSshBalancer: 'git-ssh-1.elb.example',
    portsBalancer: 'ports-1.elb.example',
    hostAddresses: Object.fromEntries(
      hostMachinePlaces(environment).map(({ name: machine }, index) => [machine, `198.51.100.${index + 1}`]),
    ),
    wireguardAddress: '198.51.100.100',
    wireguardKey: '0Zt1oSzdDSfPLX6zVPqs9yGUvoWhZgFAKGLHxDFWPWM=',
    networkIpv6Block: '2001:db8:77:5600::/56',
    hostIpv6Addresses: Object.fromEntries(
      hostMachinePlaces(environment).map(({ name: machine }, index) => [machine, `2001:db8::${index + 1}`]),
    ),
    dkimKeys: Object.fromEntries((findOwnMail(environment)?.selectors ?? []).map((selector) => [selector, dkimKey])),
    machineImages: {
      [cluster.release]: { amd64: { imageId, name: 'rhcos-x86_64' }, arm64: { imageId: other, name: 'rhcos-aarch64' } },
    },
    operatorVersions: {},
    infraId: 'commons-x7k2p',
    clusterId: '6f1c1f0e-5b1e-4c57-9d3a-2f0b6f1f9a11',
    machineConfigServerCa: 'data:text/plain;charset=utf-8;base64,LS0tLS1CRUdJTg==',
    controlPlane: Object.fromEntries(zones.slice(0, 3).map((zone) => [zone, machine(imageId, 'm6i.xlarge')])),
  };
  const known = Object.fromEntries(Object.entries(facts).filter(([fact]) => !unknown.some((each) => each === fact)));
  return `${JSON.stringify({ environment: name, account, region, facts: known }, undefined, 2)}\n`;
}
