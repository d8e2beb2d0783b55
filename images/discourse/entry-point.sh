#!/bin/bash
# Runs one part of Discourse: `web` answers requests, `jobs` runs background jobs, `migrate` updates the schema of the
# database to this release. Anything else is run as a command, for example `bundle exec rails console`.
set -euo pipefail

# A new volume is empty; after a restart of the container it has the files already.
if [ ! -e /run/discourse/filled ]; then
  cp -RP --preserve=timestamps /srv/seed/. /run/discourse/
  touch /run/discourse/filled
fi
cd /srv/discourse

# Sidekiq ends on TERM and puts unfinished jobs back into the queue, so QUIT is passed on as TERM too.
jobs() {
  bundle exec sidekiq --concurrency "${DISCOURSE_SIDEKIQ_WORKERS:-5}" --timeout 40 \
    --queue critical,8 --queue default,4 --queue low,2 --queue ultra_low &
  local child=$! status=0
  trap 'kill -TERM "$child" 2>/dev/null || true' QUIT TERM
  wait "$child" || status=$?
  # A trapped signal ends `wait` before the child ends.
  while kill -0 "$child" 2>/dev/null; do
    status=0
    wait "$child" || status=$?
  done
  exit "$status"
}

# Without its extensions the first migration fails halfway and cannot be repeated. The database's operator creates them
# some time after the database.
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
    # Newer releases use another web server, whose settings file is in the source.
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
