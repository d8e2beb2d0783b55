/**
 * The template of External Secrets that writes a value as the text between the quotes of a JSON string. Whoever may set the value can say
 * that text and nothing beside it: quotes and backslashes are escaped, and so is the dollar by which keycloak-config-cli knows a variable,
 * which it replaces before it reads the document, also inside of values. What is not printable ASCII is left out, because its reader of
 * YAML refuses a whole document for one such letter. Source: adorsys/keycloak-config-cli:src/main/java/.../KeycloakImportProvider.java.
 *
 * @param key key of the Secret whose value it is
 */
export const textInJson = (key: string): string =>
  `{{ regexReplaceAllLiteral "[^ -~]" (index . "${key}") "" | toJson | trimPrefix "\\"" | trimSuffix "\\"" | replace "$" "\\\\u0024" }}`;
