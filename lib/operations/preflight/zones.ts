import { failed, orPassed, warned, type PreflightCheck, type PreflightFinding } from './check';

/** Whether the zones of the environment are available to the account, and are not local or wavelength zones. */
export const zoneCheck: PreflightCheck = {
  name: 'zones',
  findings: async ({ environment: { zones, region }, cloud }) => {
    const known = await cloud.zones();
    const full = known.filter(({ type, switchedOff }) => type === 'availability-zone' && !switchedOff);
    const choose = `name zones of ${region} that this account has: ${full.map(({ name }) => name).join(', ')}`;
    const wrong = zones.flatMap((name): readonly PreflightFinding[] => {
      const zone = known.find((each) => each.name === name);
      if (zone === undefined) return [failed(`${name} is not a zone of this account`, choose)];
      if (zone.type !== 'availability-zone') {
        return [failed(`${name} is a ${zone.type}, which cannot have NAT gateways or load balancers`, choose)];
      }
      if (zone.switchedOff) return [failed(`${name} is not enabled for this account`, choose)];
      if (zone.state === 'available') return [];
      return [warned(`AWS reports ${name} as ${zone.state}`, 'look at the AWS health dashboard before you deploy')];
    });
    return orPassed(wrong, `${zones.join(', ')} are available`);
  },
};
