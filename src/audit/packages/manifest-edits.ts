/** Edits of manifests: a condition on a requirement, and another requirement beside one. */
import type { Declaration, Slot, Written } from '../../project/facts.ts'
import type { About } from '../finding/edit-at.ts'
import type { Edits } from '../finding/fix-by.ts'
import type { PlannedEdit } from '../rule.ts'

/** Everywhere but on Macs: what is to stay as it is on Linux and on Windows. */
const ELSEWHERE = 'sys_platform != "darwin"'
const ON_MACS = 'sys_platform == "darwin"'

/** Markers that leave a requirement out on macOS; undefined in them where the file has no place for one that is right for sure. */
export function leaveOutOnMacs({ site, written }: Declaration, about: About): Edits {
  return written ? conditionAt(site.file, written, about) : [undefined]
}

/** Markers that let what binds a requirement to an index hold everywhere but on macOS. */
export function unbindOnMacs({ site, binding }: Declaration, about: About): Edits {
  return binding ? conditionAt(site.file, binding, about) : [undefined]
}

/**
 * Markers that leave a requirement as it is to all but macOS, which gets another.
 * @param requirement the other one, as PEP 508 writes it, without a marker
 */
export function replaceOnMacs(declaration: Declaration, requirement: string, about: About): Edits {
  const { marker, site, written } = declaration
  if (!written?.another) return [undefined]
  const onMacs = inQuotes(written, ON_MACS)
  const condition = marker === undefined ? onMacs : `${/\bor\b/.test(marker) ? `(${marker})` : marker} and ${onMacs}`
  // What stands there as a marker fits in there; one that was put together from several places may not.
  if (written.quote !== undefined && marker?.includes(written.quote)) return [undefined]
  return [
    ...leaveOutOnMacs(declaration, about),
    filled(site.file, written.another, `${requirement}; ${condition}`, about),
  ]
}

/** A name with its extras: `torch[opt-einsum]`. */
export function withExtras(name: string, extras: readonly string[]): string {
  return extras.length === 0 ? name : `${name}[${extras.join(',')}]`
}

function conditionAt(file: string, written: Written, about: About): Edits {
  const { marker, opening } = written
  return [
    filled(file, marker, inQuotes(written, ELSEWHERE), about),
    ...(opening ? [filled(file, opening, '', about)] : []),
  ]
}

/** A condition with other quotes than those around it. */
function inQuotes({ quote }: Written, condition: string): string {
  return quote === '"' ? condition.replaceAll('"', "'") : condition
}

function filled(
  file: string,
  { at, line, column, before, after }: Slot,
  text: string,
  { safety, why }: About,
): PlannedEdit {
  return {
    file,
    start: at,
    end: at,
    text: before + text + after,
    line,
    column,
    endLine: line,
    endColumn: column,
    safety,
    why,
  }
}
