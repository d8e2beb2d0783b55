# frozen_string_literal: true

# The client's address comes from X-Forwarded-For, to which each proxy appends the address that it sees. Rack and Rails
# treat private addresses as proxies, but not the CDN's. Without this, all clients would have the CDN's address: limits
# would count them together, and a ban would ban the CDN.
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
