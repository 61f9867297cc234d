import type { Pitfall } from '../../../knowledge/knowledge.ts'

export const title = 'Metal gives wrong results here'

export function message(name: string, { what, loses = '', when }: Pitfall, version: string | undefined): string {
  const torch = version === undefined ? 'PyTorch' : `PyTorch ${version}`
  const condition = when === undefined ? '' : `, where ${when}`
  return `${name}: ${what} on mps with ${torch} can give wrong results without an error${condition}: ${loses}.`
}

/**
 * @param next the release of PyTorch that is right, when it is out
 * @param macos the version of macOS that is right
 */
export function fixes({ instead }: Pitfall, next: string | undefined, macos: string | undefined): string {
  const ways = [
    ...(next === undefined ? [] : [`take PyTorch ${next} or later`]),
    ...(macos === undefined ? [] : [`update macOS to ${macos} or later`]),
    ...(instead === undefined ? [] : [`${instead.charAt(0).toLowerCase()}${instead.slice(1).replace(/\.$/, '')}`]),
  ]
  const text = ways.length > 0 ? ways.join(', or ') : 'compare the results with those of the CPU'
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
