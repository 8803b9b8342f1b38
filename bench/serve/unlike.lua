-- Has wrk send no request twice in the same words, as readers behind a proxy that numbers them.
local number = 0

function request()
  number = number + 1
  wrk.headers["X-Request-Id"] = tostring(number)
  return wrk.format()
end
