import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, InMemoryTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keptProjects } from '../../src/mcp/projects.ts'
import { mcpServer } from '../../src/mcp/server.ts'
import { tree } from '../files/tree.ts'

const CLI = join(import.meta.dirname, '../../dist/cli.js')
const client = new Client({ name: 'test', version: '0' }, { capabilities: { elicitation: {} } })
/** Questions to the user, who agrees to nothing unless a test says so. */
const asked: string[] = []
let agrees = false
client.setRequestHandler('elicitation/create', ({ params }) => {
  asked.push(params.message)
  return agrees ? { action: 'accept', content: {} } : { action: 'decline' }
})
const READ_ONLY = ['audit', 'patch', 'port', 'explain', 'lookup', 'fit']
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

    expect(tools.map(({ name }) => name)).toEqual([...READ_ONLY, 'rehearse'])
    for (const { name, description = '', inputSchema, annotations } of tools) {
      expect(description.length).toBeGreaterThan(100)
      expect(Object.keys(inputSchema.properties ?? {}).length).toBeGreaterThan(0)
      expect(annotations?.readOnlyHint).toBe(READ_ONLY.includes(name))
    }
  })

  test('a project is audited, changed by its patch, and audited again', async () => {
    const root = project()
    const before = await call('audit', { project: root })
    expect(before.text).toContain('train.py:3')
    expect(before.data).toMatchObject({ mac: { status: 'needs-edits' }, cuda: { status: 'runs' } })

    const { text } = await call('patch', { project: root })
    expect(text).toContain('--- a/train.py')

    writeFileSync(
      join(root, 'train.py'),
      'import torch\n\nmodel = torch.nn.Linear(2, 2).to(torch.accelerator.current_accelerator())\n',
    )
    const after = await call('audit', { project: root, file: 'train.py', effect: 'blocks' })
    expect(after.data).toMatchObject({ mac: { status: 'runs' }, findings: { total: 0, page: 1, pages: 1, items: [] } })
  })

  test('of several projects each that does not simply run is named, and nothing to judge is said', async () => {
    const manifest = '[project]\nname = "a"\nversion = "1"\ndependencies = ["torch==2.9.0"]\n'
    const root = tree({
      'a/pyproject.toml': manifest,
      'a/train.py': 'import torch\nx = torch.zeros(1).cuda()\n',
      'b/pyproject.toml': manifest.replace('"a"', '"b"'),
      'b/run.py': 'import torch\nx = torch.zeros(1)\n',
    })
    const { text } = await call('audit', { project: root, page: 9 })
    expect(text).toContain('\nProject a: needs edits on a Mac (1 to mend, minutes); runs on CUDA\n')
    expect(text).not.toContain('Project b')
    expect(text).toContain('1 finding, there is no page 9, the last is 1')
    expect((await call('audit', { project: tree({}) })).text).toMatch(
      /: Nothing was found that tells how it runs on a Mac\. [^\n]+$/,
    )
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

  test('pages are resources, and so is what to call in which order', async () => {
    const { resources } = await client.listResources()
    const uris = resources.map(({ uri }) => uri)
    expect(uris).toEqual(expect.arrayContaining(['acclimate://pages/device/cuda-literal', 'acclimate://skill']))
    const textOf = async (uri: string) => {
      const [first] = (await client.readResource({ uri })).contents
      return first !== undefined && 'text' in first ? first.text : ''
    }
    expect(await textOf('acclimate://pages/device/cuda-literal')).toBe(
      readFileSync('docs/rules/device/cuda-literal.md', 'utf8'),
    )
    expect(await textOf('acclimate://skill')).toContain('Audit first')
    await expect(client.readResource({ uri: 'acclimate://pages/no/such' })).rejects.toThrow(/no page on no\/such/)
  })

  test('whether a model fits is answered by machine, the best first', async () => {
    const { text, data } = await call('fit', { model: 'Llama 3.1 8B', machines: ['M2 16GB', 'M4 Max 64GB'] })
    expect(text).toContain('M4 Max')
    expect(data).toMatchObject({ of: 2, fits: [{ memory: { fits: true } }, {}] })
    expect(await call('fit', { model: 'nosuch 8B', machines: ['all'] })).toMatchObject({ isError: true })
  })

  test('nothing is run unless the user agrees, who is shown what', async () => {
    const directory = tree({ 'train.py': 'open("ran", "w").write("x")\nprint("hello")\n' })
    const run = () => call('rehearse', { directory, command: ['python3', 'train.py'] })
    expect(await run()).toMatchObject({ isError: true, text: 'The user does not want it to be run.' })
    expect(asked).toEqual([expect.stringContaining(`\npython3 train.py\nin ${directory}`)])
    expect(existsSync(join(directory, 'ran'))).toBe(false)

    agrees = true
    const { text, data, isError } = await run()
    expect(isError).toBe(false)
    expect(data).toMatchObject({ exit: { code: 0, reason: 'ended' } })
    expect(text).toContain('The program printed at its end:\nhello')
    expect(existsSync(join(directory, 'ran'))).toBe(true)
  })

  test('for an agent that cannot ask, nothing is run', async () => {
    const directory = tree({ 'train.py': 'open("ran", "w").write("x")\n' })
    const mute = new Client({ name: 'mute', version: '0' })
    const [theirs, ours] = InMemoryTransport.createLinkedPair()
    await mcpServer(keptProjects()).connect(ours)
    await mute.connect(theirs)
    const words = { directory, command: ['python3', 'train.py'] }
    const answer = await mute.callTool({ name: 'rehearse', arguments: words }).catch((error: Error) => error)

    expect(answer).not.toMatchObject({ isError: false })
    expect(JSON.stringify(answer instanceof Error ? answer.message : answer)).toMatch(/elicitation/)
    expect(existsSync(join(directory, 'ran'))).toBe(false)
    await mute.close()
  })

  test('what an agent can mend is one line, and no crash', async () => {
    expect(await call('audit', { project: '/no/such/place' })).toMatchObject({
      isError: true,
      text: 'no such file or directory: /no/such/place',
    })
    expect((await call('audit', { project: project(), page: 0 })).isError).toBe(true)
  })
})
