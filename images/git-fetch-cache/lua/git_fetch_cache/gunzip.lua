--- Decompresses gzip with the zlib that nginx uses.
local ffi = require "ffi"

ffi.cdef [[
typedef struct {
  const unsigned char *next_in; unsigned int avail_in; unsigned long total_in;
  unsigned char *next_out; unsigned int avail_out; unsigned long total_out;
  const char *msg; void *state;
  void *zalloc; void *zfree; void *opaque;
  int data_type; unsigned long adler; unsigned long reserved;
} fetch_cache_stream;
const char *zlibVersion(void);
int inflateInit2_(fetch_cache_stream *stream, int bits, const char *version, int size);
int inflate(fetch_cache_stream *stream, int flush);
int inflateEnd(fetch_cache_stream *stream);
]]

local zlib = ffi.load("libz.so.1")
local finish, stream_end, gzip_only = 4, 1, 15 + 16

--- Returns the text in `packed`; nil if it is not exactly one gzip file of at most `most` bytes.
return function(packed, most)
  local stream = ffi.new("fetch_cache_stream")
  if zlib.inflateInit2_(stream, gzip_only, zlib.zlibVersion(), ffi.sizeof(stream)) ~= 0 then
    return nil
  end
  local room = ffi.new("unsigned char[?]", most)
  stream.next_in, stream.avail_in = packed, #packed
  stream.next_out, stream.avail_out = room, most
  local result = zlib.inflate(stream, finish)
  zlib.inflateEnd(stream)
  if result ~= stream_end or stream.avail_in > 0 then
    return nil
  end
  return ffi.string(room, most - stream.avail_out)
end
