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
  const condition = marker === undefined ? ON_MACS : `${/\bor\b/.test(marker) ? `(${marker})` : marker} and ${ON_MACS}`
  const text = inQuotes(written, `${requirement}; ${condition}`)
  return [
    ...leaveOutOnMacs(declaration, about),
    text === undefined ? undefined : filled(site.file, written.another, text, about),
  ]
}

function conditionAt(file: string, written: Written, about: About): Edits {
  const { marker, opening } = written
  const text = inQuotes(written, ELSEWHERE)
  if (text === undefined) return [undefined]
  return [filled(file, marker, text, about), ...(opening ? [filled(file, opening, '', about)] : [])]
}

/** A marker with other quotes than those around it; undefined where it needs both kinds. */
function inQuotes({ quote }: Written, text: string): string | undefined {
  if (quote === undefined || !text.includes(quote)) return text
  const other = quote === '"' ? "'" : '"'
  return text.includes(other) ? undefined : text.replaceAll(quote, other)
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
