import { openshiftLogin } from '../../model/realm/declared-realm';

/**
 * Groups of OpenShift whose members administer the cluster: the first has kubeadmin and the emergency account, the second the
 * administrators of the single sign-on.
 */
export const clusterAdministrators: readonly string[] = ['system:cluster-admins', openshiftLogin.administrators];
