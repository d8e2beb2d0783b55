import { withoutDot } from '../../../model/domain-names';
import { recordValues, type ZoneRecords } from './zone-records';

/** Types of records that say where a name leads. */
export const leadingTypes: readonly string[] = ['CNAME', 'A', 'AAAA'];

/** Where a name leads: names without the dot at their end, and addresses. */
export const leadingValues = (zones: ZoneRecords, host: string): readonly string[] =>
  leadingTypes.flatMap((type) => recordValues(zones, host, type).map(withoutDot));

/** The name above a name. */
export const parentName = (host: string): string => host.slice(host.indexOf('.') + 1);
