import type { Environment } from '../../model/environment';
import type { DeclaredBucket } from './declared-bucket';

/** Bucket in which hosts of the community's own have a folder each, by their names. */
export const hostsBucket: DeclaredBucket = {
  name: 'hosts',
  purpose: 'Files of hosts with a folder for each',
  key: 'data',
  versions: { keepDeletedDays: 30 },
};

/** Returns that bucket if a host has a folder in it, else an empty list. */
export const hostsBuckets = ({ hosts }: Pick<Environment, 'hosts'>): readonly DeclaredBucket[] =>
  hosts.machines.some(({ objects }) => objects !== undefined) ? [hostsBucket] : [];
