/**
 * Whether a Route with `beginning` as its path gets the requests for `path`: OpenShift's routers compare whole parts, so `/api` is
 * `/api/v1` too and not `/apis`. Source: openshift/router:pkg/router/template/util/util.go, `GenerateRouteRegexp`.
 */
export const isBelowPath = (path: string, beginning: string): boolean =>
  path === beginning || path.startsWith(beginning.endsWith('/') ? beginning : `${beginning}/`);
