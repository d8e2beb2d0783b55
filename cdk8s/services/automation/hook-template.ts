import { Construct } from 'constructs';
import { jobTemplateLabel } from '../../base/namespaces/guarded-namespace';
import { k8s } from '../../base/manifests/kubernetes';
import type { PodSize } from '../../base/pods/pod-size';
import { ignoreDisruptions, processPod, type ApplicationRuntime } from '../../base/pods/process-pod';
import { imageTrigger } from '../../base/pods/scratch-folders';
import { inWave, objectWaves } from '../../base/delivery/sync';

/** A webhook of GitLab, and the command that it starts. */
export interface Hook {
  /** Unique in its automation. */
  readonly name: string;
  /** Path of the project in GitLab. */
  readonly project: string;
  readonly on: readonly ('issue' | 'note' | 'merge-request')[];
  readonly run: readonly string[];
  /** Minutes after which a run, with all its retries, is stopped and has failed. */
  readonly timeoutMinutes: number;
  readonly retries: number;
  readonly size: PodSize;
}

export interface HookTemplateProps {
  readonly runtime: ApplicationRuntime;
  readonly hook: Hook;
}

/** Days for which a Job is kept. As long as it exists, a repeated delivery of the same event starts no second run. */
const keepDays = 7;

/** A suspended CronJob as the template of a hook's runs: the receiver creates Jobs from it, the schedule never does. */
export class HookTemplate extends Construct {
  /** Name of the CronJob. */
  static nameOf(automation: string, hook: string): string {
    return `${automation}-hook-${hook}`;
  }

  constructor(scope: Construct, id: string, { runtime, hook }: HookTemplateProps) {
    super(scope, id);
    const name = HookTemplate.nameOf(runtime.application, hook.name);
    const { run: command, size } = hook;
    const variables = { HOOK_NAME: hook.name, ...runtime.variables };
    new k8s.KubeCronJob(this, 'template', {
      metadata: {
        name,
        labels: jobTemplateLabel,
        annotations: {
          ...imageTrigger(runtime, name, 'spec.jobTemplate.spec.template'),
          ...inWave(objectWaves.workloads),
        },
      },
      spec: {
        suspend: true,
        // A CronJob must have a schedule.
        schedule: '0 0 1 1 *',
        timeZone: 'Etc/UTC',
        jobTemplate: {
          spec: {
            backoffLimit: hook.retries,
            activeDeadlineSeconds: hook.timeoutMinutes * 60,
            ttlSecondsAfterFinished: keepDays * 24 * 60 * 60,
            podFailurePolicy: ignoreDisruptions,
            template: processPod(this, { ...runtime, name, command, size, variables, restartPolicy: 'Never' }),
          },
        },
      },
    });
  }
}
