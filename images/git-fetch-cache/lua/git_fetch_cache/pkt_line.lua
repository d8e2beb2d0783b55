--- The lines of Git's protocol (git/git:Documentation/gitprotocol-common.adoc).

local pkt_line = {}

local flush, delimiter, response_end = 0, 1, 2

local function length_at(text, position)
  local digits = text:sub(position, position + 3)
  if not digits:find("^%x%x%x%x$") then
    return nil
  end
  return tonumber(digits, 16)
end

--- Returns the lines of a text: strings without the line feed at their end, and numbers for special packets. Returns nil
-- if the text does not consist of lines.
function pkt_line.lines(text)
  local lines, position = {}, 1
  while position <= #text do
    local length = length_at(text, position)
    if not length or length == 3 or position + math.max(length, 4) - 1 > #text then
      return nil
    end
    lines[#lines + 1] = length < 4 and length or text:sub(position + 4, position + length - 1):gsub("\n$", "")
    position = position + math.max(length, 4)
  end
  return lines
end

function pkt_line.begins_with(text, line)
  return text:sub(5, #line + 4) == line
end

function pkt_line.written(line)
  return type(line) == "number" and ("%04x"):format(line) or ("%04x%s\n"):format(#line + 5, line)
end

-- Bytes to read of each line: its length, and the text that shows an error or the start of the pack.
local head_bytes = 12

--- Returns a reader that checks an answer to a fetch piece by piece and does not store it.
function pkt_line.reader()
  -- `head` is the part of a line's head that has arrived, `left` the number of bytes after the head.
  local head, left, in_pack, ended, failed = "", 0, false, false, false

  local function judge()
    local length = length_at(head, 1)
    if ended or not length or length == response_end or length == 3 then
      failed = true
    elseif length < 4 then
      ended, head = length == flush, ""
    elseif #head == math.min(length, head_bytes) then
      -- In a pack the first byte gives the type of the rest: 1 data, 2 progress, 3 a fatal error.
      failed = head:sub(5, 8) == "ERR " or (in_pack and head:sub(5, 5) == "\3")
      in_pack = in_pack or head:sub(5) == "packfile"
      head, left = "", length - #head
    end
  end

  local function read(piece, position)
    local length = #head >= 4 and length_at(head, 1)
    local wanted = length and math.min(length, head_bytes) or 4
    local step = math.min(wanted - #head, #piece - position + 1)
    head = head .. piece:sub(position, position + step - 1)
    if #head >= 4 then
      judge()
    end
    return step
  end

  local function skip(piece, position)
    local step = math.min(left, #piece - position + 1)
    left = left - step
    return step
  end

  local reader = {}

  function reader.take(piece)
    local position = 1
    while position <= #piece and not failed do
      position = position + (left > 0 and skip or read)(piece, position)
    end
  end

  --- Whether the answer ended at its proper end and contained no error.
  function reader.is_whole()
    return ended and not failed and left == 0 and head == ""
  end

  return reader
end

pkt_line.flush, pkt_line.delimiter = flush, delimiter

return pkt_line
