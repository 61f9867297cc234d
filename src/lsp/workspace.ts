import type { Connection } from 'vscode-languageserver'
import type { Report } from '../report/report.ts'
import { diagnosticsOf, type Files } from './diagnostics.ts'
import { type Folder, lonelyFile, workspaceFolder } from './folder.ts'
import { tellerTo } from './tell.ts'
import type { Opened } from './texts.ts'

/** Milliseconds of quiet before an audit: keys of one word are not judged one by one. */
const QUIET = 40

/** A document that is open, with what is known of its project. */
export interface Place {
  readonly file: string
  readonly opened: Opened
  readonly uri: string
  readonly report: Report
  readonly files: Files
}

/** What an editor works on: its folders and the files outside of them, audited again after each change. */
export interface Workspace {
  readonly changeFolders: (added: readonly string[], removed: readonly string[]) => void
  /** Audits anew once it is quiet, and tells the editor. */
  readonly changed: () => void
  /** The same, after a document was closed. */
  readonly closed: (uri: string) => void
  /** The latest word on a document, waited for; undefined for one that nobody audits. */
  readonly placeOf: (uri: string) => Promise<Place | undefined>
}

interface Audited {
  readonly folder: Folder
  readonly report: Report
  readonly files: Files
  /** What was open when it was audited, by absolute path. */
  readonly opened: ReadonlyMap<string, Opened>
}

/**
 * Opens a workspace without folders.
 * @param openedNow - what the editor has open at this moment
 */
export function openWorkspace(openedNow: () => readonly Opened[], connection: Connection): Workspace {
  const folders = new Map<string, Folder>()
  const lonely = new Map<string, Folder>()
  const teller = tellerTo(connection)
  let latest: readonly Audited[] = []
  let shown = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  let isWaiting = false

  async function auditAll(): Promise<void> {
    isWaiting = false
    const opened = new Map(openedNow().map((one) => [one.path, one]))
    const all = [...folders.values(), ...lonelyFolders(opened)]
    const audited: Audited[] = []
    // One after the other: each takes the processor that the next would want.
    await all.reduce(async (before, folder) => {
      await before
      const report = await auditOne(folder, opened)
      if (report !== undefined) audited.push({ folder, report, files: folder.files(opened), opened })
    }, Promise.resolve())
    latest = audited
    const documents = [...opened.values()].flatMap((one) => one.documents)
    teller.tell(new Map(audited.flatMap(({ report, files }) => [...diagnosticsOf(report, files)])), documents)
  }

  /** Files that are open and in no folder; of those closed nothing is kept. */
  function lonelyFolders(opened: ReadonlyMap<string, Opened>): readonly Folder[] {
    const outside = [...opened.values()].filter(({ path }) => ![...folders.values()].some(({ nameOf }) => nameOf(path)))
    const uris = new Set(outside.map(({ uri }) => uri))
    for (const uri of lonely.keys()) if (!uris.has(uri)) lonely.delete(uri)
    for (const uri of uris) if (!lonely.has(uri)) lonely.set(uri, lonelyFile(uri))
    return [...lonely.values()]
  }

  /** Undefined where it cannot be audited as it is, which is said once. */
  async function auditOne(folder: Folder, opened: ReadonlyMap<string, Opened>): Promise<Report | undefined> {
    const progress = shown.has(folder.uri) ? undefined : await connection.window.createWorkDoneProgress()
    shown = new Set([...shown, folder.uri])
    progress?.begin('Acclimate', undefined, 'reading')
    try {
      return await folder.audit(opened, (what) => progress?.report(what))
    } catch (error) {
      connection.window.showErrorMessage(`Acclimate: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    } finally {
      progress?.done()
    }
  }

  function start(): void {
    clearTimeout(timer)
    timer = undefined
    if (isWaiting) return
    isWaiting = true
    running = running.then(auditAll)
  }

  function changed(): void {
    clearTimeout(timer)
    timer = setTimeout(start, QUIET)
  }

  return {
    changeFolders(added, removed) {
      for (const uri of removed) folders.delete(uri)
      for (const uri of added) if (uri.startsWith('file:')) folders.set(uri, workspaceFolder(uri))
    },
    changed,
    closed(uri) {
      teller.closed(uri)
      changed()
    },
    async placeOf(uri) {
      if (timer !== undefined) start()
      await running
      for (const { folder, report, files, opened: all } of latest) {
        const opened = [...all.values()].find(({ documents }) => documents.some((document) => document.uri === uri))
        const file = opened && folder.nameOf(opened.path)
        if (opened !== undefined && file !== undefined) return { file, opened, uri, report, files }
      }
      return undefined
    },
  }
}
