import { fails, orFine, warning, type Check, type Finding } from './check';

/** Whether the zones of the environment are there and hold load balancers. */
export const zoneCheck: Check = {
  name: 'zones',
  findings: async ({ environment: { zones, region }, cloud }) => {
    const known = await cloud.zones();
    const full = known.filter(({ type, switchedOff }) => type === 'availability-zone' && !switchedOff);
    const choose = `name zones of ${region} that this account has: ${full.map(({ name }) => name).join(', ')}`;
    const wrong = zones.flatMap((name): readonly Finding[] => {
      const zone = known.find((each) => each.name === name);
      if (zone === undefined) return [fails(`${name} is not a zone of this account`, choose)];
      if (zone.type !== 'availability-zone') {
        return [fails(`${name} is a ${zone.type}, which holds neither NAT gateways nor our load balancers`, choose)];
      }
      if (zone.switchedOff) return [fails(`${name} is not switched on for this account`, choose)];
      if (zone.state === 'available') return [];
      return [warning(`AWS calls ${name} ${zone.state}`, 'look at the AWS health dashboard before you deploy')];
    });
    return orFine(wrong, `${zones.join(', ')} are there`);
  },
};
