import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import type { PodSize } from '../../base/pods/pod-size';
import { processPod, type ApplicationRuntime } from '../../base/pods/process-pod';
import { syncHook, inWave, objectWaves } from '../../base/delivery/sync';

export interface MigrationProps {
  /** With the way past the pooler, and an image by digest: a tag that moves would bring pods before their migration. */
  readonly runtime: ApplicationRuntime;
  readonly command: readonly string[];
  readonly size: PodSize;
}

/**
 * Brings the database up to the image before its pods start. Argo CD runs it at each sync, so it has to end soon where there
 * is nothing to do; when it fails, the pods of before go on.
 */
export class Migration extends Construct {
  constructor(scope: Construct, id: string, { runtime, command, size }: MigrationProps) {
    super(scope, id);
    const name = `${runtime.application}-migration`;
    const namespace = PlatformChart.of(this).ownNamespace;
    new k8s.KubeJob(this, 'job', {
      metadata: {
        name,
        annotations: {
          ...syncHook,
          ...inWave(objectWaves.data),
        },
      },
      spec: {
        // Ten minutes in all: the first time its database is only being made, in the same wave.
        backoffLimit: 6,
        // A large table may have an index to build.
        activeDeadlineSeconds: 4 * 60 * 60,
        template: processPod(this, { ...runtime, name, command, size, claim: undefined, restartPolicy: 'Never' }),
      },
    });
    new AlertRules(this, 'alerts', {
      name,
      alerts: [
        {
          name: 'MigrationFailed',
          expression: `max(kube_job_failed{condition="true",namespace="${namespace}",job_name="${name}"}) > 0`,
          lasting: '1m',
          severity: 'critical',
          summary: `The migration ${namespace}/${name} failed, so the new image does not come.`,
          runbook: 'migration-failed',
        },
      ],
    });
  }
}
