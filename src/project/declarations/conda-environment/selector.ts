import { lineText, positionAt, type TextFile } from '../../text-file.ts'
import { platformMarker } from '../platform-marker.ts'

const SELECTOR = /#\s*\[([\w-]+)\]\s*$/
/** Furthest behind an item that its selector ends: where all items stand on one line, each would read the rest of it. */
const REACH = 200

/** The platform that a comment such as `# [linux64]` after an item restricts it to, as a marker. */
export function selectorAfter(file: TextFile, end: number): string | undefined {
  const { line, column } = positionAt(file, end)
  const [, platform] = SELECTOR.exec(lineText(file, line).slice(column - 1, column - 1 + REACH)) ?? []
  return platform === undefined ? undefined : platformMarker(platform)
}
