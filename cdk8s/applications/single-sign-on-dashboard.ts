import { singleSignOnName } from '../../model/single-sign-on-names';
import { keycloakDashboard } from '../services/keycloak/keycloak-dashboard';

/** The dashboard of the environment's own Keycloak. */
export const singleSignOnDashboard = keycloakDashboard({
  namespace: singleSignOnName,
  title: 'Commons: single sign-on',
});
