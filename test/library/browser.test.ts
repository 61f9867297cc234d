import { extname } from 'node:path'
import type { Browser } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { audit } from '../../src/pipeline.ts'
import { tree } from '../files/tree.ts'
import { executablePath, launch } from '../web/browser.ts'
import { bundled, shippedFile } from './bundle.ts'
import { examples } from './installed.ts'

const cell = { cell_type: 'code', source: ['!pip install flash-attn\n', "model.to('cuda')\n"], outputs: [] }
const FILES = {
  'train.py': 'import torch\nfrom lib.device import pick\n\nmodel = torch.nn.Linear(2, 2).to(pick())\n# größer, 日本\n',
  'lib/__init__.py': '',
  'lib/device.py': "import torch\n\n\ndef pick():\n    return 'cuda' if torch.cuda.is_available() else 'cpu'\n",
  'setup.py': "from setuptools import setup\n\nsetup(name='x', install_requires=['bitsandbytes==0.43.1'])\n",
  'requirements.txt': 'torch==2.4.0\nnvidia-cublas-cu12\n',
  'explore.ipynb': JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }),
  Dockerfile: 'FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN pip install torch flash-attn\n',
  'broken.py': 'def (:\n    x.cuda(\n',
  '.gitignore': 'ignored.py\n',
  'ignored.py': "import torch\n\ntorch.zeros(1).to('cuda')\n",
}
const OPTIONS = { asOf: '2026-11-01' }

const TYPES: Readonly<Record<string, string>> = {
  '': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** In the page: what the worker answers, as JSON. */
const ASKING = `new Promise((resolve, reject) => {
  const worker = new Worker('/worker.js', { type: 'module' })
  worker.onmessage = ({ data }) => resolve(JSON.stringify(data))
  worker.onerror = ({ message }) => reject(new Error(message))
  worker.postMessage(${JSON.stringify({ files: FILES, options: OPTIONS })})
})`

async function auditedIn(browser: Browser, files: ReadonlyMap<string, string | Uint8Array>): Promise<unknown> {
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  await page.route('http://audit.test/**', (route) => {
    const { pathname } = new URL(route.request().url())
    const shipped = /^\/acclimate\/(.+)$/.exec(pathname)?.[1]
    const body = pathname === '/' ? '' : shipped === undefined ? files.get(pathname) : shippedFile(shipped)
    const contentType = TYPES[extname(pathname)] ?? 'application/octet-stream'
    return body === undefined ? route.abort() : route.fulfill({ contentType, body: Buffer.from(body) })
  })
  await page.goto('http://audit.test/')
  return JSON.parse(await page.evaluate<string>(ASKING))
}

const bundle = await bundled(examples()['worker.ts'] ?? '')

test('a bundle for browsers has nothing of Node, and loads nothing but its own files', () => {
  const { files, chunks } = bundle
  const imports = chunks.flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
  expect(imports.length).toBeGreaterThan(0)
  expect(imports.filter((path) => !files.has(`/${path}`))).toEqual([])
  // Vite puts an empty module of such a name in the place of each of Node's.
  expect(chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => /browser-external:|^node:/.test(id))).toEqual([])
  expect(chunks.map(({ code }) => code).join('\n')).not.toMatch(/["'`]node:/)
})

test.skipIf(executablePath === undefined)(
  'in Chromium, the worker of the docs gives the report that Node gives of the same files on disk',
  async () => {
    const onDisk = await audit(tree(FILES), OPTIONS)
    expect(onDisk.findings.length).toBeGreaterThan(4)
    expect(await auditedIn(await launch(), bundle.files)).toEqual({
      report: { ...onDisk, project: { name: 'dropped' } },
    })
  },
)
