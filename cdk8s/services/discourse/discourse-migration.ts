import { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, NetworkRules, type TrafficRule } from '../../base/network/network-rules';
import { syncHook, inWave, objectWaves } from '../../base/delivery/sync';
import { discoursePod, discoursePartPods, type DiscourseRuntime } from './discourse-pod';

export interface DiscourseMigrationProps {
  /** Its variables connect to the database without the pooler, which would lose the lock against a second migration. */
  readonly runtime: DiscourseRuntime;
  /** Traffic to the database without its pooler, and to the cache. */
  readonly calls: readonly TrafficRule[];
}

/**
 * Two Jobs that migrate the schema, so that pods of the old release never miss a column that they use: additions come before the
 * new pods, and removals after the last old pod has ended (discourse/discourse:db/post_migrate). Argo CD runs both at each sync;
 * when there is nothing to do they take a minute.
 */
export class DiscourseMigration extends Construct {
  constructor(scope: Construct, id: string, { runtime, calls }: DiscourseMigrationProps) {
    super(scope, id);
    this.addJob('before', objectWaves.data, runtime);
    this.addJob('after', objectWaves.afterWorkloads, runtime);
    new NetworkRules(this, 'network', {
      name: `${runtime.name}-migration`,
      pods: discoursePartPods(runtime.name, 'migration'),
      from: [],
      // The last step of the migration resizes icons, which are in the bucket.
      to: [httpsEgress(this), ...calls],
    });
  }

  private addJob(when: 'before' | 'after', wave: number, runtime: DiscourseRuntime): void {
    new k8s.KubeJob(this, when, {
      metadata: {
        name: `${runtime.name}-migrate-${when}`,
        annotations: {
          ...syncHook,
          ...inWave(wave),
        },
      },
      spec: {
        backoffLimit: 2,
        // A large forum may have an index to build.
        activeDeadlineSeconds: 4 * 60 * 60,
        template: discoursePod(this, {
          ...runtime,
          variables: { ...runtime.variables, SKIP_POST_DEPLOYMENT_MIGRATIONS: when === 'before' ? '1' : '0' },
          part: 'migration',
          runs: 'migrate',
          stateGiB: 2,
          graceSeconds: 30,
          container: { name: 'migration' },
          resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
          restartPolicy: 'Never',
        }),
      },
    });
  }
}
