import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import type { Alert } from '../../../model/formats/prometheus-alert';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import type { PodSize } from '../../base/pods/pod-size';
import { AppImage, type ImageUpdates } from '../../base/pods/app-image';
import { ignoreDisruptions, processPod, type ApplicationRuntime } from '../../base/pods/process-pod';
import { imageTrigger } from '../../base/pods/scratch-folders';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { volumesFor, type MountingCommand } from './process-command';

/** A command that runs on a schedule. */
export interface ScheduledCommand extends MountingCommand {
  /** Unique in its application. */
  readonly name: string;
  /** Cron expression, in UTC. */
  readonly at: string;
  /** Longest time between two starts by this expression, in minutes. */
  readonly longestPauseMinutes: number;
  /** Minutes after which a run, with all its retries, is stopped and has failed. */
  readonly timeoutMinutes: number;
  readonly retries: number;
  readonly size: PodSize;
}

export interface ScheduledJobProps {
  readonly runtime: ApplicationRuntime;
  readonly job: ScheduledCommand;
  /** How the image gets newer builds, where the job has one of its own. */
  readonly updates: ImageUpdates;
}

/** A CronJob for a command of an application, one run at a time, with alerts when it fails or does not run. */
export class ScheduledJob extends Construct {
  constructor(scope: Construct, id: string, { runtime: ofApplication, job, updates }: ScheduledJobProps) {
    super(scope, id);
    const name = `${ofApplication.application}-job-${job.name}`;
    const { command, args, size, image: reference } = job;
    const image =
      reference === undefined ? ofApplication.image : new AppImage(this, 'image', { name, reference, updates });
    const runtime = { ...ofApplication, ...volumesFor(job, ofApplication), image };
    new k8s.KubeCronJob(this, 'cron-job', {
      metadata: {
        name,
        annotations: {
          ...imageTrigger(runtime, name, 'spec.jobTemplate.spec.template'),
          ...inWave(objectWaves.workloads),
        },
      },
      spec: {
        schedule: job.at,
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        // A start that was missed by more than an hour is skipped.
        startingDeadlineSeconds: 3600,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 2,
        jobTemplate: {
          spec: {
            backoffLimit: job.retries,
            activeDeadlineSeconds: job.timeoutMinutes * 60,
            podFailurePolicy: ignoreDisruptions,
            template: processPod(this, { ...runtime, name, command, args, size, restartPolicy: 'Never' }),
          },
        },
      },
    });
    const alerts = jobAlerts(PlatformChart.of(this).ownNamespace, name, job);
    new AlertRules(this, 'alerts', { name, alerts });
  }
}

/** Minutes that a run may be late: for its pod to be scheduled and its image to be pulled. */
const graceMinutes = 60;

function jobAlerts(namespace: string, name: string, job: ScheduledCommand): readonly Alert[] {
  const cronJob = `namespace="${namespace}",cronjob="${name}"`;
  const lastSuccess = `kube_cronjob_status_last_successful_time{${cronJob}}`;
  const minutes = job.longestPauseMinutes + job.timeoutMinutes + graceMinutes;
  return [
    {
      name: 'ScheduledJobFailed',
      // A failed Job stays listed after a later run succeeded, so the times are compared.
      expression:
        `max(kube_job_status_start_time{namespace="${namespace}",job_name=~"${name}-[0-9]+"} and on (namespace, job_name) ` +
        `kube_job_failed{namespace="${namespace}",condition="true"} == 1) > (max(${lastSuccess}) or vector(0))`,
      lasting: '15m',
      severity: 'warning',
      summary: `The last run of ${namespace}/${name} failed.`,
    },
    {
      name: 'ScheduledJobLate',
      expression: `time() - max(${lastSuccess} or kube_cronjob_created{${cronJob}}) > ${minutes * 60}`,
      lasting: '10m',
      severity: 'warning',
      summary: `${namespace}/${name} has not succeeded for longer than its schedule allows.`,
    },
  ];
}
