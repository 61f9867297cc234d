import { isAbsolute, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { keptProject } from '../kept-project.ts'
import { auditFile } from '../pipeline.ts'
import { withProject } from '../config/project-directory.ts'
import type { Report } from '../report/report.ts'
import type { Files } from './diagnostics.ts'
import type { Opened } from './texts.ts'

/** What an editor has open that is audited as one: a folder of its workspace, or a file outside of them all. */
export interface Folder {
  /** The address that the editor knows it by. */
  readonly uri: string
  /** The name of a file in reports; undefined for files that are not part of it. */
  readonly nameOf: (path: string) => string | undefined
  /** @param opened - all that the editor has open, by absolute path */
  readonly audit: (opened: ReadonlyMap<string, Opened>, progress: (what: string) => void) => Promise<Report>
  readonly files: (opened: ReadonlyMap<string, Opened>) => Files
}

/** A folder of the workspace, which is kept between audits. */
export function workspaceFolder(uri: string): Folder {
  const root = fileURLToPath(uri)
  const project = keptProject(root, { options: (settings) => ({ ...settings, cache: false }) })
  let laid: ReadonlySet<string> = new Set()
  return {
    uri,
    nameOf: (path) => nameBelow(root, path),
    async audit(opened, progress) {
      const own = [...opened.values()].flatMap(({ path, text }) => {
        const name = nameBelow(root, path)
        return name === undefined ? [] : [[name, text] as const]
      })
      const names = new Set(own.map(([name]) => name))
      for (const name of laid) if (!names.has(name)) project.setBuffer(name, undefined)
      for (const [name, text] of own) project.setBuffer(name, text)
      laid = names
      return project.audit(progress)
    },
    files: (opened) => filesBelow(root, opened),
  }
}

/** A file that stands in no folder of the workspace, with what it imports. */
export function lonelyFile(uri: string): Folder {
  const { directory, file = '' } = withProject(fileURLToPath(uri))
  return {
    uri,
    nameOf: (path) => (join(directory, file) === path ? file : undefined),
    audit: async (opened, progress) => {
      const text = opened.get(join(directory, file))?.text
      return auditFile(directory, { path: file, ...(text === undefined ? {} : { text }) }, {}, progress)
    },
    files: (opened) => filesBelow(directory, opened),
  }
}

function filesBelow(root: string, opened: ReadonlyMap<string, Opened>): Files {
  return {
    opened: (file) => opened.get(join(root, file)),
    uriOf: (file) => opened.get(join(root, file))?.uri ?? pathToFileURL(join(root, file)).href,
  }
}

/** The POSIX path of a file below a root; undefined where it is elsewhere. */
function nameBelow(root: string, path: string): string | undefined {
  const name = relative(root, path)
  return name === '' || name.startsWith('..') || isAbsolute(name) ? undefined : name.split(sep).join('/')
}
