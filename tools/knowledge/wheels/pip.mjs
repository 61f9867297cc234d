/** Asks the index that this machine's pip is set up for which files a package has. Nothing is downloaded. */
import { spawnSync } from 'node:child_process'

/** Names of files as pip tells of each link of a page that it weighs, at its most talkative. */
const LINK = /\/([^/\s#]+\.(?:whl|tar\.gz|zip|tgz|tar\.bz2))(?:#\S*)? \(from https?:/g

/** Pages of packages with thousands of files are some megabytes of talk. */
const MAX_OUTPUT = 512 * 2 ** 20

/**
 * @param name a package, by its name on the index
 * @returns names of files, with those of other packages and systems among them
 * @throws Error where pip gives no answer
 */
export function filesOnIndex(name) {
  // What does not fit this machine is still told of, as a link that is skipped.
  const words = ['-m', 'pip', 'index', 'versions', '--pre', '-vvv', '--', name]
  const { stdout, stderr, error } = spawnSync('python3', words, { encoding: 'utf8', maxBuffer: MAX_OUTPUT })
  if (error !== undefined) throw error
  const files = new Set([...(stdout + stderr).matchAll(LINK)].map(([, file]) => decodeURIComponent(file)))
  if (files.size === 0) throw new Error(`pip found no file of ${name}: ${stderr.trim().split('\n').at(-1)}`)
  return [...files]
}
