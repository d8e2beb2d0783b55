import { CfnCluster, CfnService, CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { keycloakTasks } from '../../model/formats/keycloak-tasks';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { acknowledgeWildcards } from '../identity/acknowledge-wildcards';
import { secretStatements, type SecretAccess } from '../secrets/secret-access';
import { ecsKeycloakPorts } from './keycloak-ports';
import { KeycloakScaling } from './keycloak-scaling';

export interface KeycloakServiceProps {
  /** Name of the ECS cluster, the service and the log group. */
  readonly name: string;
  readonly region: string;
  readonly image: string;
  /** Name of the task execution role. */
  readonly roleName: string;
  /** Private subnets in two zones or more. */
  readonly subnetIds: readonly string[];
  readonly groupId: string;
  readonly targetGroupArn: string;
  /** Options of the Keycloak server by their names, without those of the database. */
  readonly options: Readonly<Record<string, string>>;
  readonly database: { readonly url: string; readonly user: string; readonly passwordArn: string };
  /** Client with which the realm is applied, and the ARN of its secret. */
  readonly administrator: { readonly client: string; readonly secretArn: string };
  /** Names of the secrets of database and client, and their KMS key, for the role. */
  readonly secrets: Pick<SecretAccess, 'named' | 'key'>;
  /** ARN of the KMS key of the log; its policy must let CloudWatch Logs use it. */
  readonly logKeyArn: string;
  /**
   * Certificate, in PEM, of the authority that Keycloak trusts for TLS to the directory.
   * @default no directory: Keycloak trusts the authorities of its image
   */
  readonly directoryAuthority?: string;
}

/** Architecture for which the image has to be built. */
export const imageArchitecture = 'arm64' as const;

/** CPU units and MiB of memory of one task. */
const size = { cpu: String(keycloakTasks.vCpus * 1024), memory: '2048' } as const;

/**
 * Keycloak on ECS Fargate with Graviton processors. Its tasks are spread over the zones and scale by load. They have no
 * task role, and `ecs execute-command` is off.
 */
export class KeycloakService extends Construct {
  readonly service: CfnService;

  constructor(scope: Construct, id: string, props: KeycloakServiceProps) {
    super(scope, id);
    const { name, subnetIds, groupId, targetGroupArn } = props;
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: name,
      clusterSettings: [{ name: 'containerInsights', value: 'enabled' }],
    });
    this.service = new CfnService(this, 'Service', {
      serviceName: name,
      cluster: cluster.ref,
      taskDefinition: this.addTask(props),
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      availabilityZoneRebalancing: 'ENABLED',
      deploymentConfiguration: {
        minimumHealthyPercent: 100,
        maximumPercent: keycloakTasks.maximumPercent,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      healthCheckGracePeriodSeconds: 600,
      enableExecuteCommand: false,
      networkConfiguration: {
        awsvpcConfiguration: { subnets: [...subnetIds], securityGroups: [groupId], assignPublicIp: 'DISABLED' },
      },
      loadBalancers: [{ containerName: 'keycloak', containerPort: ecsKeycloakPorts.http, targetGroupArn }],
      propagateTags: 'SERVICE',
    });
    new KeycloakScaling(this, 'Scaling', { cluster: cluster.ref, service: this.service.attrName });
  }

  private addTask(props: KeycloakServiceProps): string {
    const { name, region, image, options, database, administrator, directoryAuthority } = props;
    const log = new CfnLogGroup(this, 'Log', {
      logGroupName: serviceLog(name),
      retentionInDays: 90,
      kmsKeyId: props.logKeyArn,
    });
    log.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const variables = {
      ...Object.fromEntries(Object.entries(options).map(([option, value]) => [optionVariable(option), value])),
      KC_DB: 'postgres',
      KC_DB_URL: database.url,
      KC_DB_USERNAME: database.user,
      KC_DB_POOL_MAX_SIZE: String(keycloakTasks.connections),
      KC_BOOTSTRAP_ADMIN_CLIENT_ID: administrator.client,
      ...(directoryAuthority === undefined ? {} : { DIRECTORY_AUTHORITY: directoryAuthority }),
    };
    const task = new CfnTaskDefinition(this, 'Task', {
      family: name,
      ...size,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      runtimePlatform: { cpuArchitecture: imageArchitecture.toUpperCase(), operatingSystemFamily: 'LINUX' },
      executionRoleArn: this.addRole(props, log.attrArn),
      containerDefinitions: [
        {
          name: 'keycloak',
          image,
          essential: true,
          entryPoint: ['/bin/bash', '-ec'],
          command: [directoryAuthority === undefined ? start : trustDirectory],
          environment: Object.entries(variables).map(([variable, value]) => ({ name: variable, value })),
          secrets: [
            { name: 'KC_DB_PASSWORD', valueFrom: database.passwordArn },
            { name: 'KC_BOOTSTRAP_ADMIN_CLIENT_SECRET', valueFrom: administrator.secretArn },
          ],
          portMappings: [ecsKeycloakPorts.http, ecsKeycloakPorts.management].map((containerPort) => ({
            containerPort,
          })),
          linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
          stopTimeout: 60,
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': log.ref, 'awslogs-region': region, 'awslogs-stream-prefix': 'keycloak' },
          },
        },
      ],
    });
    acknowledgeRules(
      task,
      ['AwsSolutions-ECS2'],
      'None of the variables is a secret; those come from Secrets Manager.',
    );
    acknowledgeToCheckov(task, { CKV_AWS_336: 'Keycloak builds itself anew for its options when it starts.' });
    return task.ref;
  }

  private addRole({ roleName, secrets }: KeycloakServiceProps, logArn: string): string {
    const statements = [
      ...secretStatements({ ...secrets, may: 'read' }),
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logArn] }),
    ];
    const role = new Role(this, 'Role', {
      roleName,
      description: 'ECS starts Keycloak: its secrets and its log',
      assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com'),
      inlinePolicies: { permissions: new PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(role, statements, {
      because: 'A key is known by its alias, and streams of the log are made by ECS.',
    });
    return role.roleArn;
  }
}

/** Name of the log group of the service `name`. */
export const serviceLog = (name: string): string => `/ecs/${name}`;

const start = 'exec /opt/keycloak/bin/kc.sh start';

/** Start command that writes the certificate from its variable to a file, because Fargate mounts no files. */
const trustDirectory = [
  'printf %s "$DIRECTORY_AUTHORITY" > /tmp/directory.pem',
  'export KC_TRUSTSTORE_PATHS=/tmp/directory.pem',
  start,
].join('\n');

/** Returns the environment variable of an option. Source: keycloak.org, "Configuring Keycloak", formats of options. */
const optionVariable = (option: string): string => `KC_${option.toUpperCase().replaceAll('-', '_')}`;
