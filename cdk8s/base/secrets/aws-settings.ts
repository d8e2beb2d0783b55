import type { Construct } from 'constructs';
import { awsProfile } from '../../../model/formats/aws-profile';
import { k8s } from '../manifests/kubernetes';
import { PlatformChart } from '../manifests/platform-chart';
import { inWave, objectWaves } from '../delivery/sync';

/** Keys under which operators look for settings. None of the values is a secret. */
export type AwsSetting = 'bucketnames' | 'region' | 'role_arn' | 'audience' | 'credentials';

export interface AwsSettingsProps {
  readonly name: string;
  readonly settings: Readonly<Partial<Record<AwsSetting, string>>>;
}

/**
 * A Secret with settings that are not secret but that an operator reads only from a Secret: bucket, region, and the IAM
 * role that it assumes with its ServiceAccount token. No other Secret is rendered; `lib/verify/rendered-secrets.ts`
 * refuses other keys.
 */
export class AwsSettings extends k8s.KubeSecret {
  constructor(scope: Construct, id: string, { name, settings }: AwsSettingsProps) {
    super(scope, id, {
      metadata: { name, annotations: { 'commons-platform/no-secret': 'names only', ...inWave(objectWaves.identity) } },
      stringData: { ...settings },
    });
  }
}

/** AWS profile for the key `credentials`, which assumes an IAM role with the ServiceAccount token of the pod. */
export const roleProfile = (scope: Construct, roleArn: string): string =>
  awsProfile({ roleArn, region: PlatformChart.of(scope).context.region });
