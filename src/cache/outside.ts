import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { cacheFolder, type Part } from './folder.ts'

/** Where things are kept, unless that is inside the project at `root`: nothing is ever written there. */
export function folderOutside(root: string, part: Part): string | undefined {
  try {
    const folder = resolve(cacheFolder({ platform: process.platform, environment: process.env, home: homedir() }, part))
    const way = relative(realpathSync(root), realpathOf(folder))
    return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? folder : undefined
  } catch {
    return undefined
  }
}

/** The real path of a folder of which the last parts may not exist yet. */
function realpathOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    const parent = dirname(folder)
    if (parent === folder) throw error
    return resolve(realpathOf(parent), relative(parent, folder))
  }
}
