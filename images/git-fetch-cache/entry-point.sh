#!/bin/sh
# Writes nginx.conf with the values of the environment, and starts OpenResty with the given arguments, such as `-t`.
set -eu

home=$(cd "$(dirname "$0")" && pwd)
: "${GITLAB_URL:?is not set: the address of GitLab, like https://gitlab.commons.example}"
: "${CACHE_FOLDER:?is not set: the folder of the answers}"
: "${CACHE_SIZE_MIB:?is not set: MiB of the disk below CACHE_FOLDER}"
: "${KEEP_DAYS:?is not set: days an answer is kept}"

run=${RUN_FOLDER:-/tmp/git-fetch-cache}
authority=${GITLAB_URL#https://}
# nginx does not use the resolver of the system, and it requires brackets around an IPv6 address.
servers=${RESOLVERS:-$(awk '$1 == "nameserver" { print ($2 ~ /:/ ? "[" $2 "]" : $2) }' /etc/resolv.conf | xargs)}

# The rest of the disk is for answers that are being received, and because nginx checks sizes only from time to time.
kept=$((CACHE_SIZE_MIB * 7 / 10))
free=$((CACHE_SIZE_MIB / 5))

mkdir -p "$run/temporary"
# A process that was killed leaves its socket behind.
rm -f "$run/answers.sock"
sed \
  -e "s|\${PORT}|${PORT:-8080}|g" \
  -e "s|\${METRICS_PORT}|${METRICS_PORT:-9145}|g" \
  -e "s|\${HOME_FOLDER}|$home|g" \
  -e "s|\${RUN_FOLDER}|$run|g" \
  -e "s|\${CACHE_FOLDER}|$CACHE_FOLDER|g" \
  -e "s|\${MAX_SIZE_MIB}|$kept|g" \
  -e "s|\${MIN_FREE_MIB}|$free|g" \
  -e "s|\${KEEP_DAYS}|$KEEP_DAYS|g" \
  -e "s|\${AUTHORITIES}|${AUTHORITIES:-/etc/ssl/certs/ca-certificates.crt}|g" \
  -e "s|\${RESOLVERS}|$servers|g" \
  -e "s|\${GITLAB_AUTHORITY}|$authority|g" \
  -e "s|\${GITLAB_NAME}|${authority%%:*}|g" \
  "$home/nginx.conf" > "$run/nginx.conf"

# Without -e it would first open a log file in the read-only root file system.
exec openresty -e stderr -p "$run" -c "$run/nginx.conf" "$@"
