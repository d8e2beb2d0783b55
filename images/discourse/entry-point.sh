#!/bin/bash
# Runs one part of Discourse: `web` answers requests, `jobs` works off what they leave behind, `migrate` brings the schema of
# the database up to this release. Anything else is run as it stands, like `bundle exec rails console`.
set -euo pipefail

# A volume of its own begins empty; a container that was restarted finds it filled.
if [ ! -e /run/discourse/filled ]; then
  cp -RP --preserve=timestamps /srv/seed/. /run/discourse/
  touch /run/discourse/filled
fi
cd /srv/discourse

# Ends itself by TERM and puts back the jobs that are not done, so both signals become that one.
jobs() {
  bundle exec sidekiq --concurrency "${DISCOURSE_SIDEKIQ_WORKERS:-5}" --timeout 40 \
    --queue critical,8 --queue default,4 --queue low,2 --queue ultra_low &
  local child=$! status=0
  trap 'kill -TERM "$child" 2>/dev/null || true' QUIT TERM
  wait "$child" || status=$?
  # A trapped signal ends `wait` early.
  while kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  exit "$status"
}

# The first migration breaks halfway without its extensions, and cannot be run again: they are made by the database's
# operator, some time after the database.
await_extensions() {
  local wanted="'hstore', 'pg_trgm', 'unaccent', 'vector'" found
  for _ in {1..120}; do
    found=$(PGPASSWORD=$DISCOURSE_DB_PASSWORD PGCONNECT_TIMEOUT=5 psql --no-psqlrc --quiet --tuples-only --no-align \
      --host="$DISCOURSE_DB_HOST" --port="$DISCOURSE_DB_PORT" --username="$DISCOURSE_DB_USERNAME" \
      --dbname="$DISCOURSE_DB_NAME" --command="select count(*) from pg_extension where extname in ($wanted)" || true)
    [ "$found" = 4 ] && return
    sleep 5
  done
  echo "the database does not answer, or lacks one of $wanted" >&2
  return 1
}

case "${1:-web}" in
  web)
    # Newer releases have changed the server, and its settings file tells.
    if [ -f config/pitchfork.conf.rb ]; then
      exec bundle exec pitchfork -c config/pitchfork.conf.rb
    fi
    exec bundle exec unicorn -c config/unicorn.conf.rb
    ;;
  jobs) jobs ;;
  migrate)
    await_extensions
    exec bundle exec rake db:migrate
    ;;
  *) exec "$@" ;;
esac
