/** Files that the script reads, in the folder `LISTS`. */
export const approvalLists = {
  /** A line for each operator with a pinned version: namespace, package and ClusterServiceVersion. */
  versions: 'versions',
  /** A line for each operator without a pinned version: namespace and package. */
  unpinned: 'unpinned',
} as const;

/**
 * Approves each InstallPlan whose versions are all listed for its namespace, and no other. OLM puts all versions that are to
 * be installed in a namespace into one InstallPlan, also dependencies of operators
 * (operator-framework/operator-lifecycle-manager issue 2325): one version that is not listed keeps the whole InstallPlan
 * waiting. The patch tests the versions that were read, so an InstallPlan that has changed meanwhile is not approved. The
 * script fails if a listed version is neither installed nor in an InstallPlan that it has just approved.
 */
export const approvalScript = `set -eu
failed=0
plans='{{range .items}}{{if not .spec.approved}}{{.metadata.name}}{{range .spec.clusterServiceVersionNames}} {{.}}{{end}}{{"\\n"}}{{end}}{{end}}'
installed='{{range .items}}{{.spec.name}} {{.status.installedCSV}}{{"\\n"}}{{end}}'
listed() { while read -r place _ version; do [ "$place $version" = "$1 $2" ] && return 0; done < "$LISTS/versions"; return 1; }
approve() {
  namespace=$1 plan=$2 rest="$3 "
  names=
  while [ "$rest" != ' ' ] && [ -n "$rest" ]; do
    name=\${rest%% *}
    rest=\${rest#* }
    if ! listed "$namespace" "$name"; then
      echo "$namespace/$plan waits: nobody has pinned $name"
      return 0
    fi
    names="$names\${names:+,}\\"$name\\""
  done
  [ -n "$names" ] || return 0
  test="{\\"op\\":\\"test\\",\\"path\\":\\"/spec/clusterServiceVersionNames\\",\\"value\\":[$names]}"
  replace='{"op":"replace","path":"/spec/approved","value":true}'
  if oc -n "$namespace" patch installplan.operators.coreos.com "$plan" --type=json -p "[$test,$replace]"; then
    approved="$approved $3 "
  else
    failed=1
  fi
}
seen=' '
while read -r namespace package _; do
  case $seen in *" $namespace "*) continue ;; esac
  seen="$seen$namespace "
  approved=' '
  offers=$(oc -n "$namespace" get installplans.operators.coreos.com -o go-template="$plans") || { failed=1; continue; }
  while read -r plan names; do
    [ -z "$plan" ] || approve "$namespace" "$plan" "$names"
  done <<END
$offers
END
  has=$(oc -n "$namespace" get subscriptions.operators.coreos.com -o go-template="$installed") || { failed=1; continue; }
  while read -r place package version; do
    [ "$place" = "$namespace" ] || continue
    case "
$has
" in *"
$package $version
"*) continue ;; esac
    case $approved in *" $version "*) continue ;; esac
    echo "$namespace: $package is not $version, and no plan offers that"
    failed=1
  done < "$LISTS/versions"
done < "$LISTS/versions"
while read -r namespace package; do
  echo "$namespace: nobody has pinned $package"
done < "$LISTS/unpinned"
exit $failed
`;
