import type { Construct } from 'constructs';
import { blockYaml } from '../../../model/formats/block-yaml';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { inWave, objectWaves } from '../../base/delivery/sync';
import type { SecretKey } from './gitlab-values';

export interface ObjectStorageSettingsProps {
  readonly name: string;
  readonly registryBucket: string;
}

/**
 * The settings with which GitLab's parts reach S3. The chart reads them from a Secret only, though nothing in them is secret:
 * each pod assumes its IAM role with its own token. Source: docs.gitlab.com/charts/advanced/external-object-storage.
 */
export class ObjectStorageSettings extends k8s.KubeSecret {
  /** For the application and Pages. */
  readonly connection: SecretKey;
  /** For the registry. */
  readonly registry: SecretKey;
  /** For the backup, which needs the file of s3cmd although it uses the AWS CLI. */
  readonly backup: SecretKey;

  constructor(scope: Construct, id: string, { name, registryBucket }: ObjectStorageSettingsProps) {
    const { region } = PlatformChart.of(scope).context;
    super(scope, id, {
      metadata: { name, annotations: { 'commons-platform/no-secret': 'names only', ...inWave(objectWaves.identity) } },
      stringData: {
        connection: blockYaml({ provider: 'AWS', region, use_iam_profile: true }),
        registry: blockYaml({ s3: { bucket: registryBucket, region, v4auth: true } }),
        s3cmd: `[default]\nbucket_location = ${region}\n`,
      },
    });
    this.connection = { secret: name, key: 'connection' };
    this.registry = { secret: name, key: 'registry' };
    this.backup = { secret: name, key: 's3cmd' };
  }
}
