import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tree } from '../files/tree.ts'

const CLI = join(import.meta.dirname, '../../dist/cli.js')
const client = new Client({ name: 'test', version: '0' })
/** A small project that asks for CUDA twice. */
const project = () =>
  tree({
    'requirements.txt': 'torch==2.9.0\n',
    'train.py':
      "import torch\n\nmodel = torch.nn.Linear(2, 2).cuda()\ndevice = 'cuda' if torch.cuda.is_available() else 'cpu'\nx = torch.zeros(2).to(device)\n",
  })

beforeAll(async () => {
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [CLI, 'mcp'], stderr: 'inherit' }))
})
afterAll(async () => {
  await client.close()
})

/** What a tool answers: its text, and whether it is an error. */
async function call(name: string, words: Record<string, unknown>) {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: words })
  const [first] = content
  return { text: first?.type === 'text' ? first.text : '', data: structuredContent, isError: isError === true }
}

describe('over standard input and output, as an agent does', () => {
  test('the tools say what they are for and what they take', async () => {
    const { tools } = await client.listTools()

    expect(tools.map(({ name }) => name)).toEqual(['audit', 'patch', 'port', 'explain', 'lookup'])
    for (const { description = '', inputSchema, annotations } of tools) {
      expect(description.length).toBeGreaterThan(100)
      expect(Object.keys(inputSchema.properties ?? {}).length).toBeGreaterThan(0)
      expect(annotations?.readOnlyHint).toBe(true)
    }
  })

  test('a project is audited, changed by its patch, and audited again', async () => {
    const root = project()
    const before = await call('audit', { project: root })
    expect(before.text).toContain('train.py:3')
    expect(before.data).toMatchObject({ mac: { status: 'needs-edits' }, cuda: { status: 'runs' } })

    const { text } = await call('patch', { project: root })
    expect(text).toContain('--- a/train.py')

    writeFileSync(join(root, 'train.py'), "import torch\n\nmodel = torch.nn.Linear(2, 2).to('mps')\n")
    const after = await call('audit', { project: root, file: 'train.py', effect: 'blocks' })
    expect(after.data).toMatchObject({ mac: { status: 'runs' }, findings: { total: 0, page: 1, pages: 1, items: [] } })
  })

  test('a project is ported in memory: the patch, what was shown, and what is left', async () => {
    const root = project()
    const { text, data } = await call('port', { project: root, only: ['device/ignores-metal-gpu'] })
    expect(text).toContain('by hand: train.py:3 device/cuda-literal')
    expect(text).toContain('+++ b/train.py')
    expect(data).toMatchObject({ findings: { before: 2, answered: 1, after: 1 }, pages: 1 })
    expect(readFileSync(join(root, 'train.py'), 'utf8')).not.toContain('mps')
  })

  test('an answer is small: findings come by the page', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, index) => `def f${index}():\n    torch.cuda.set_device(${index})\n    torch.zeros(1).cuda()\n`,
    )
    const large = tree(
      Object.fromEntries(lines.map((line, index) => [`a${index}.py`, `import torch\n${line}\nf${index}()\n`])),
    )
    const { text, data } = await call('audit', { project: large })

    expect(text.length).toBeLessThan(12_000)
    expect(data).toMatchObject({ findings: { page: 1 } })
  })

  test('codes, messages and names are answered', async () => {
    expect((await call('explain', { what: 'device/cuda-literal' })).text).toContain('# ')
    expect((await call('explain', { what: 'AssertionError: Torch not compiled with CUDA enabled' })).text).toContain(
      'CUDA',
    )
    expect((await call('lookup', { name: 'flash-attn' })).text).toContain('flash')
  })

  test('what an agent can mend is one line, and no crash', async () => {
    expect(await call('audit', { project: '/no/such/place' })).toMatchObject({
      isError: true,
      text: 'no such file or directory: /no/such/place',
    })
    expect((await call('audit', { project: project(), page: 0 })).isError).toBe(true)
  })
})
