import { CfnAutoScalingGroup, CfnLifecycleHook } from 'aws-cdk-lib/aws-autoscaling';
import { CfnLaunchTemplate, CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { stackTags } from '../stack-tags';
import { launchTemplateData, type RootVolume } from '../openshift/launch-template-data';
import { ManagedSecret } from '../secrets/managed-secret';
import type { ObjectAccess } from '../storage/object-access';
import type { HostRunnerConfigProps } from './host-runner-config';
import { runnerFirstBoot, type RunnerFirstBootProps } from './runner-first-boot';
import { RunnerHostRole } from './runner-host-role';

/** Hosts of one GitLab runner. */
export interface RunnerHostsSpec extends Omit<HostRunnerConfigProps, 'region'>, Pick<RunnerFirstBootProps, 'program'> {
  /** Name of the Auto Scaling group, of its role and of its instances. */
  readonly groupName: string;
  /** Name of the secret with the runner's token. */
  readonly secretName: string;
  /** AMI of Fedora CoreOS. */
  readonly imageId: string;
  /** Instance types, the preferred one first. */
  readonly instanceTypes: readonly string[];
  readonly hosts: number;
  readonly volume: RootVolume;
  /** Days until a host is replaced. */
  readonly lifetimeDays: number;
}

export interface RunnerHostsProps extends RunnerHostsSpec {
  readonly region: string;
  readonly vpcId: string;
  readonly vpcBlock: string;
  readonly subnetIds: readonly string[];
  /** KMS key that encrypts secret and cache: its alias with `alias/`, its region and account. */
  readonly key: NonNullable<ObjectAccess['key']>;
}

/** CloudWatch namespace in which a host reports each minute whether its runner works, by the name of its group. */
export const runnerMetricNamespace = 'CommonsPlatform/RunnerHosts';

const hookName = 'end-jobs';

/**
 * Seconds for which a host that is to be terminated waits for its jobs. A lifecycle hook can wait two hours at most at
 * a time.
 */
const endSeconds = 7200;

/** Seconds from the launch of a host until it takes jobs. */
const warmUpSeconds = 300;

/** Ports on the internet that jobs may use; the firewall on the host keeps jobs out of the VPC. */
const portsOutside = { 22: 'Git by SSH', 80: 'HTTP', 443: 'HTTPS', 9418: 'Git' } as const;

/**
 * Hosts of one GitLab runner, with rootless Podman. Nobody logs in to them and they keep nothing: each is replaced
 * after `lifetimeDays`, or after its job if the runner is for releases. A deploy changes the launch template for new
 * hosts and replaces no running host. See docs/decisions/0014-runner-hosts-replaced-not-repaired.md.
 */
export class RunnerHosts extends Construct {
  constructor(scope: Construct, id: string, props: RunnerHostsProps) {
    super(scope, id);
    const { name, groupName, secretName, key } = props;
    new ManagedSecret(this, 'Token', {
      name: secretName,
      description: `Filled by people, for hosts of the runner ${name}: a JSON object with runner-token`,
      value: 'typed-in',
      keyAlias: key.alias,
    });
    const { profile } = new RunnerHostRole(this, 'Role', {
      roleName: groupName,
      runner: name,
      groupName,
      secretName,
      key,
      purpose: props.purpose,
      metricNamespace: runnerMetricNamespace,
    });
    const template = new CfnLaunchTemplate(this, 'Template', {
      launchTemplateData: launchTemplateData({
        imageId: props.imageId,
        volume: props.volume,
        instanceProfile: profile,
        userData: runnerFirstBoot({ ...props, hookName, metricNamespace: runnerMetricNamespace }),
        network: { publicAddress: false, securityGroupIds: [this.addSecurityGroup(props)] },
        tags: { ...stackTags(this), Name: groupName },
      }),
    });
    this.addGroup(props, template);
  }

  /** A security group without ingress rules, and with egress over IPv4 only. */
  private addSecurityGroup({ vpcId, groupName, name }: RunnerHostsProps): string {
    return new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: `Hosts of the runner ${name}`,
      securityGroupEgress: Object.entries(portsOutside).map(([port, description]) => ({
        ipProtocol: 'tcp',
        fromPort: Number(port),
        toPort: Number(port),
        cidrIp: '0.0.0.0/0',
        description,
      })),
      tags: [{ key: 'Name', value: groupName }],
    }).attrGroupId;
  }

  private addGroup(props: RunnerHostsProps, template: CfnLaunchTemplate): void {
    const { groupName, subnetIds, instanceTypes, hosts, lifetimeDays } = props;
    const group = new CfnAutoScalingGroup(this, 'Group', {
      autoScalingGroupName: groupName,
      vpcZoneIdentifier: [...subnetIds],
      minSize: `${hosts}`,
      maxSize: `${hosts}`,
      desiredCapacity: `${hosts}`,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: { launchTemplateId: template.ref, version: template.attrLatestVersionNumber },
          overrides: instanceTypes.map((instanceType) => ({ instanceType })),
        },
        instancesDistribution: {
          onDemandPercentageAboveBaseCapacity: 100,
          onDemandAllocationStrategy: 'prioritized',
        },
      },
      maxInstanceLifetime: lifetimeDays * 24 * 3600,
      healthCheckType: 'EC2',
      healthCheckGracePeriod: warmUpSeconds,
      defaultInstanceWarmup: warmUpSeconds,
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 110 },
      metricsCollection: [{ granularity: '1Minute', metrics: ['GroupInServiceInstances'] }],
    });
    new CfnLifecycleHook(this, 'EndJobs', {
      lifecycleHookName: hookName,
      autoScalingGroupName: group.ref,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      heartbeatTimeout: endSeconds,
      defaultResult: 'CONTINUE',
    });
    acknowledgeRules(group, ['AwsSolutions-AS3'], 'Hosts come and go each day; an alarm tells when they stay away.');
    const unseen = 'Volumes are encrypted; the rule does not look for the launch template of mixed instances.';
    acknowledgeRules(group, ['AwsSolutions-EC26'], unseen);
  }
}
