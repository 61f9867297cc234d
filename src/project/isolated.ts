/** Longest reason that is shown, in UTF-16 units: what failed may quote what it was given. */
const REASON_LIMIT = 200

/**
 * What some work comes to, or what is said of it where it fails. Work on one file, or by one rule, fails for a bug of ours or
 * because somebody wanted to exhaust the stack; neither may cost the user all the rest of the audit.
 */
export function isolated<Result>(work: () => Result, otherwise: (reason: string) => Result): Result {
  try {
    return work()
  } catch (error) {
    return otherwise(reasonOf(error))
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError && /call stack/i.test(error.message)) return 'nested too deeply'
  const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return message.slice(0, REASON_LIMIT)
}
