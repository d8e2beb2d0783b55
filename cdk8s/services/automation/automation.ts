import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { AppImage, type ImageUpdates } from '../../base/pods/app-image';
import { k8s } from '../../base/manifests/kubernetes';
import { httpsEgress, NetworkRules } from '../../base/network/network-rules';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { applicationPodLabels, type ApplicationRuntime } from '../../base/pods/process-pod';
import type { PublicHost } from '../../base/network/public-route';
import { ServiceSecret, type ServiceSecrets } from '../../base/secrets/service-secret';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { WebApplication } from '../../base/web-application';
import { WorkloadIdentity } from '../../base/pods/workload-identity';
import { automationHealth } from './automation-health';
import { automationAlerts } from './automation-alerts';
import { HookTemplate, type Hook } from './hook-template';

/** A hook and the key of the secret that its deliveries are known by. */
export interface AuthenticatedHook extends Hook {
  readonly tokenKey: string;
}

export interface AutomationProps {
  readonly name: string;
  /** Built from `images/automation-hooks`. */
  readonly receiver: string;
  /** What the commands run in. */
  readonly image: string;
  readonly updates: ImageUpdates;
  readonly hosts: readonly PublicHost[];
  /** Address of the GitLab that calls. */
  readonly gitlab: string;
  /** Account in GitLab that the commands write by. */
  readonly account: string;
  readonly hooks: readonly AuthenticatedHook[];
  /** Keys of all hooks' tokens, by who made them up. */
  readonly tokens: Pick<ServiceSecrets, 'typedIn' | 'generated'>;
  /** Environment variables of the commands that are no secret, in the order they build on each other. */
  readonly settings: Readonly<Record<string, string>>;
  /** Environment variables of the commands whose values are in AWS Secrets Manager, by who made them up. */
  readonly secrets: Pick<ServiceSecrets, 'typedIn' | 'generated'>;
  /** Name of its secret in AWS Secrets Manager. */
  readonly remoteSecret: string;
  readonly scratchPaths: readonly string[];
  /** TCP ports that the commands call outside the cluster besides that of HTTPS. */
  readonly portsOutside: readonly number[];
}

/**
 * Commands that GitLab's webhooks start: a receiver that can start them and has no secret but the hooks' tokens, and templates
 * for the jobs, whose pods have the secrets and nobody calls.
 */
export class Automation extends Construct {
  constructor(scope: Construct, id: string, props: AutomationProps) {
    super(scope, id);
    const { name } = props;
    this.addReceiver(props);
    this.addStarter(props);
    const runtime = this.addRuntime(props);
    for (const hook of props.hooks) new HookTemplate(this, `hook-${hook.name}`, { runtime, hook });
    const alerts = automationAlerts(PlatformChart.of(this).ownNamespace, name);
    new AlertRules(this, 'alerts', { name: `${name}-hooks`, alerts });
  }

  private addReceiver(props: AutomationProps): void {
    const { name, hooks, account, hosts } = props;
    const tokens = new ServiceSecret(this, 'tokens', { name, remoteName: props.remoteSecret, ...props.tokens });
    const tokenOf = (hook: AuthenticatedHook) => `TOKEN_${hook.name.toUpperCase().replaceAll('-', '_')}`;
    const served = hooks.map((hook) => ({
      name: hook.name,
      project: hook.project,
      on: hook.on,
      template: HookTemplate.nameOf(name, hook.name),
      token: tokenOf(hook),
    }));
    new WebApplication(this, 'receiver', {
      // It may start jobs, so nobody changes it without a review.
      updates: 'reviewed',
      name,
      image: props.receiver,
      architecture: 'any',
      port: 8080,
      hosts,
      size: 'small',
      replicas: { count: 2 },
      healthPath: automationHealth,
      startSeconds: 60,
      metricsPath: '/metrics',
      closedPaths: [],
      scratchPaths: [],
      variables: {
        ACCOUNT: account,
        HOOKS: JSON.stringify(served),
        ...Object.fromEntries(hooks.map((hook) => [tokenOf(hook), tokens.value(hook.tokenKey)])),
      },
      reaches: 'kubernetes-api',
      calls: [],
    });
  }

  /** RBAC cannot narrow what a job is like: `platform/guardrails/hook-jobs.ts` does. */
  private addStarter({ name, hooks }: AutomationProps): void {
    const metadata = { name, annotations: inWave(objectWaves.identity) };
    const templates = hooks.map((hook) => HookTemplate.nameOf(name, hook.name));
    new k8s.KubeRole(this, 'starter', {
      metadata,
      rules: [
        { apiGroups: ['batch'], resources: ['cronjobs'], resourceNames: templates, verbs: ['get'] },
        { apiGroups: ['batch'], resources: ['jobs'], verbs: ['create'] },
      ],
    });
    new k8s.KubeRoleBinding(this, 'starter-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name }],
    });
  }

  /** What the pods of all runs have in common. */
  private addRuntime(props: AutomationProps): ApplicationRuntime {
    const { name, gitlab, settings, secrets, scratchPaths } = props;
    const account = `${name}-jobs`;
    new WorkloadIdentity(this, 'jobs-identity', { name: account });
    const outside = httpsEgress(this);
    new NetworkRules(this, 'jobs-network', {
      name: account,
      pods: applicationPodLabels(name),
      from: [],
      to: [{ ...outside, ports: [...outside.ports, ...props.portsOutside] }],
    });
    const keys = [...secrets.typedIn, ...secrets.generated];
    const secret =
      keys.length === 0
        ? undefined
        : new ServiceSecret(this, 'jobs-secret', { name: account, remoteName: props.remoteSecret, ...secrets });
    return {
      application: name,
      serviceAccount: account,
      architecture: 'any',
      scratchPaths,
      image: new AppImage(this, 'jobs-image', { name: account, reference: props.image, updates: props.updates }),
      variables: {
        HOOK_GITLAB: gitlab,
        ...Object.fromEntries(keys.flatMap((key) => (secret === undefined ? [] : [[key, secret.value(key)]]))),
        // Last, because they may refer to what stands above, and to nothing else.
        ...settings,
      },
    };
  }
}
