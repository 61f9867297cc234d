import type { CallSeen } from '../../trace/observation.ts'

/** Whether a call gives an option: by name and value, by name alone (`max_norm`), or as an argument (`-1`, `nuc`). */
export function passesOption(call: CallSeen, option: string): boolean {
  const [name = '', value] = option.split('=').map((part) => part.trim())
  const given = call.keywords.get(name)?.value
  if (value === undefined) {
    const isPassed = given !== undefined && !(given.kind === 'constant' && given.value === null)
    return (
      isPassed ||
      call.positional.some((passed) => passed.value.kind === 'constant' && String(passed.value.value) === name)
    )
  }
  if (given === undefined) return false
  // Any dimension goes the same way.
  if (name === 'dim') return !(given.kind === 'constant' && given.value === null)
  return given.kind === 'constant' && String(given.value).toLowerCase() === value.replaceAll("'", '').toLowerCase()
}
