import type { Site } from '../../../report/report.ts'
import { lineStarts, siteAt, type TextFile } from '../../text-file.ts'

/** A range in lines and characters, both 0-based, as dockerfile-ast counts. */
export interface LineRange {
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}

/** The half-open range of offsets that a range of lines and characters stands for. */
export function offsetsOf(file: TextFile, { start, end }: LineRange): { at: number; end: number } {
  const lines = lineStarts(file)
  return { at: (lines[start.line] ?? 0) + start.character, end: (lines[end.line] ?? 0) + end.character }
}

export function siteOf(file: TextFile, range: LineRange): Site {
  const { at, end } = offsetsOf(file, range)
  return siteAt(file, at, end)
}
