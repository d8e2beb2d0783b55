import { addressNames } from './address-names';
import { failed, passed, type PreflightCheck } from './check';

/** Whether the pool of one's own is in the region, and has an address for everything that is to get one. */
export const addressPoolCheck: PreflightCheck = {
  name: 'addresses of one’s own',
  findings: async ({ environment, cloud }) => {
    const { addressPool } = environment.network;
    if (addressPool === undefined) return [passed('network.addressPool asks for none')];
    const { id, for: uses } = addressPool;
    const free = await cloud.freeInPool(id);
    if (free === undefined) {
      return [
        failed(
          `there is no pool ${id} in ${environment.region}`,
          'list the pools: aws ec2 describe-public-ipv4-pools; docs/runbook.md says under "Bring addresses" how to get one',
        ),
      ];
    }
    const names = addressNames(environment, uses);
    const there = (await cloud.addresses()).filter(
      ({ pool, tags }) => pool === id && names.includes(tags.Name ?? ''),
    ).length;
    const needed = names.length - there;
    const says = `${id} has ${free} free addresses, and ${needed} are needed`;
    return [
      needed > free
        ? failed(says, 'name fewer parts in network.addressPool.for, or bring another block to AWS')
        : passed(says),
    ];
  },
};
