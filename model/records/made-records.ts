import type { Environment } from '../environment';
import type { Facts } from '../facts';
import { delegationRecords } from './delegation-records';
import { directoryPageRecords } from './directory-page-records';
import { gitSshRecords } from './git-ssh-records';
import { hostRecords } from './host-records';
import { mailRecords } from './mail-records';
import { portRecords } from './port-records';
import { singleSignOnRecords } from './single-sign-on-records';
import { webRecords } from './web-records';
import type { ProviderRecord } from './zone-record';

/**
 * Records in the registered domains that follow from what an environment runs. A part that needs further ones adds a function to
 * this list: `(environment, facts) => readonly ProviderRecord[]`. A record whose value is a fact that is unknown yet has `waitsFor`
 * instead of `value`. Rules about records, zone files and `commons dns` have them then.
 */
export const madeRecords = (
  environment: Omit<Environment, 'images' | 'signingKeys' | 'records'>,
  facts: Partial<Facts>,
): readonly ProviderRecord[] => [
  ...webRecords(environment),
  ...singleSignOnRecords(environment, facts),
  ...directoryPageRecords(environment, facts),
  ...delegationRecords(environment, facts),
  ...gitSshRecords(environment, facts),
  ...portRecords(environment, facts),
  ...hostRecords(environment, facts),
  ...mailRecords(environment, facts),
];
