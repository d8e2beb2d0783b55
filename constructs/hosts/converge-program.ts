/**
 * Script with which a host that is kept fetches what it is to be: it takes the newest commit of the branch that is delivered only if one
 * of the listed keys has signed it and it follows the last one that was taken, and runs `apply` of that commit. It is as short as it
 * can be, because user data has little room: whatever need not be trusted beforehand is in the commit. Settings are in
 * `/etc/commons-converge.conf`, which a taken commit may change; `COMMONS_ROOT` is for tests.
 *
 * Keys come out of the commit itself and the one before, whose signer may have left, and are worth nothing until their fingerprint is one
 * of the settings. A commit is compared with the last one, so that nobody who can only move the branch brings an old one back.
 *
 * Sources: git-verify-commit(1), which fails for keys that have expired or are revoked; GnuPG's doc/DETAILS, "VALIDSIG";
 * git-config(1), "http.<url>.*" and `GIT_CONFIG_COUNT`.
 */
export const convergeProgram = `#!/bin/sh
set -eu
umask 022
root=\${COMMONS_ROOT:-}
. "$root/etc/commons-converge.conf"
state=$root/var/lib/commons-converge
metrics=$root/var/lib/commons-metrics
token=$root/run/commons-host/secrets/repository-token
export GIT_DIR="$state/repository" GIT_TERMINAL_PROMPT=0 LC_ALL=C

stop() {
  echo "$1: this machine stays as it is" >&2
  exit 1
}

tell() {
  mkdir -p "$metrics"
  printf '# TYPE commons_converge_refused gauge\\ncommons_converge_refused %s\\n' "$1" >"$metrics/.fetch.prom"
  mv "$metrics/.fetch.prom" "$metrics/fetch.prom"
}

refuse() {
  tell 1
  stop "$commit $1"
}

fetch() {
  if [ -e "$token" ]; then
    GIT_CONFIG_VALUE_0="Authorization: Basic $(tr -d '\\n' <"$token" | base64 -w0)"
    export GIT_CONFIG_VALUE_0 GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="http.$token_for.extraHeader"
  fi
  for url in $urls; do
    if git fetch --quiet --no-tags "$url" "+refs/heads/$branch"; then return; fi
  done
  stop 'no address gives the branch'
}

verify() {
  GNUPGHOME=$(mktemp -d)
  export GNUPGHOME
  trap 'rm -rf "$GNUPGHOME"' EXIT
  for tree in $last "$commit"; do
    git archive "$tree" "$keys" | tar -x -O | gpg --batch --quiet --import 2>/dev/null || true
  done
  told=$(git -c gpg.format=openpgp verify-commit --raw "$commit" 2>&1) || refuse 'is not signed by anybody who may deliver'
  key=$(echo "$told" | sed -n 's/^\\[GNUPG:\\] VALIDSIG \\([0-9A-F]*\\) .*/\\1/p')
  [ \${#key} = 40 ] || refuse 'is not signed once'
  case " $signers " in *" $key "*) ;; *) refuse 'is not signed by anybody who may deliver' ;; esac
}

mkdir -p "$state"
chmod 700 "$state"
[ -d "$GIT_DIR" ] || git init --quiet --bare
fetch
commit=$(git rev-parse --verify 'FETCH_HEAD^{commit}')
last=$(cat "$state/taken" 2>/dev/null || true)
[ "$signers" = anybody ] || verify
if [ -n "$last" ]; then
  git merge-base --is-ancestor "$last" "$commit" || refuse "does not follow $last, which was taken before"
fi
tell 0
echo "$commit" >"$state/taken"
rm -rf "$state/tree"
mkdir "$state/tree"
git archive "$commit" "$folder" | tar -x --no-same-owner -C "$state/tree"
"$state/tree/$folder/apply" "$machine" "$commit"
`;
