import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { addPodDisruptionBudget } from '../../base/pods/pod-disruption-budget';
import { k8s } from '../../base/manifests/kubernetes';
import { callsOutTraffic } from '../../base/network/calls-out';
import { httpsEgress, NetworkRules, type TrafficRule } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';
import { discoursePod, discoursePartPods, type DiscourseRuntime } from './discourse-pod';
import { discourseSizes, type DiscourseSize } from './discourse-sizes';

export interface DiscourseJobsProps {
  readonly runtime: DiscourseRuntime;
  readonly size: DiscourseSize;
  readonly pods: number;
  /** Traffic to the database, with and without the pooler, and to the cache. */
  readonly calls: readonly TrafficRule[];
  /** Ports of the mail servers. */
  readonly mailPorts: readonly number[];
}

/** The pods that run Discourse's background jobs: mail, notifications, images, backups. */
export class DiscourseJobs extends Construct {
  constructor(scope: Construct, id: string, props: DiscourseJobsProps) {
    super(scope, id);
    const { runtime, size, pods, calls, mailPorts } = props;
    const name = `${runtime.name}-jobs`;
    const labels = discoursePartPods(runtime.name, 'jobs');
    const metadata = { name, annotations: inWave(objectWaves.workloads) };
    const { parallel, requests, limits } = discourseSizes.jobs[size];
    new k8s.KubeDeployment(this, 'deployment', {
      metadata,
      spec: {
        replicas: pods,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        template: discoursePod(this, {
          ...runtime,
          variables: {
            ...runtime.variables,
            DISCOURSE_SIDEKIQ_WORKERS: String(parallel),
            DISCOURSE_DB_POOL: String(parallel + clockThreads + 1),
          },
          part: 'jobs',
          runs: 'jobs',
          resources: { requests, limits },
          // A backup is assembled here before its upload to the bucket.
          stateGiB: 16,
          graceSeconds: 60,
          container: {
            name,
            startupProbe: { exec: alive, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 30 },
            readinessProbe: { exec: alive, periodSeconds: 20, timeoutSeconds: 5 },
            livenessProbe: { exec: alive, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 10 },
          },
        }),
      },
    });
    const mail = mailPorts.map((port) => ({ port, to: 'either' as const }));
    new NetworkRules(this, 'network', {
      name,
      pods: labels,
      from: [],
      to: [httpsEgress(this), ...callsOutTraffic(this, mail), ...calls],
    });
    const alerts = workloadAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name, alerts });
    addPodDisruptionBudget(this, { name, labels, pods });
  }
}

/**
 * Threads that start scheduled jobs; five by default (discourse/discourse:config/discourse_defaults.conf,
 * mini_scheduler_workers). Each thread holds a database connection; a thread that gets none fails after five seconds.
 */
const clockThreads = 5;

/**
 * Command of the probes. The jobs touch the file every ten seconds while they reach their queue, see
 * images/discourse/jobs-heartbeat.rb.
 */
const alive = { command: ['sh', '-c', 'find /tmp/jobs-heartbeat -mmin -1 | grep -q .'] };
