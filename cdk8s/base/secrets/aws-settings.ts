import type { Construct } from 'constructs';
import { k8s } from '../manifests/kubernetes';
import { PlatformChart } from '../manifests/platform-chart';
import { inWave, objectWaves } from '../delivery/sync';

/** Keys under which operators look for settings. Nothing of a person or a machine may be learned from their values. */
export type AwsSetting = 'bucketnames' | 'region' | 'role_arn' | 'audience' | 'credentials';

export interface AwsSettingsProps {
  readonly name: string;
  readonly settings: Readonly<Partial<Record<AwsSetting, string>>>;
}

/**
 * Settings that an operator reads from a Secret only, though nothing in them is secret: bucket, region, and the role it
 * takes with its own token. It is the one kind of Secret that is rendered; `lib/verify/rendered-secrets.ts` holds its keys.
 */
export class AwsSettings extends k8s.KubeSecret {
  constructor(scope: Construct, id: string, { name, settings }: AwsSettingsProps) {
    super(scope, id, {
      metadata: { name, annotations: { 'commons-platform/no-secret': 'names only', ...inWave(objectWaves.identity) } },
      stringData: { ...settings },
    });
  }
}

/** Where OpenShift's own components find their token, see openshift/cloud-credential-operator:docs/sts.md. */
const tokenFile = '/var/run/secrets/openshift/serviceaccount/token';

/** An AWS profile that takes a role with the token of the pod: what `credentials` holds. */
export const roleProfile = (scope: Construct, roleArn: string): string =>
  [
    '[default]',
    `role_arn = ${roleArn}`,
    `web_identity_token_file = ${tokenFile}`,
    `region = ${PlatformChart.of(scope).context.region}`,
    'sts_regional_endpoints = regional',
    '',
  ].join('\n');
