import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import type { PodSize } from '../../base/pods/pod-size';
import { AppImage } from '../../base/pods/app-image';
import { processPod, type ApplicationRuntime } from '../../base/pods/process-pod';
import { syncHook, inWave, objectWaves } from '../../base/delivery/sync';
import type { ProcessCommand } from './process-command';

export interface MigrationProps {
  /**
   * Its variables connect to the database without the pooler; its image is one by digest, because a tag could move before the
   * migration.
   */
  readonly runtime: ApplicationRuntime;
  readonly migration: ProcessCommand;
  readonly size: PodSize;
}

/**
 * A Job that migrates the database before pods of a new image start. Argo CD runs it at each sync, so it should end soon if there
 * is nothing to do; if it fails, the pods of the old image keep running.
 */
export class Migration extends Construct {
  constructor(scope: Construct, id: string, { runtime, migration: { image, command, args }, size }: MigrationProps) {
    super(scope, id);
    const name = `${runtime.application}-migration`;
    const own =
      image === undefined
        ? {}
        : { image: new AppImage(this, 'image', { name, reference: image, updates: 'reviewed' }) };
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
        // Ten minutes of attempts: the first time, the database is created in the same wave.
        backoffLimit: 6,
        // A large table may have an index to build.
        activeDeadlineSeconds: 4 * 60 * 60,
        template: processPod(this, {
          ...runtime,
          ...own,
          name,
          command,
          args,
          size,
          claim: undefined,
          volumes: [],
          restartPolicy: 'Never',
        }),
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
        },
      ],
    });
  }
}
