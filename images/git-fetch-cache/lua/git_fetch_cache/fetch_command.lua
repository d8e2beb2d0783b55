--- Parses the body of a fetch. Only fetches whose answer depends on the repository's objects alone are for the cache
-- (git/git:Documentation/gitprotocol-v2.adoc).
local gunzip = require "git_fetch_cache.gunzip"
local pkt_line = require "git_fetch_cache.pkt_line"

local fetch_command = {}

local most_bytes = 64 * 1024

local object = "%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x%x*"

-- Arguments with names whose meaning can change are left out: `want-ref`, `deepen-not`, filters by a path. So are
-- arguments that change the format of the answer.
local arguments = {
  "^want " .. object .. "$",
  "^have " .. object .. "$",
  "^shallow " .. object .. "$",
  "^done$",
  "^wait%-for%-done$",
  "^thin%-pack$",
  "^no%-progress$",
  "^include%-tag$",
  "^ofs%-delta$",
  "^deepen %d+$",
  "^deepen%-relative$",
  "^deepen%-since %d+$",
  "^filter blob:none$",
  "^filter blob:limit=%d+[kmg]?$",
  "^filter tree:%d+$",
}

local function is_argument(line)
  for _, pattern in ipairs(arguments) do
    if line:find(pattern) then
      return true
    end
  end
  return false
end

--- Returns the command in a canonical form, without the client's name, because the answer does not depend on that.
-- Returns nil for another command, or one whose answer can change.
function fetch_command.canonical(body)
  local lines = pkt_line.lines(body)
  if not lines or lines[1] ~= "command=fetch" or lines[#lines] ~= pkt_line.flush then
    return nil
  end
  local written, wants, in_arguments = {}, false, false
  for index, line in ipairs(lines) do
    if line == pkt_line.delimiter and not in_arguments then
      in_arguments = true
    elseif line == pkt_line.flush then
      if index ~= #lines then
        return nil
      end
    elseif type(line) == "number" then
      return nil
    elseif in_arguments then
      if not is_argument(line) then
        return nil
      end
      wants = wants or line:find("^want ") ~= nil
    elseif line:find("^agent=") or line:find("^session%-id=") then
      line = nil
    elseif index > 1 and not line:find("^object%-format=%w+$") then
      return nil
    end
    if line then
      written[#written + 1] = pkt_line.written(line)
    end
  end
  return wants and table.concat(written) or nil
end

--- Reads the request's body. Returns the command; or nil, and the reason why it is not for the cache.
function fetch_command.read()
  local headers = ngx.req.get_headers()
  if headers["Git-Protocol"] ~= "version=2" then
    return nil, "protocol"
  end
  -- Git sends a body of more than a megabyte in chunks, without a length. Large bodies are not read, so that no client
  -- can fill the disk.
  local length = tonumber(headers["Content-Length"])
  if not length or length > most_bytes then
    return nil, "large-question"
  end
  ngx.req.read_body()
  local body = ngx.req.get_body_data()
  if not body then
    return nil, "large-question"
  end
  local encoding = headers["Content-Encoding"]
  if encoding == "gzip" or encoding == "x-gzip" then
    body = gunzip(body, most_bytes)
  elseif encoding then
    body = nil
  end
  if body and pkt_line.begins_with(body, "command=ls-refs") then
    return nil, "refs"
  end
  local command = body and fetch_command.canonical(body)
  if not command then
    return nil, "question"
  end
  return command
end

return fetch_command
