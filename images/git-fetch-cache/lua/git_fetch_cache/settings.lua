--- Settings from environment variables.

local function required(name)
  local value = os.getenv(name)
  if value == nil or value == "" then
    error(name .. " is not set")
  end
  return value
end

local function number(name, default)
  local text = os.getenv(name) or default
  return tonumber(text) or error(name .. " is " .. text .. ", not a number")
end

return {
  gitlab = required("GITLAB_URL"),
  -- Secret token of GitLab's system hook.
  hook_secret = required("HOOK_SECRET"),
  valkey = {
    host = required("VALKEY_HOST"),
    port = number("VALKEY_PORT", "6379"),
    password = required("VALKEY_PASSWORD"),
    tls = os.getenv("VALKEY_TLS") == "true",
    -- Other programs may use the same Valkey, even for another GitLab.
    prefix = "git-fetch-cache:" .. required("GITLAB_URL") .. ":",
  },
  -- Seconds for which GitLab's answer is used, whether a repository is public.
  visible_seconds = number("VISIBLE_SECONDS", "60"),
  keep_seconds = number("KEEP_DAYS", "7") * 86400,
  -- If an answer is larger, the repository is not cached for a day.
  largest_bytes = number("LARGEST_MIB", "4096") * 1024 * 1024,
}
