import { EC2Client, paginateDescribeInstances, paginateDescribeLaunchTemplates } from '@aws-sdk/client-ec2';
import type { ControlPlaneMachines } from '../../lib/operations/install/replace-machine';
import { allPages, pagesOf } from './all-pages';
import { clientSettings } from './client-settings';
import { tagsOf } from './tags-of';

/** Asks EC2 of a region for control-plane machines by their names. */
export class Ec2ControlPlane implements ControlPlaneMachines {
  private readonly client: EC2Client;

  constructor(region: string) {
    this.client = new EC2Client(clientSettings(region));
  }

  async deployed(names: readonly string[]): Promise<readonly string[]> {
    const filter = { Name: 'launch-template-name', Values: [...names] };
    const pages = paginateDescribeLaunchTemplates(pagesOf(this.client), { Filters: [filter] });
    const templates = await allPages('ec2:DescribeLaunchTemplates', pages, (page) => page.LaunchTemplates);
    return templates.map(({ LaunchTemplateName = '' }) => LaunchTemplateName);
  }

  async running(names: readonly string[]): Promise<readonly string[]> {
    const pages = paginateDescribeInstances(pagesOf(this.client), {
      Filters: [
        { Name: 'tag:Name', Values: [...names] },
        { Name: 'instance-state-name', Values: ['running'] },
      ],
    });
    const reservations = await allPages('ec2:DescribeInstances', pages, (page) => page.Reservations);
    return reservations.flatMap(({ Instances = [] }) => Instances.map((instance) => tagsOf(instance).Name ?? ''));
  }
}
