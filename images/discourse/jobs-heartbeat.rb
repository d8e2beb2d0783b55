# frozen_string_literal: true

# Sidekiq has no port for a probe. Instead, it touches a file at every heartbeat that reached its queue, every ten
# seconds.
Sidekiq.configure_server do |config|
  config.on(:beat) { FileUtils.touch("/tmp/jobs-heartbeat") }

  # The collector of the Prometheus plugin runs in the web pods only. Without this, its client would log an error here
  # every half second.
  config.on(:startup) { $prometheus_client = Class.new { def send_json(*) = nil }.new if $prometheus_client }
end
