/** Wrong usage, or input that cannot be read: one line for people, and exit code 2. */
export function usageError(message: string): Error {
  return Object.assign(new Error(message), { name: 'UsageError' })
}

export function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'UsageError'
}
