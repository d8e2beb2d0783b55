# frozen_string_literal: true

# Who asks is told by X-Forwarded-For, to which each proxy adds whom it heard. Rack and Rails know private addresses as proxies;
# that of the CDN would be everybody's: limits would turn all away at once, and a ban would be of the CDN.
proxies = ENV.fetch("TRUSTED_PROXIES", "").split(",").map { |block| IPAddr.new(block) }

unless proxies.empty?
  ours = Rack::Request.ip_filter
  Rack::Request.ip_filter =
    lambda do |text|
      address =
        begin
          IPAddr.new(text)
        rescue IPAddr::Error
          nil
        end
      ours.call(text) || proxies.any? { |block| address && block.include?(address) }
    end
  Rails.application.config.action_dispatch.trusted_proxies = ActionDispatch::RemoteIp::TRUSTED_PROXIES + proxies
end
