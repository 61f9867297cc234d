import { join } from 'node:path'
import { gitDirectory } from './git-directory.ts'
import { MAX_INDEX_BYTES } from './limits.ts'
import { readBytes } from './open.ts'

/** Fixed part of an entry: times, device, owner, size and object name, then two bytes of flags. */
const ENTRY_BYTES = 62
const FLAGS_AT = 60
const EXTENDED = 0x4000

/**
 * Paths that git tracks below `root`, and the folders that hold them, folders with a slash at the end. They belong to
 * the project even where an ignore file matches them. Empty without git, or when its index is of an unknown make.
 */
export function trackedPaths(root: string): ReadonlySet<string> {
  const directory = gitDirectory(root)
  const index = directory === undefined ? undefined : readBytes(join(directory, 'index'), MAX_INDEX_BYTES)
  return index?.kind === 'read' ? withFolders(readIndex(index.bytes)) : new Set()
}

/** The paths in git's index, versions 2 to 4; as many as can be made out. */
export function readIndex(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || view.getUint32(0) !== 0x44_49_52_43) return []
  const version = view.getUint32(4)
  if (version < 2 || version > 4) return []
  const paths: string[] = []
  let at = 12
  let name = Buffer.alloc(0)
  for (let left = view.getUint32(8); left > 0 && at + ENTRY_BYTES < bytes.length; left--) {
    const extended = version > 2 && (view.getUint16(at + FLAGS_AT) & EXTENDED) !== 0
    let start = at + ENTRY_BYTES + (extended ? 2 : 0)
    let kept = 0
    if (version === 4) {
      // Version 4 writes how many bytes to drop from the end of the name before, then what follows.
      let drop = (bytes[start] ?? 0) & 0x7f
      while (((bytes[start++] ?? 0) & 0x80) !== 0) drop = ((drop + 1) << 7) | ((bytes[start] ?? 0) & 0x7f)
      kept = Math.max(0, name.length - drop)
    }
    const end = bytes.indexOf(0, start)
    if (end === -1) break
    name = Buffer.concat([name.subarray(0, kept), bytes.subarray(start, end)])
    paths.push(name.toString('utf8'))
    // Versions 2 and 3 fill each entry up with one to eight NULs.
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7)
  }
  return paths
}

function withFolders(paths: readonly string[]): ReadonlySet<string> {
  const known = new Set<string>()
  for (const path of paths) {
    known.add(path)
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash + 1)
      if (known.has(folder)) break
      known.add(folder)
    }
  }
  return known
}
