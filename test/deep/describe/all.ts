import type { Attributes, Descriptions } from './description';
import { balancingAttributes, balancingDescriptions } from './balancing';
import { computeAttributes, computeDescriptions } from './compute';
import { identityAttributes, identityDescriptions } from './identity';
import { issuerAttributes, issuerDescriptions } from './issuer';
import { keycloakAttributes, keycloakDescriptions } from './keycloak';
import { networkAttributes, networkDescriptions } from './network';
import { parameterDescriptions } from './parameters';
import { securityGroupAttributes, securityGroupDescriptions } from './security-groups';
import { stateAttributes, stateDescriptions } from './state';
import { storageAttributes, storageDescriptions } from './storage';
import { tellingDescriptions } from './telling';
import { zoneDescriptions } from './zones';

/** How each resource type that the emulator creates is looked at. */
export const descriptions: Descriptions = {
  ...networkDescriptions,
  ...parameterDescriptions,
  ...securityGroupDescriptions,
  ...identityDescriptions,
  ...issuerDescriptions,
  ...computeDescriptions,
  ...balancingDescriptions,
  ...storageDescriptions,
  ...stateDescriptions,
  ...tellingDescriptions,
  ...zoneDescriptions,
  ...keycloakDescriptions,
};

export const attributes: Attributes = {
  ...networkAttributes,
  ...securityGroupAttributes,
  ...identityAttributes,
  ...issuerAttributes,
  ...computeAttributes,
  ...balancingAttributes,
  ...storageAttributes,
  ...stateAttributes,
  ...keycloakAttributes,
};
