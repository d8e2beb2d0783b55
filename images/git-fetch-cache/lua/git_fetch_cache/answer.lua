--- Passes on only whole answers to a fetch, without headers except the type; breaks the connection otherwise.
local metrics = require "git_fetch_cache.metrics"
local pkt_line = require "git_fetch_cache.pkt_line"
local settings = require "git_fetch_cache.settings"

local answer = {}

local kept_headers = { ["content-type"] = true, ["retry-after"] = true }
local day = 86400

function answer.header()
  local is_answer = ngx.header["Content-Type"] == "application/x-git-upload-pack-result"
    and ngx.header["Content-Encoding"] == nil
  if ngx.status == 200 and not is_answer then
    ngx.status = 502
  end
  for name in pairs(ngx.resp.get_headers()) do
    if not kept_headers[name:lower()] then
      ngx.header[name] = nil
    end
  end
  -- With a length, an answer that was cut could look whole.
  ngx.header["Content-Length"] = nil
  if ngx.status == 200 then
    ngx.ctx.reader, ngx.ctx.bytes = pkt_line.reader(), 0
  end
end

function answer.body()
  local reader = ngx.ctx.reader
  if not reader then
    return
  end
  local piece, is_last = ngx.arg[1], ngx.arg[2]
  reader.take(piece)
  local before = ngx.ctx.bytes
  ngx.ctx.bytes = before + #piece
  if before <= settings.largest_bytes and ngx.ctx.bytes > settings.largest_bytes then
    ngx.shared.large_answers:set(ngx.var.answering, true, day)
    metrics.count("large_answers_total")
  end
  if is_last and not reader.is_whole() then
    metrics.count("cut_answers_total")
    -- Do not write the last chunk, so that the answer counts as broken off.
    ngx.arg[2] = false
  end
end

return answer
