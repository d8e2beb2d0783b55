import { failed, orPassed, type PreflightCheck, type PreflightFinding } from './check';

/** Whether the account may use the region of the environment, and that of its backup copies. */
export const regionCheck: PreflightCheck = {
  name: 'regions',
  findings: async ({ environment: { region, backup }, cloud }) => {
    const known = await cloud.regions();
    const wanted = [region, ...('region' in backup.copies ? [backup.copies.region] : [])];
    const wrong = wanted.flatMap((name): readonly PreflightFinding[] => {
      const found = known.find((each) => each.name === name);
      if (found === undefined) return [failed(`AWS has no region ${name}`, 'choose another in environment.yaml')];
      return found.switchedOff
        ? [failed(`${name} is not enabled for this account`, 'enable it, or choose another in environment.yaml')]
        : [];
    });
    return orPassed(wrong, `${wanted.join(' and ')} ${wanted.length === 1 ? 'is' : 'are'} available to this account`);
  },
};
