/** Fixed part of an entry: times, device, owner, size and object name, then two bytes of flags. */
const ENTRY_BYTES = 62
const FLAGS_AT = 60
const EXTENDED = 0x4000

/**
 * Paths that git's index names, and the folders that hold them, folders with a slash at the end. They belong to the
 * project even where an ignore file matches them. Empty for an index of an unknown make.
 */
export function trackedIn(index: Uint8Array): ReadonlySet<string> {
  return withFolders(readIndex(index))
}

/** The paths in git's index, versions 2 to 4; as many as can be made out. */
export function readIndex(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || view.getUint32(0) !== 0x44_49_52_43) return []
  const version = view.getUint32(4)
  if (version < 2 || version > 4) return []
  const paths: string[] = []
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let at = 12
  let name = new Uint8Array()
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
    name = joined(name.subarray(0, kept), bytes.subarray(start, end))
    paths.push(decoder.decode(name))
    // Versions 2 and 3 fill each entry up with one to eight NULs.
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7)
  }
  return paths
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
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
