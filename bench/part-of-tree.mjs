import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Copies about a share (0 to 1) of a tree's files, always the same ones; a larger share holds all of a smaller one. */
export function copyPart(tree, share, folder) {
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const entry of entries) {
    const path = relative(tree, join(entry.parentPath, entry.name))
    if (/(^|[\\/])\.git[\\/]/.test(path) || place(path) >= share) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    copyFileSync(join(tree, path), join(folder, path))
  }
}

/** A number from 0 to 1 that looks drawn by chance and is always the same for a path. */
function place(path) {
  return createHash('sha256').update(path).digest().readUInt32BE() / 2 ** 32
}
