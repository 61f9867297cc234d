import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Schema, Validator } from '@cfworker/json-schema'
import { expect, test } from 'vitest'
import { tree } from '../files/tree.ts'
import { examples, installPackage } from './installed.ts'

const TSC = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))

/** What the strictest users of the package compile with; its own declarations are checked, too. */
const TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    lib: ['es2023', 'dom'],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    outDir: 'out',
    rootDir: '.',
  },
  include: ['*.ts'],
})

/** Prints each document with the schema that ships for it. */
const DOCUMENTS = `
import { readFileSync } from 'node:fs'
import { audit, explainMessage, fit, lookUp } from 'acclimate'
const schemaOf = (name) =>
  JSON.parse(readFileSync(new URL(import.meta.resolve('acclimate/schema/' + name + '.schema.json')), 'utf8'))
const documents = [
  { schema: schemaOf('report'), document: await audit('before') },
  { schema: schemaOf('lookup'), document: lookUp('flash-attn') },
  { schema: schemaOf('recognition'), document: explainMessage('No module named triton') },
  { schema: schemaOf('fit'), document: fit({ model: '8B', machines: ['M2 16GB'] })[0] },
]
console.log(JSON.stringify(documents))
`

const FILES = {
  'package.json': '{"type": "module"}',
  'tsconfig.json': TSCONFIG,
  'documents.js': DOCUMENTS,
  'before/requirements.txt': 'torch\n',
  'before/train.py': "import torch\n\nmodel = torch.nn.Linear(2, 2).to('cuda')\n",
  'after/requirements.txt': 'torch\n',
  'after/train.py': 'import torch\n\nmodel = torch.nn.Linear(2, 2).to(torch.accelerator.current_accelerator())\n',
}

/** What a program prints when it ends well. */
function run(folder: string, file: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...words], { cwd: folder, encoding: 'utf8' })
  expect(status === 0 ? stderr : stderr + stdout).toBe('')
  return stdout
}

test('the packed package does what the docs show, as its types and schemas say', () => {
  const program = tree({ ...FILES, ...examples() })
  installPackage(program)

  run(program, TSC, '-p', '.')
  expect(run(join(program, 'before'), '../out/audit.js')).toMatch(/^train\.py:3 \S+ \(certain\) device\/cuda-literal: /)
  expect(run(program, 'out/questions.js')).toMatch(
    /^bitsandbytes unsupported .+\n\[\]\n# .+\ntrue\nRTX 4090 24 GB true \d+ \S+\nM2 .+ true \d+ \S+\nThe code asks for CUDA.+\ntrain\.py:3\nbetter 0 [1-9]\d*\n$/,
  )

  const documents: readonly { schema: Schema; document: unknown }[] = JSON.parse(run(program, 'documents.js'))
  expect(documents).toHaveLength(4)
  for (const { schema, document } of documents) {
    const validator = new Validator(schema, '2020-12')
    expect(validator.validate(document).errors).toEqual([])
    expect(validator.validate({}).valid).toBe(false)
  }
}, 120_000)
