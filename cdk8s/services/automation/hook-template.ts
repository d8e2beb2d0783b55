import { Construct } from 'constructs';
import { jobTemplateLabel } from '../../base/namespaces/guarded-namespace';
import { k8s } from '../../base/manifests/kubernetes';
import type { PodSize } from '../../base/pods/pod-size';
import { ignoreDisruptions, processPod, type ApplicationRuntime } from '../../base/pods/process-pod';
import { inWave, objectWaves } from '../../base/delivery/sync';

/** A webhook of GitLab, and the command that it starts. */
export interface Hook {
  /** Unique in its automation. */
  readonly name: string;
  /** Path of the project in GitLab. */
  readonly project: string;
  readonly on: readonly ('issue' | 'note' | 'merge-request')[];
  readonly run: readonly string[];
  /** Minutes for a run with all its retries. */
  readonly timeoutMinutes: number;
  readonly retries: number;
  readonly size: PodSize;
}

export interface HookTemplateProps {
  readonly runtime: ApplicationRuntime;
  readonly hook: Hook;
}

/** Days for which a run stays: for as long its delivery is known, and starts nothing when it comes again. */
const keepDays = 7;

/** What a run of a hook is like. The clock never starts one: the receiver makes jobs after it. */
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
          ...runtime.image.triggerFor(name, 'spec.jobTemplate.spec.template'),
          ...inWave(objectWaves.workloads),
        },
      },
      spec: {
        suspend: true,
        // It has to have one.
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
