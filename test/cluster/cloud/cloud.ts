import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAws, type Answer, type Aws, type Call } from '../../deep/support/aws';
import { startEmulator, type Emulator } from '../../deep/support/emulator';
import { startFaultProxy, type FaultProxy } from '../../deep/support/fault-proxy';
import type { Variables } from '../../deep/support/variables';
import type { ControlPlane } from '../support/control-plane';
import { leadHosts, type LedHost } from '../support/led-hosts';
import type { DeliveredHome } from '../support/delivered-home';
import { Iam } from './iam';
import { secretsIn, type SeededSecret } from './secrets';
import { RenderedTemplates } from './templates';
import { recordsSchema, zonesIn, type Zone, type ZoneRecord } from './zones';

/** The environment's account in AWS, as far as operators in the cluster ask it: its secrets, its zones, and its IAM. */
export class Cloud {
  private constructor(
    readonly templates: RenderedTemplates,
    readonly secrets: readonly SeededSecret[],
    readonly zones: readonly Zone[],
    readonly iam: Iam,
    private readonly emulator: Emulator,
    private readonly aws: Aws,
    private readonly proxy: FaultProxy,
    private readonly region: string,
  ) {}

  /** An account with what the rendered templates make in it. */
  static async start(home: DeliveredHome): Promise<Cloud> {
    const declared = home.declared();
    const { account, region, serviceAccountIssuer } = declared;
    const templates = RenderedTemplates.read((folder) => home.rendered(folder));
    const [secrets, zones] = [secretsIn(templates), zonesIn(templates, declared)];
    const emulator = await startEmulator({ account, zoneIds: zones.map(({ id }) => id) });
    const secretFor = (name: string) => secrets.find((each) => each.name === name);
    const iam = new Iam(templates, serviceAccountIssuer, { account, secretFor });
    const aws = startAws(emulator.variables);
    const proxy = await startFaultProxy(emulator.endpoint, iam.decide);
    const cloud = new Cloud(templates, secrets, zones, iam, emulator, aws, proxy, region);
    await cloud.deploy();
    return cloud;
  }

  /**
   * Variables of a program that reaches AWS under its own names, and further hosts. An endpoint in a variable does not do: the SDK asks
   * for credentials without looking at it.
   */
  async reachedFrom({ authority, folder }: ControlPlane, ...others: readonly LedHost[]): Promise<Variables> {
    const { region } = this;
    const names = ['sts', `sts.${region}`, 'route53', `secretsmanager.${region}`].map(
      (name) => `${name}.amazonaws.com`,
    );
    const port = Number(new URL(this.proxy.endpoint).port);
    const file = join(folder, 'authority.crt');
    writeFileSync(file, authority.certificate);
    return {
      AWS_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
      SSL_CERT_FILE: file,
      HTTPS_PROXY: await leadHosts(authority, [...names.map((name) => ({ name, port, secure: false })), ...others]),
      NO_PROXY: '127.0.0.1,localhost',
    };
  }

  /** The emulator itself, which lets everybody do everything. */
  get emulated(): string {
    return this.emulator.endpoint;
  }

  /** As the account's administrator. @throws Error when a call fails. */
  async ask(...calls: readonly Call[]): Promise<readonly Answer[]> {
    const answers = await this.aws.ask(this.region, calls);
    const errors = answers.flatMap((each) => ('error' in each ? [`${each.error}: ${each.message}`] : []));
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return answers;
  }

  /** Every record of a zone, but those that Route 53 makes itself. */
  async records(zone: string): Promise<readonly ZoneRecord[]> {
    const [found] = await this.ask({
      service: 'route53',
      operation: 'list_resource_record_sets',
      parameters: { HostedZoneId: zone, MaxItems: '5000' },
      query: 'ResourceRecordSets[].{name: Name, type: Type, values: ResourceRecords[].Value}',
    });
    return recordsSchema
      .parse(found !== undefined && 'answer' in found ? found.answer : [])
      .filter(({ type }) => !['NS', 'SOA'].includes(type))
      .map(({ name, ...record }) => ({ name: name.replace(/\.$/, '').toLowerCase(), ...record }));
  }

  async stop(): Promise<void> {
    this.aws.stop();
    await this.proxy.stop();
    await this.emulator.stop();
  }

  private async deploy(): Promise<void> {
    const secrets = this.secrets.map(({ name, value }) => ({
      service: 'secretsmanager',
      operation: 'create_secret',
      parameters: { Name: name, SecretString: value },
      query: 'ARN',
    }));
    const zones = this.zones.map(({ id, name }) => ({
      service: 'route53',
      operation: 'create_hosted_zone',
      parameters: { Name: name, CallerReference: id },
      query: 'HostedZone.Id',
    }));
    await this.ask(...zones, ...secrets);
    await this.ask(
      ...this.zones
        .filter(({ records }) => records.length > 0)
        .map(({ id, records }) => ({
          service: 'route53',
          operation: 'change_resource_record_sets',
          parameters: {
            HostedZoneId: id,
            ChangeBatch: {
              Changes: records.map(({ name, type, values }) => ({
                Action: 'CREATE',
                ResourceRecordSet: {
                  Name: name,
                  Type: type,
                  TTL: 300,
                  ResourceRecords: values.map((Value) => ({ Value })),
                },
              })),
            },
          },
          query: 'ChangeInfo.Status',
        })),
    );
  }
}
