import type { LoginRealm } from './realm';

/** Names a realm for whoever runs it. */
export const realmSubject = ({ realm }: Pick<LoginRealm, 'realm'>): string => `single sign-on ${realm}`;

/** Names a client by what people log in to with it. */
export const clientSubject = (clientId: string): string => `login to ${clientId}`;

/** The login page of the cluster itself. */
export const clusterLoginSubject = 'login to the cluster';
