import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Diagnostic, Range, TextEdit } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { tree } from '../files/tree.ts'
import { type Editor, openEditor } from './editor.ts'

const TRAIN = 'import torch\n\nx = torch.zeros(1).to("cuda")\ny = torch.ones(1)\n'

async function opened(root?: string): Promise<Editor> {
  const editor = await openEditor(root)
  onTestFinished(editor.close)
  return editor
}

const uriIn = (root: string, file: string) => pathToFileURL(join(root, file)).href
const open = (editor: Editor, uri: string, text: string, languageId = 'python') =>
  editor.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } })
const change = (editor: Editor, uri: string, version: number, text: string) =>
  editor.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] })
const atLine = (line: number): Range => ({ start: { line, character: 0 }, end: { line, character: 200 } })
const placed = (all: readonly Diagnostic[]) => all.map(({ code, range }) => `${range.start.line} ${code}`)
const isAny = (all: readonly Diagnostic[]) => all.length > 0
const isNone = (all: readonly Diagnostic[]) => all.length === 0

test('what is saved is marked, what is typed is judged, and what is mended is unmarked', async () => {
  const root = tree({ 'train.py': TRAIN, 'requirements.txt': 'torch\n' })
  const editor = await opened(root)
  const uri = uriIn(root, 'train.py')
  const [first] = await editor.told(uri, isAny)
  expect(first).toMatchObject({
    code: 'device/cuda-literal',
    source: 'acclimate',
    severity: 1,
    range: { start: { line: 2, character: 22 }, end: { line: 2, character: 28 } },
  })

  await open(editor, uri, TRAIN)
  await change(editor, uri, 2, `# A comment moves it.\n${TRAIN}`)
  expect(placed(await editor.told(uri, ([one]) => one?.range.start.line === 3))).toEqual(['3 device/cuda-literal'])
  await change(editor, uri, 3, TRAIN.replace('"cuda"', '"cpu"'))
  await editor.told(uri, isNone)

  // What is closed without being saved is again what stands on disk.
  await editor.notify('textDocument/didClose', { textDocument: { uri } })
  expect(placed(await editor.told(uri, isAny))).toEqual(['2 device/cuda-literal'])
  writeFileSync(join(root, 'train.py'), 'import torch\n')
  await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] })
  await editor.told(uri, isNone)
})

test('each version of a document is answered, also where nothing is found or nothing has changed', async () => {
  const root = tree({ 'plain.py': 'import torch\n', 'train.py': TRAIN })
  const editor = await opened(root)
  const [plain, train] = [uriIn(root, 'plain.py'), uriIn(root, 'train.py')]
  await open(editor, plain, 'import torch\n')
  expect(await editor.toldOf(plain, 1)).toEqual([])
  await change(editor, plain, 2, 'import torch\nx = 1\n')
  expect(await editor.toldOf(plain, 2)).toEqual([])

  await open(editor, train, TRAIN)
  const before = await editor.toldOf(train, 1)
  await change(editor, train, 2, `${TRAIN}z = 1\n`)
  expect(await editor.toldOf(train, 2)).toEqual(before)

  // Closed and opened again before anyone looked, as on reading a file anew.
  await editor.notify('textDocument/didClose', { textDocument: { uri: plain } })
  editor.forget(plain)
  await open(editor, plain, 'import torch\n')
  expect(await editor.toldOf(plain, 1)).toEqual([])
})

test('edits and remarks are offered where a finding is, and taking them mends it', async () => {
  const text =
    'import torch\n\ndevice = "cuda" if torch.cuda.is_available() else "cpu"\nx = torch.zeros(1).to(device)\n'
  const root = tree({ 'train.py': text })
  const editor = await opened(root)
  const uri = uriIn(root, 'train.py')
  await open(editor, uri, text)
  await editor.told(uri, isAny)
  expect(await editor.actions(uri, atLine(0))).toEqual([])

  const actions = await editor.actions(uri, atLine(2))
  const made = actions.map((action) => applied(text, uri, action.edit?.changes?.[uri] ?? []))
  expect(actions.map(({ kind }) => kind)).toEqual(['quickfix', 'quickfix'])
  expect(actions.map(({ title }) => title)).toEqual([
    'Use "mps" where there is Metal',
    'Ignore device/ignores-metal-gpu here',
  ])
  expect(made[0]).toContain('mps')
  expect(made[1]).toContain('\n# acclimate: ignore[device/ignores-metal-gpu]\ndevice =')
  const [withMetal = '', setAside = ''] = made
  await change(editor, uri, 2, withMetal)
  await editor.told(uri, isNone)
  await change(editor, uri, 3, text)
  await editor.told(uri, isAny)
  await change(editor, uri, 4, setAside)
  await editor.told(uri, isNone)
})

test('all safe edits of a file are one action, which is offered when it is asked for', async () => {
  const text = 'import torch\n\ntorch.backends.mps.empty_cache()\ntorch.backends.mps.synchronize()\n'
  const root = tree({ 'clean.py': text })
  const editor = await opened(root)
  const uri = uriIn(root, 'clean.py')
  await open(editor, uri, text)
  await editor.told(uri, isAny)
  const actions = await editor.actions(uri, atLine(0), ['source.fixAll'])
  expect(actions.map(({ edit }) => applied(text, uri, edit?.changes?.[uri] ?? []))).toEqual([
    'import torch\n\ntorch.mps.empty_cache()\ntorch.mps.synchronize()\n',
  ])
})

test('a pointer on a finding shows its page, and on a requirement what is known of the package', async () => {
  const root = tree({ 'train.py': TRAIN, 'requirements.txt': 'torch\nflash-attn==2.6.3\n' })
  const editor = await opened(root)
  const uri = uriIn(root, 'train.py')
  await open(editor, uri, TRAIN)
  expect(await editor.hover(uri, 2, 24)).toMatch(/CUDA is named outright.*\*\*Fix\*\*.*# /s)
  expect(await editor.hover(uri, 3, 1)).toBe('""')
  const list = uriIn(root, 'requirements.txt')
  await open(editor, list, 'torch\nflash-attn==2.6.3\n', 'pip-requirements')
  expect(await editor.hover(list, 1, 2)).toMatch(/Mac: unsupported.*CUDA: supported.*https:/s)
})

test('cells of a notebook are marked, and edited, where they are', async () => {
  const root = tree({})
  const editor = await opened(root)
  const notebook = uriIn(root, 'a.ipynb')
  const cells = [
    'import torch\n',
    'device = "cuda" if torch.cuda.is_available() else "cpu"',
    'torch.ones(1).to(device)',
  ]
  const uris = cells.map((_, index) => `vscode-notebook-cell:${notebook}#${index}`)
  await editor.notify('notebookDocument/didOpen', {
    notebookDocument: {
      uri: notebook,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: uris.map((document) => ({ kind: 2, document })),
    },
    cellTextDocuments: cells.map((text, index) => ({ uri: uris[index], languageId: 'python', version: 1, text })),
  })
  const [marked = ''] = uris.slice(1)
  expect(placed(await editor.told(marked, isAny))).toEqual(['0 device/ignores-metal-gpu'])
  const [fix] = await editor.actions(marked, atLine(0))
  expect(applied(cells[1] ?? '', marked, fix?.edit?.changes?.[marked] ?? [])).toContain('mps')
  await editor.notify('notebookDocument/didClose', { notebookDocument: { uri: notebook }, cellTextDocuments: [] })
  await editor.told(marked, isNone)
})

test('a file in no folder is judged with what it imports', async () => {
  const root = tree({ 'net.py': 'import torch\n\ndef make():\n    return torch.zeros(1).cuda()\n', 'other.py': TRAIN })
  const editor = await opened()
  const uri = uriIn(root, 'run.py')
  await open(editor, uri, 'from net import make\nmake()\n')
  expect(placed(await editor.told(uriIn(root, 'net.py'), isAny))).toEqual(['3 device/cuda-literal'])
})

/** A text with edits of one document made. */
function applied(text: string, uri: string, edits: TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create(uri, 'python', 1, text), edits)
}
