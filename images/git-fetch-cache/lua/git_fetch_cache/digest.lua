--- SHA-256 in hexadecimal digits.
local sha256 = require "resty.sha256"
local to_hex = require("resty.string").to_hex

return function(text)
  local hash = sha256:new()
  hash:update(text)
  return to_hex(hash:final())
end
