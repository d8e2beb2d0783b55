import {
  EC2Client,
  paginateDescribeInstances,
  paginateDescribeLaunchTemplates,
  type Instance,
} from '@aws-sdk/client-ec2';
import type { InstallationMachine } from '../../lib/operations/install/installation-machines';
import type { ControlPlaneMachines } from '../../lib/operations/install/replace-machine';
import { allPages, paginator } from './all-pages';
import { clientSettings } from './client-settings';
import { toTags } from './to-tags';

/** Asks EC2 of a region for control-plane machines by their names. */
export class Ec2ControlPlane implements ControlPlaneMachines {
  private readonly client: EC2Client;

  constructor(region: string) {
    this.client = new EC2Client(clientSettings(region));
  }

  async deployed(names: readonly string[]): Promise<readonly string[]> {
    const filter = { Name: 'launch-template-name', Values: [...names] };
    const pages = paginateDescribeLaunchTemplates(paginator(this.client), { Filters: [filter] });
    const templates = await allPages('ec2:DescribeLaunchTemplates', pages, (page) => page.LaunchTemplates);
    return templates.map(({ LaunchTemplateName = '' }) => LaunchTemplateName);
  }

  async running(names: readonly string[]): Promise<readonly string[]> {
    return (await this.machines(names)).map(({ name }) => name);
  }

  /** Those of the machines that run, in the order of the names. */
  async machines(names: readonly string[]): Promise<readonly InstallationMachine[]> {
    const pages = paginateDescribeInstances(paginator(this.client), {
      Filters: [
        { Name: 'tag:Name', Values: [...names] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
    });
    const reservations = await allPages('ec2:DescribeInstances', pages, (page) => page.Reservations);
    const machines = reservations.flatMap(({ Instances = [] }) => Instances.map(machineFrom));
    return [...machines].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  }
}

const machineFrom = (instance: Instance): InstallationMachine => ({
  name: toTags(instance).Name ?? '',
  instanceId: instance.InstanceId ?? '',
  privateAddress: instance.PrivateIpAddress ?? '',
  publicAddress: instance.PublicIpAddress,
});
