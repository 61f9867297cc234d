import { UsageError } from 'acclimate/parts'

/** Wrong usage, or input that cannot be read: one line for people, and exit code 2. */
export function usageError(message: string): Error {
  return Object.assign(new UsageError(message), { name: 'UsageError' })
}

export function isUsageError(error: unknown): error is Error {
  return error instanceof UsageError
}
