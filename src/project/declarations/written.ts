import type { Written } from '../facts.ts'
import type { TextFile } from '../text-file.ts'

/** How a requirement stands at a place of a file; undefined where it is put together, has escapes, or goes over several lines. */
export function writtenAt(
  { text }: TextFile,
  { at, end }: { readonly at: number; readonly end: number },
  requirement: string,
): Written | undefined {
  const whole = text.slice(at, end)
  if (/[\r\n\\]/.test(whole)) return undefined
  if (whole === requirement) return { end }
  const quote = whole.startsWith('"') ? '"' : "'"
  return whole === quote + requirement + quote ? { end: end - 1, quote } : undefined
}
