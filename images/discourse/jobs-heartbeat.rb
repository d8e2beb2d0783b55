# frozen_string_literal: true

# Sidekiq has no port that a probe could ask: it touches a file with every heartbeat that reached its queue, each ten seconds.
Sidekiq.configure_server do |config|
  config.on(:beat) { FileUtils.touch("/tmp/jobs-heartbeat") }

  # The collector of the Prometheus plugin lives in the web pods; here its client would log a failure every half second.
  config.on(:startup) { $prometheus_client = Class.new { def send_json(*) = nil }.new if $prometheus_client }
end
