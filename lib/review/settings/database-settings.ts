import { canonical } from '../difference';
import { isOn } from '../is-on';
import { valueAt } from '../value-at';
import type { JudgedSetting } from './setting-change';
import { plainText } from './setting-words';

const cluster = /^postgresql\.cnpg\.io\/Cluster$/;

/** Settings by which a database loses less when something fails. Source: CloudNativePG's reference of its API; PostgreSQL's documentation. */
export const databaseSettings: readonly JudgedSetting[] = [
  {
    kind: cluster,
    field: /^spec\.(plugins|backup)\b/,
    class: 'weakens',
    what: ({ path, before, after }) => {
      const archives = (value: unknown) =>
        value === true || /"isWALArchiver":true|"barmanObjectStore":/.test(canonical(value));
      const isSwitch = path.at(-1) === 'enabled' || path.at(-1) === 'isWALArchiver';
      const isWhole = path.length <= 3;
      return (isSwitch || isWhole) && archives(before) && !archives(after)
        ? 'no longer archives what is written: nothing newer than the last copy can be restored'
        : undefined;
    },
  },
  {
    kind: cluster,
    field: /^spec\.postgresql\.synchronous(\.(number|dataDurability))?$/,
    class: 'weakens',
    what: ({ path, before, after }, change) => {
      const isLess =
        path.at(-1) === 'synchronous'
          ? after === undefined
          : (before === 'required' && after !== 'required') || Number(after) < Number(before);
      return isLess && isReplicated(change.after)
        ? 'waits less for its second instance: the last writes are lost if the first fails'
        : undefined;
    },
  },
  {
    kind: cluster,
    field: /^spec\.enablePDB$/,
    class: 'weakens',
    what: ({ after }, change) =>
      after !== undefined && !isOn(after) && isReplicated(change.after)
        ? 'lets all its instances be stopped at once when machines are drained'
        : undefined,
  },
  {
    kind: cluster,
    field: /^spec\.affinity(\.(podAntiAffinityType|enablePodAntiAffinity))?$/,
    class: 'weakens',
    what: ({ before, after }, change) => {
      const isApart = (value: unknown) => value === true || canonical(value).includes('"required"');
      return isApart(before) && !isApart(after) && isReplicated(change.after)
        ? 'may have all its instances on one machine'
        : undefined;
    },
  },
  {
    kind: cluster,
    field: /^spec\.postgresql\.parameters\.(fsync|full_page_writes|synchronous_commit)$/,
    class: 'loses-data',
    what: ({ path, after }) =>
      after === 'off'
        ? `has ${plainText(path.at(-1))} off: what it has confirmed is lost if its machine fails`
        : undefined,
  },
  {
    kind: cluster,
    field: /^spec\.postgresql\.pg_hba\b/,
    class: 'lets-in',
    what: ({ before, after }) => {
      const lines = (value: unknown) =>
        (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
      const added = lines(after).filter((line) => !lines(before).includes(line) && !/\breject\s*$/.test(line));
      return added.length === 0 ? undefined : `also takes logins by ${added.join('; ')}`;
    },
  },
];

const isReplicated = (object: unknown): boolean => Number(valueAt(object, ['spec', 'instances'])) > 1;
