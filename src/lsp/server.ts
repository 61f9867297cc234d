import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type NotebookDocument,
  NotebookDocuments,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { version } from '../generated/version.ts'
import { codeActions, FIX_ALL } from './code-actions.ts'
import { hoverOf } from './hover.ts'
import { openedFile, openedNotebook } from './texts.ts'
import { openWorkspace } from './workspace.ts'

/** Files whose changes on disk are worth a new look. */
const WATCHED = '**/{*.{py,ipynb,toml,txt,cfg,in,yml,yaml,json,sh,cu,cuh,lock},Dockerfile*,Pipfile*}'

/** Notebooks come as their code cells. */
const NOTEBOOKS = { notebookSelector: [{ notebook: 'jupyter-notebook', cells: [{ language: 'python' }] }] }

/** Answers an editor about what it has open, until it hangs up. Nothing is written and nothing of a project is run. */
export function serveEditor(connection: Connection): void {
  const texts = new TextDocuments(TextDocument)
  const notebooks = new NotebookDocuments(TextDocument)
  const openNotebooks = new Map<string, NotebookDocument>()
  const work = openWorkspace(
    () => [
      ...texts
        .all()
        .filter(({ uri }) => isFile(uri))
        .map(openedFile),
      ...[...openNotebooks.values()].map((notebook) =>
        openedNotebook(notebook, (uri) => notebooks.cellTextDocuments.get(uri)),
      ),
    ],
    connection,
  )
  let watches = false
  let follows = false

  connection.onInitialize(({ workspaceFolders, rootUri, capabilities }) => {
    const roots = workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : [])
    work.changeFolders(roots, [])
    watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true
    follows = capabilities.workspace?.workspaceFolders === true
    return {
      serverInfo: { name: 'acclimate', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        notebookDocumentSync: NOTEBOOKS,
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    }
  })
  connection.onInitialized(() => {
    if (watches)
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] })
    if (follows)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        work.changeFolders(
          added.map(({ uri }) => uri),
          removed.map(({ uri }) => uri),
        )
        work.changed()
      })
    work.changed()
  })
  connection.onDidChangeWatchedFiles(() => work.changed())
  texts.onDidChangeContent(() => work.changed())
  texts.onDidClose(({ document }) => work.closed(document.uri))
  texts.onDidSave(() => work.changed())
  notebooks.onDidOpen((notebook) => {
    if (isFile(notebook.uri)) openNotebooks.set(notebook.uri, notebook)
    work.changed()
  })
  notebooks.onDidChange(() => work.changed())
  notebooks.onDidClose(({ uri, cells }) => {
    openNotebooks.delete(uri)
    for (const { document } of cells) work.closed(document)
  })

  connection.onHover(async ({ textDocument, position }) => {
    const place = await work.placeOf(textDocument.uri)
    return place && hoverOf(place.report, { ...place, position })
  })
  connection.onCodeAction(async ({ textDocument, range, context: { only } }) => {
    const place = await work.placeOf(textDocument.uri)
    if (place === undefined) return []
    return codeActions(place.report, { ...place, range }, place.files).filter(({ kind = '' }) =>
      only === undefined ? kind !== FIX_ALL : only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`)),
    )
  })

  texts.listen(connection)
  notebooks.listen(connection)
  connection.listen()
}

function isFile(uri: string): boolean {
  return uri.startsWith('file:')
}
