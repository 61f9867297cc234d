import { readFileSync } from 'node:fs'

/** A file that a process named, for the line to show; undefined where it is gone or was none. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
