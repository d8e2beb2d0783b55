import { dataKinds } from '../verify/kept-objects';

/** Whether objects of a kind, given as `<group>/<kind>`, hold data: also a database in a cluster, which is no object of its own there. */
export const holdsDataKind = (kind: string): boolean => dataKinds.has(kind) || kind === 'postgresql.cnpg.io/Database';
